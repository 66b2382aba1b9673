import { OrgError, type HttpRequest } from '../org.ts';

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The JSON object in a request's body. Throws UNSUPPORTED_MEDIA_TYPE (415) and JSON_PARSER_ERROR (400); the status codes
 * are official (facts 7.6), the texts general knowledge.
 */
export function jsonBody(request: HttpRequest): Json {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/json\b/i.test(type)) {
    const message = `Content-Type header specified in HTTP request is not supported: ${type}`;
    throw new OrgError('UNSUPPORTED_MEDIA_TYPE', message, { httpStatus: 415 });
  }
  const text = request.body.toString('utf8');
  if (text.trim() === '') {
    throw new OrgError('JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.');
  }
  const value = parse(text);
  if (!isObject(value)) throw new OrgError('JSON_PARSER_ERROR', 'The HTTP entity body is not a JSON object');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OrgError('JSON_PARSER_ERROR', error instanceof Error ? error.message : 'Unexpected character');
  }
}

import { OrgError, type HttpResponse } from '../org.ts';

/** An error answer: an array of one entry (facts 7.6). */
export function refusal(status: number, errorCode: string, message: string, fields?: readonly string[]): HttpResponse {
  const entry = { message, errorCode, ...(fields === undefined ? {} : { fields }) };
  return { status, body: [entry] };
}

/**
 * The error answer for what a handler threw: the one place where exceptions become HTTP. Without `fields` in the error
 * there is no such member: entries of the API itself have none, those of the record engine one, be it empty (recorded:
 * INVALID_FIELD without, ENTITY_IS_DELETED with).
 */
export function answerTo(error: unknown): HttpResponse {
  if (error instanceof OrgError) {
    return refusal(error.httpStatus, error.errorCode, error.message, error.fields);
  }
  process.stderr.write(
    `Simulated org, unexpected exception: ${error instanceof Error ? String(error.stack) : String(error)}\n`,
  );
  // source: facts 7.6, 500 UNKNOWN_EXCEPTION with an error id [community]
  const message = 'An unexpected error occurred. Please include this ErrorId if you contact support: 1600000000-1 (0)';
  return refusal(500, 'UNKNOWN_EXCEPTION', message);
}

export function notFound(message = 'The requested resource does not exist'): OrgError {
  return new OrgError('NOT_FOUND', message, { httpStatus: 404 });
}

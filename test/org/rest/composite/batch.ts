import { NotSimulated, OrgError, type HttpResponse } from '../../org.ts';
import { answerTo } from '../answer.ts';
import { dispatchInner } from '../dispatch.ts';
import { isObject, jsonBody } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { requestOf } from './part.ts';

/** POST /composite/batch: up to 25 independent requests, each committed on its own (official). */
export function batch(call: Call): HttpResponse {
  const { batchRequests, haltOnError } = jsonBody(call.request);
  if (!Array.isArray(batchRequests) || batchRequests.length === 0) {
    throw new OrgError('JSON_PARSER_ERROR', 'batchRequests must hold at least one request');
  }
  if (batchRequests.length > 25) {
    throw new OrgError('LIMIT_EXCEEDED', 'The request can’t contain more than 25 operations.');
  }
  let hasErrors = false;
  const results = batchRequests.map((entry: unknown) => {
    const answer = hasErrors && haltOnError === true ? answerTo(halted) : runOne(call, entry);
    if (answer.status >= 400) hasErrors = true;
    return { statusCode: answer.status, result: answer.body ?? null };
  });
  return { status: 200, body: { hasErrors, results } };
}

const halted = new OrgError('BATCH_PROCESSING_HALTED', 'Batch processing halted per request', { httpStatus: 412 });

/** Runs one entry. Its url is "v67.0/query?q=…" or the same behind /services/data/. A gap fails the whole call. */
function runOne(call: Call, entry: unknown): HttpResponse {
  const { method, url, richInput } = isObject(entry) ? entry : {};
  if (typeof method !== 'string' || typeof url !== 'string') {
    throw new OrgError('JSON_PARSER_ERROR', 'A batch request must have method and url');
  }
  const path = `/services/data/${url.replace(/^\/+(services\/data\/)?/, '')}`;
  try {
    call.instance.usage.requests += 1;
    if (!/^\/services\/data\/[^/]+\/(limits|query|queryAll|sobjects)\b/.test(path)) {
      throw new NotSimulated(`${url} inside a batch request`);
    }
    return dispatchInner(call.instance, call.session, requestOf(method, path, richInput));
  } catch (error) {
    if (!(error instanceof OrgError) || error instanceof NotSimulated) throw error;
    return answerTo(error);
  }
}

import { NotSimulated, OrgError, type HttpResponse } from '../../org.ts';
import { withTransaction } from '../../records/transaction.ts';
import { answerTo, notFound } from '../answer.ts';
import { hasFailed } from '../collections/saveEach.ts';
import { dispatchInner } from '../dispatch.ts';
import { isObject, type Json } from '../jsonBody.ts';
import type { AtomicUnit, Call } from '../route.ts';
import { requestOf, type Part } from './part.ts';
import { fillBody, fillUrl } from './references.ts';

class Undo extends Error {}

/** What the other parts say when one failed: facts 7.1; text recorded by public clients. */
const halted = new OrgError(
  'PROCESSING_HALTED',
  'The transaction was rolled back since another operation in the same transaction failed.',
);

/** What a part answers to one who asked for the parts in `given` order. */
type PartResult = { body: unknown; httpHeaders: Json; httpStatusCode: number; referenceId: string };

export type Outcome = { readonly isSuccessful: boolean; readonly results: PartResult[] };

/** Runs parts in `order`. When atomic, the first failure takes everything back and halts all others. */
export function runParts(call: Call, given: readonly Part[], order: readonly Part[], atomic: boolean): Outcome {
  const answers = new Map<Part, HttpResponse>();
  const isSuccessful = atomic ? runAtomic(call, order, answers) : runEach(call, order, answers);
  return { isSuccessful, results: given.map((part) => toResult(part, answers.get(part) ?? answerTo(halted))) };
}

function runAtomic(call: Call, order: readonly Part[], answers: Map<Part, HttpResponse>): boolean {
  const unit: AtomicUnit = { licenseAssignments: [] };
  const results = new Map<string, unknown>();
  try {
    withTransaction(call.session.org, () => {
      for (const part of order) {
        const answer = runPart(call, part, results, unit);
        answers.set(part, answer);
        if (failed(answer)) throw new Undo();
        results.set(part.referenceId, answer.body);
      }
    });
    return true;
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    for (const part of order) if (!failed(answers.get(part))) answers.delete(part);
    return false;
  }
}

/** Only dependants of a failed part are left out (facts 7.1 [official]): they find no value to refer to. */
function runEach(call: Call, order: readonly Part[], answers: Map<Part, HttpResponse>): boolean {
  const results = new Map<string, unknown>();
  for (const part of order) {
    const answer = runPart(call, part, results);
    answers.set(part, answer);
    if (answer.status < 400) results.set(part.referenceId, answer.body);
  }
  return ![...answers.values()].some(failed);
}

/** A part's answer; a gap of the simulated org or a defect fails the whole call, so that nobody can miss it. */
function runPart(call: Call, part: Part, results: ReadonlyMap<string, unknown>, unit?: AtomicUnit): HttpResponse {
  try {
    const body = fillBody(part.body, results, call.session.apiVersion);
    const request = requestOf(part.method, fillUrl(part.url, results), body, part.httpHeaders);
    if (!request.path.startsWith('/services/data/')) throw notFound();
    return dispatchInner(call.instance, call.session, request, unit);
  } catch (error) {
    if (!(error instanceof OrgError) || error instanceof NotSimulated) throw error;
    return answerTo(error);
  }
}

/** A collections part is answered with 200 even when records failed, and counts as failed in an atomic call. */
function failed(answer: HttpResponse | undefined): boolean {
  if (answer === undefined || answer.status >= 400) return true;
  return Array.isArray(answer.body) && answer.body.some((row) => isObject(row) && hasFailed(row));
}

function toResult(part: Part, answer: HttpResponse): PartResult {
  const { Location } = answer.headers ?? {};
  return {
    body: answer.body ?? null,
    httpHeaders: Location === undefined ? {} : { Location },
    httpStatusCode: answer.status,
    referenceId: part.referenceId,
  };
}

import { NotSimulated, OrgError } from '../../org.ts';
import { withTransaction } from '../../records/transaction.ts';
import type { Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';

class Undo extends Error {}

/**
 * Runs one write for each record of a collections call and gives the results in their order: errors carry `statusCode`,
 * not errorCode. With `allOrNone` one failure takes all back and the innocent say so (facts 7.3 [official, recorded]); whether all that
 * fail say why is UNKNOWN (facts 10): `switches.refusedRows`.
 */
export function saveEach(call: Call, allOrNone: boolean, writes: readonly (() => Json)[]): Json[] {
  const results: Json[] = [];
  try {
    withTransaction(call.session.org, () => {
      for (const write of writes) results.push(attempt(write));
      if (allOrNone && results.some(hasFailed)) throw new Undo();
    });
    return results;
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    const isFirst = call.session.org.switches.refusedRows === 'first';
    const told = isFirst ? results.filter(hasFailed).slice(0, 1) : results.filter(hasFailed);
    return results.map((result) => (told.includes(result) ? result : rolledBack));
  }
}

export function hasFailed(result: Json): boolean {
  return result['success'] === false;
}

function attempt(write: () => Json): Json {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof OrgError) || error instanceof NotSimulated) throw error;
    return failure(error.errorCode, error.message, error.fields ?? []);
  }
}

function failure(statusCode: string, message: string, fields: readonly string[]): Json {
  return { success: false, errors: [{ statusCode, message, fields }] };
}

const rolledBack = failure(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
  [],
);

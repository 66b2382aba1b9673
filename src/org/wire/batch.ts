import { hasCode, OrgRefusal, OrgSilence, readRefusals } from './refusal.ts';
import { read, type Org } from './transport.ts';

/** The answer to one read: its body, or why Salesforce refused it. */
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly error: OrgRefusal };

type BatchResponse = { readonly results: readonly { readonly statusCode: number; readonly result: unknown }[] };

/** At most 25 parts a request (REST API Developer Guide, Batch). */
const PARTS = 25;

/**
 * Reads many resources in as few requests as Salesforce allows, the requests side by side.
 * @param paths relative to `/services/data/vNN.0`, e.g. `/sobjects/Account/describe`
 * @param keep what is kept of a body, while other requests are still under way
 * @returns one answer for each path, in their order
 */
export async function readAll(
  org: Org,
  paths: readonly string[],
  keep: (body: unknown) => unknown = (body) => body,
): Promise<Answer<unknown>[]> {
  const count = Math.ceil(paths.length / PARTS);
  // Neighbors are alike: dealt out in turns, no request has all that are large.
  const hands = Array.from({ length: count }, (_, hand) => paths.filter((_path, at) => at % count === hand));
  const answers = await Promise.all(
    hands.map(async (hand) =>
      (await readChunk(org, hand)).map((answer) => (answer.ok ? { ...answer, body: keep(answer.body) } : answer)),
    ),
  );
  return paths.flatMap((_, at) => answers[at % count]?.[Math.floor(at / count)] ?? []);
}

async function readChunk(org: Org, paths: readonly string[]): Promise<Answer<unknown>[]> {
  const version = `v${org.connection.getApiVersion()}`;
  try {
    const response = await read<BatchResponse>(org, 'POST', '/composite/batch', {
      batchRequests: paths.map((path) => ({ method: 'GET', url: `${version}${path}` })),
    });
    const results: unknown = (response as Partial<BatchResponse> | undefined)?.results;
    if (!Array.isArray(results) || results.length !== paths.length) {
      throw new OrgSilence('The answer to a batch of reads is not one.');
    }
    return (results as BatchResponse['results']).map(({ statusCode, result }) =>
      statusCode < 300
        ? { ok: true, body: result }
        : { ok: false, error: new OrgRefusal(readRefusals(result), statusCode) },
    );
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND', 'METHOD_NOT_ALLOWED', 'API_DISABLED_FOR_ORG', 'ERROR_HTTP_404', 'ERROR_HTTP_405'))
      throw error;
    return Promise.all(paths.map((path) => readOne(org, path)));
  }
}

/** An org that refuses the batch resource still answers each read alone. */
async function readOne(org: Org, path: string): Promise<Answer<unknown>> {
  try {
    return { ok: true, body: await read<unknown>(org, 'GET', path) };
  } catch (error) {
    if (error instanceof OrgRefusal) return { ok: false, error };
    throw error;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { csvLines, type Line } from '../wire/csvLines.ts';
import { httpTransport, type Transport } from '../wire/http.ts';
import { fromThrown, isPassing, OrgRefusal, OrgSilence } from '../wire/refusal.ts';
import { carry, read, retrying, send, type Org } from '../wire/transport.ts';

type Job = { readonly id?: string; readonly state?: string; readonly errorMessage?: string };

/** Rows of a page: a page is in memory as a whole, one after the other. */
const ROWS = 50_000;
/** Seconds between looks at a job; the last one goes on until {@link PATIENCE}. */
const LOOKS = [1, 1, 2, 3, 5];
/** Seconds for which a job may run. */
const PATIENCE = 600;

/**
 * Rows of a query through Bulk API 2.0, one after the other, for what ordinary queries cannot give: it knows no groups, but has no end
 * (facts 7.8). The job is deleted afterwards.
 * @param query without aggregates
 * @throws OrgRefusal where the org does not take it or the job fails, OrgSilence
 */
export async function* bulkQuery(org: Org, query: string): AsyncGenerator<Line> {
  const job = await read<Job>(org, 'POST', '/jobs/query', { operation: 'query', query });
  if (job.id === undefined) throw new OrgSilence('The answer to a bulk query is no job.');
  const path = `/jobs/query/${job.id}`;
  try {
    await complete(org, path, job);
    for (let locator: string | undefined = ''; locator !== undefined;) {
      const more: string = locator === '' ? '' : `&locator=${encodeURIComponent(locator)}`;
      const page: Page = await readPage(org, `${path}/results?maxRecords=${ROWS}${more}`);
      yield* csvLines(page.csv);
      locator = page.next;
    }
  } finally {
    await send(org, 'DELETE', path, undefined).catch(() => undefined);
  }
}

async function complete(org: Org, path: string, first: Job): Promise<void> {
  let { state, errorMessage } = first;
  for (let look = 0, waited = 0; state !== 'JobComplete'; look += 1) {
    if (state === 'Failed' || state === 'Aborted')
      throw new OrgRefusal([{ errorCode: `JOB_${state.toUpperCase()}`, message: errorMessage ?? '', fields: [] }]);
    const seconds = LOOKS[Math.min(look, LOOKS.length - 1)] ?? 1;
    if ((waited += seconds) > PATIENCE) throw new OrgSilence(`A bulk query ran for more than ${PATIENCE} seconds.`);
    await sleep(seconds * 1000);
    ({ state, errorMessage } = await read<Job>(org, 'GET', path));
  }
}

type Page = { readonly csv: string; readonly next: string | undefined };

/** A page and where the next one is: the word null stands in the header after the last (facts 7.8). */
async function readPage(org: Org, url: string): Promise<Page> {
  const { httpRequest } = httpTransport();
  return retrying(
    org,
    (thrown) => isPassing(thrown) || thrown instanceof OrgSilence,
    async () => {
      let locator: string | undefined;
      const sender: Transport = {
        httpRequest: (request) => {
          const answer = httpRequest(request);
          return Object.assign(
            answer.then((response) => {
              locator = response.headers['sforce-locator'];
              return response;
            }),
            { stream: () => answer.stream() },
          );
        },
      };
      const request = { method: 'GET' as const, url, headers: { Accept: 'text/csv' } };
      const csv = await carry<string>(org, request, { responseType: 'text/plain' }, sender).catch((thrown: unknown) => {
        throw fromThrown(thrown);
      });
      if (locator === undefined) throw new OrgSilence('The answer is no page of a bulk query.');
      return { csv, next: locator === 'null' ? undefined : locator };
    },
  );
}

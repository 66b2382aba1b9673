import { delimiters, lineEnds, toCsv } from '../../bulk/csv.ts';
import { advance, createJob, deleteJob, jobOf, jobsIn, rowsOf, type Job } from '../../bulk/jobs.ts';
import { NotSimulated, OrgError, type HttpResponse } from '../../org.ts';
import { jsonBody, type Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';

/** Rows of a page when the client asks for no number; how many an org takes is up to it (facts 7.8). */
const rowsOfPage = 50_000;

/** POST /jobs/query. source: facts 7.8 [official] */
export function createQueryJob(call: Call): HttpResponse {
  const body = jsonBody(call.request);
  const { operation, query, contentType = 'CSV' } = body;
  const { columnDelimiter = 'COMMA', lineEnding = 'LF' } = body as Record<string, string | undefined>;
  if ((operation !== 'query' && operation !== 'queryAll') || typeof query !== 'string')
    throw new NotSimulated('the answer to a query job without operation or query');
  if (contentType !== 'CSV' || !(columnDelimiter in delimiters) || !(lineEnding in lineEnds))
    throw new NotSimulated('the answer to a query job with another content type, delimiter or line ending');
  const asked = { operation, query, columnDelimiter, lineEnding } as const;
  return { status: 200, body: basics(createJob(call.session, call.instance.access, asked)) };
}

/** GET /jobs/query/ID: each check takes a job further. */
export function checkQueryJob(call: Call): HttpResponse {
  const job = named(call);
  advance(call.session.org, job);
  return { status: 200, body: details(job) };
}

/** GET /jobs/query: the jobs of the caller. */
export function listQueryJobs(call: Call): HttpResponse {
  const own = [...jobsIn(call.session.org).byId.values()].filter((job) => job.createdById === call.session.userId);
  const records = own.map((job) => ({ ...basics(job), jobType: 'V2Query' }));
  return { status: 200, body: { done: true, records, nextRecordsUrl: null } };
}

/** PATCH /jobs/query/ID: ends one that is not complete. */
export function abortQueryJob(call: Call): HttpResponse {
  const job = named(call);
  if (jsonBody(call.request)['state'] !== 'Aborted')
    throw new NotSimulated('the answer to another state of a query job');
  if (isOver(job)) throw new NotSimulated('the answer to the abort of a query job that is over');
  job.state = 'Aborted';
  return { status: 200, body: basics(job) };
}

/** DELETE /jobs/query/ID: one that is over. */
export function deleteQueryJob(call: Call): HttpResponse {
  const job = named(call);
  if (!isOver(job)) throw new NotSimulated('the answer to the deletion of a query job that is not over');
  deleteJob(call.session.org, job);
  return { status: 204 };
}

/** GET /jobs/query/ID/results: one page as CSV, its names on top of each; a locator for the next, the word null after the last. */
export function queryJobResults(call: Call): HttpResponse {
  const job = named(call);
  const { query } = call.request;
  if (job.apiVersion !== call.session.apiVersion)
    throw new OrgError('API_ERROR', 'The job was created in another API version', { httpStatus: 409 });
  if (job.state !== 'JobComplete') return { status: 204 };
  const from = startOf(query.get('locator'));
  const most = Number(query.get('maxRecords') ?? rowsOfPage);
  if (!(most >= 1) || from >= Math.max(1, job.rows))
    throw new NotSimulated('the answer to such a locator or maxRecords');
  const until = Math.min(job.rows, from + Math.min(most, rowsOfPage));
  const rows = rowsOf(call.session.org, job, from, until);
  const style = {
    delimiter: delimiters[job.asked.columnDelimiter] ?? ',',
    lineEnd: lineEnds[job.asked.lineEnding] ?? '\n',
  };
  const headers = {
    'Content-Type': 'text/csv;charset=UTF-8',
    'Sforce-NumberOfRecords': String(rows.length),
    'Sforce-Locator': until < job.rows ? Buffer.from(String(until)).toString('base64url') : 'null',
  };
  return { status: 200, headers, body: toCsv(job.columns, rows, style) };
}

const named = (call: Call): Job => jobOf(call.session, call.match['id'] ?? '');
const isOver = ({ state }: Job): boolean => state === 'Aborted' || state === 'JobComplete' || state === 'Failed';
const startOf = (locator: string | null): number =>
  locator === null ? 0 : Number(Buffer.from(locator, 'base64url').toString('utf8'));

function basics(job: Job): Json {
  const { id, object, createdById, createdDate, state, apiVersion, asked } = job;
  const { operation, columnDelimiter, lineEnding } = asked;
  const dates = { createdDate: stamp(createdDate), systemModstamp: stamp(createdDate) };
  const form = { concurrencyMode: 'Parallel', contentType: 'CSV', apiVersion, lineEnding, columnDelimiter };
  return { id, operation, object, createdById, ...dates, state, ...form };
}

function details(job: Job): Json {
  const counts = { numberRecordsProcessed: job.rows, retries: 0, totalProcessingTime: 100 * job.checks };
  return { ...basics(job), jobType: 'V2Query', ...counts };
}

const stamp = (time: string): string => time.replace(/(?:\.\d+)?Z$/, '.000+0000');

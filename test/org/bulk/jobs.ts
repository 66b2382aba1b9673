import { OrgError, type Access, type Org, type Session, type Value } from '../org.ts';
import { openFunctions } from '../soql/functions.ts';
import { makeId } from '../store/ids.ts';
import { columnsOf, type Column } from './csv.ts';
import { compileBulk } from './compileBulk.ts';

/** What a client asks of a new job; the names are keys of `delimiters` and `lineEnds`. */
export type Asked = {
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
};

type State = 'UploadComplete' | 'InProgress' | 'Aborted' | 'JobComplete' | 'Failed';

export type Job = {
  readonly id: string;
  readonly object: string;
  readonly asked: Asked;
  readonly createdById: string;
  readonly createdDate: string;
  readonly apiVersion: number;
  readonly columns: readonly Column[];
  /** Keeps the rows of a complete job. */
  readonly table: string;
  /** Writes them there, and says how many they are. */
  readonly run: () => number;
  state: State;
  checks: number;
  rows: number;
};

type Jobs = { readonly byId: Map<string, Job>; created: number };
const jobsOf = new WeakMap<Org, Jobs>();

/** The jobs of an org by their id, and how many there have ever been. */
export function jobsIn(org: Org): Jobs {
  const known = jobsOf.get(org) ?? { byId: new Map<string, Job>(), created: 0 };
  jobsOf.set(org, known);
  return known;
}

/** Creates a job. Throws as `compileBulk`. source: facts 7.8 */
export function createJob(session: Session, access: Access, asked: Asked): Job {
  const { org } = session;
  const { object, sql, plan, run } = compileBulk(session, access, asked.query, asked.operation === 'queryAll');
  const jobs = jobsIn(org);
  const id = makeId('750', 'hs0', (jobs.created += 1));
  const table = `_Bulk_${id}`;
  const job: Job = {
    ...{ id, object: object.name, asked, table, apiVersion: session.apiVersion, createdById: session.userId },
    createdDate: org.now().toISOString(),
    columns: columnsOf(plan),
    run: () => {
      const { db } = org.store;
      openFunctions(db);
      db.prepare(`CREATE TABLE "${table}" AS ${sql}`).run(...run.values);
      return Number(db.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.['n']);
    },
    state: 'UploadComplete',
    checks: 0,
    rows: 0,
  };
  jobs.byId.set(id, job);
  return job;
}

/** What a check of a job does to it: after so many it is complete, or has failed (facts 10). */
export function advance(org: Org, job: Job): void {
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return;
  job.checks += 1;
  job.state = 'InProgress';
  if (job.checks <= org.switches.bulkChecks) return;
  const fails = org.switches.bulkLoginHistory === 'fails' && job.object === 'LoginHistory';
  job.state = fails ? 'Failed' : 'JobComplete';
  if (!fails) job.rows = job.run();
}

/** The rows of a complete job from one place up to another. */
export function rowsOf(org: Org, job: Job, from: number, until: number): Value[][] {
  const statement = org.store.db.prepare(`SELECT * FROM "${job.table}" WHERE rowid > ? AND rowid <= ?`);
  statement.setReturnArrays(true);
  return statement.all(from, until) as unknown as Value[][];
}

/** Forgets a job and its rows. */
export function deleteJob(org: Org, job: Job): void {
  org.store.db.exec(`DROP TABLE IF EXISTS "${job.table}"`);
  jobsIn(org).byId.delete(job.id);
}

/** The job with this id, of this user. Throws NOT_FOUND, also for that of somebody else [inference]. */
export function jobOf(session: Session, id: string): Job {
  const job = [...jobsIn(session.org).byId.values()].find((each) => each.id === id || each.id.slice(0, 15) === id);
  if (job?.createdById === session.userId) return job;
  throw new OrgError('NOT_FOUND', 'The requested resource does not exist', { httpStatus: 404 });
}

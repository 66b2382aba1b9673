import { OrgError, type Org } from '../org.ts';
import { makeId } from '../store/ids.ts';

/**
 * An asynchronous deploy or retrieve. `run` works at the moment in which a client's look turns it from InProgress to
 * done, so that nothing is written before a client can know.
 */
export type Job<Result> = {
  readonly id: string;
  readonly createdDate: string;
  looks: number;
  startDate?: string;
  completedDate?: string;
  result?: Result;
};

/** Where a job stands after one more look (facts 7.7 names the states). */
export type Stage = 'Pending' | 'InProgress' | 'done';

type Jobs = { counter: number; readonly byId: Map<string, Job<unknown>> };

const jobsOf = new WeakMap<object, Jobs>();

/** Key prefixes of DeployRequest and of retrieve requests. */
export type JobPrefix = '0Af' | '09S';

/** A new job, which has not been looked at. */
export function startJob(org: Org, prefix: JobPrefix): string {
  const jobs = jobsOf.get(org.store) ?? { counter: 0, byId: new Map() };
  jobsOf.set(org.store, jobs);
  jobs.counter += 1;
  const id = makeId(prefix, 'hs0', jobs.counter);
  jobs.byId.set(id, { id, createdDate: org.now().toISOString(), looks: 0 });
  return id;
}

/** The job with this id (15 or 18 characters). Throws INVALID_CROSS_REFERENCE_KEY for an unknown one. */
export function findJob<Result>(org: Org, prefix: JobPrefix, id: string): Job<Result> {
  const jobs = jobsOf.get(org.store)?.byId;
  const job =
    jobs?.get(id) ?? [...(jobs?.values() ?? [])].find((candidate) => candidate.id.startsWith(id) && id.length === 15);
  if (job === undefined || !id.startsWith(prefix)) {
    throw new OrgError('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id`);
  }
  return job as Job<Result>;
}

/** Looks at a job: the first look finds it Pending, the second InProgress, the third does the work. Throws what `run` throws. */
export function look<Result>(org: Org, job: Job<Result>, run: () => Result): Stage {
  if (job.result !== undefined) return 'done';
  job.looks += 1;
  if (job.looks === 1) return 'Pending';
  job.startDate ??= org.now().toISOString();
  if (job.looks === 2) return 'InProgress';
  job.result = run();
  job.completedDate = org.now().toISOString();
  return 'done';
}

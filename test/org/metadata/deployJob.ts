import type { Access, Session } from '../org.ts';
import { deploy, type DeployOutcome } from './deploy.ts';
import type { DeployOptions } from './deployOptions.ts';
import { findJob, look, startJob, type Job, type Stage } from './jobs.ts';
import { readZip } from './zip.ts';

/** What a deploy needs until it is run, kept beside its job. */
type Order = {
  readonly session: Session;
  readonly access: Access;
  readonly zip: Buffer;
  readonly options: DeployOptions;
};

export type DeployState = { readonly job: Job<DeployOutcome>; readonly stage: Stage; readonly order: Order };

const orders = new WeakMap<object, Order>();

/** Takes a deploy in and gives back its id; nothing is written before it is looked at. Throws NotSimulated for a broken zip. */
export function startDeploy(order: Order): string {
  readZip(order.zip);
  const id = startJob(order.session.org, '0Af');
  orders.set(findJob(order.session.org, '0Af', id), order);
  return id;
}

/** One look at a deploy, which may run it. Throws INVALID_CROSS_REFERENCE_KEY for an unknown id, NotSimulated for a gap. */
export function lookAtDeploy(session: Session, id: string): DeployState {
  const { job, order } = deployOrder(session, id);
  const stage = look(session.org, job, () => deploy(order.session, order.access, order.zip, order.options));
  return { job, stage, order };
}

/** A deploy without looking: for the answer to the request that started it. */
export function deployOrder(session: Session, id: string): { job: Job<DeployOutcome>; order: Order } {
  const job = findJob<DeployOutcome>(session.org, '0Af', id);
  const order = orders.get(job);
  if (order === undefined) throw new Error(`no order for the deploy ${id}`);
  return { job, order };
}

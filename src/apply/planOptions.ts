import type { Org } from '../org/transport.ts';
import type { Learned, Options } from '../plan/context.ts';
import type { RunOptions } from './run.ts';

/** What the planner must know besides definition and snapshot. */
export function planOptions(
  { connection }: Org,
  options: RunOptions,
  learned: Learned,
  candidates: Options['candidates'],
): Options {
  return {
    allowBroadAccess: options.allowBroadAccess,
    texts: options.texts,
    learned,
    candidates,
    apiVersion: Number(connection.getApiVersion()),
  };
}

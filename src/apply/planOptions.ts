import type { Org } from '../org/wire/transport.ts';
import type { Learned, Options } from '../plan/context.ts';
import type { RunOptions } from './run.ts';

/** What the planner must know besides definition and snapshot. */
export function planOptions(
  { connection }: Org,
  { allowBroadAccess, own, prune, texts }: RunOptions,
  learned: Learned,
  candidates: Options['candidates'],
): Options {
  return { allowBroadAccess, own, prune, texts, learned, candidates, apiVersion: Number(connection.getApiVersion()) };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { readGroupStatus } from '../org/state/groups.ts';
import type { OrgState } from '../org/state/state.ts';
import type { Org } from '../org/wire/transport.ts';
import type { RunEvent } from './run.ts';

/** Seconds before each look; a group that takes longer is reported as it is. */
const WAITS = [1, 2, 4, 8, 15, 30];
const UNDER_WAY = ['Outdated', 'Updating'];

/**
 * Salesforce recalculates a permission set group in the background, and until then its rights are the old ones: waits, bounded.
 * @returns the state with the groups as they are in the end
 */
export async function awaitGroups(org: Org, state: OrgState, onEvent: (event: RunEvent) => void): Promise<OrgState> {
  let groups = state.groups;
  for (const seconds of org.backOff ?? WAITS) {
    const waiting = groups.filter(({ status }) => UNDER_WAY.includes(status)).map(({ id }) => id);
    if (waiting.length === 0) break;
    onEvent({ kind: 'step', step: 'groups', user: 1, of: waiting.length });
    await sleep(seconds * 1000);
    const now = await readGroupStatus(org, waiting).catch(() => new Map<string, string>());
    groups = groups.map((group) => ({ ...group, status: now.get(group.id) ?? group.status }));
  }
  return { ...state, groups };
}

import type { UserDefinition } from '../definition/definition.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { undo } from '../org/write/undo.ts';
import { NOTHING_LEARNED } from '../plan/context.ts';
import { allChanges, plan, type Plan, type Snapshot } from '../plan/plan.ts';
import { awaitGroups } from './awaitGroups.ts';
import { lostProfiles, lostWrites } from './lostWrites.ts';
import { planOptions } from './planOptions.ts';
import { writeRound, type Round } from './round.ts';
import type { Run, RunEvent, RunOptions } from './run.ts';
import { readSnapshot, type Fixed } from './snapshot.ts';
import { endWork, fail, isPending, isProfile, joinUndone, startWork, unknownChanges, type Work } from './work.ts';

/** A lost answer, or a refusal that teaches, is followed by another round this often. */
const ROUNDS = 5;

/** Writes and reads back until nothing is left to change, or until it is clear that it will not come to that. */
export async function converge(
  org: Org,
  users: readonly UserDefinition[],
  options: RunOptions,
  fixed: Fixed,
  first: Plan,
  before: Snapshot,
  onEvent: (event: RunEvent) => void,
): Promise<Run> {
  const works = users.flatMap((user, index) => {
    const planned = first.users[index];
    return planned ? [startWork(user, planned, index + 1)] : [];
  });
  const round: Round = { learned: NOTHING_LEARNED, profileIds: new Map(), profiles: [], wrote: false, stale: false };
  let snapshot = before;
  for (let count = 1; count <= ROUNDS && works.some(isPending); count += 1) {
    const pending = works.filter(isPending);
    await writeRound(org, pending, round, onEvent);
    if (pending.every(({ failure }) => failure)) break;
    const unsure = pending.some(({ trouble }) => trouble instanceof OrgSilence);
    // A refused request leaves nothing behind: when nothing else was written, the snapshot is still true.
    if (round.wrote || round.stale || unsure) {
      const again = await readAgain(org, users, fixed, options.own, onEvent);
      if (again instanceof Error) {
        for (const work of works.filter(isPending))
          work.failure = { error: again, step: 'readBack', changes: unknownChanges(work), undone: undefined };
        break;
      }
      snapshot = again;
      for (const work of pending) work.written.push(...lostWrites(work, snapshot.state));
      round.profiles.push(...lostProfiles(pending, snapshot.state));
    }
    const next = plan(users, snapshot, planOptions(org, options, round.learned, {}));
    for (const [index, work] of works.entries()) work.now = next.users[index] ?? work.now;
    await settle(org, pending, count);
  }
  await takeBackProfiles(org, works, round);
  if (works.some(({ failure }) => failure)) onEvent({ kind: 'failed' });
  const there = new Set(before.state.users.map(({ username }) => username));
  const state = await awaitGroups(org, snapshot.state, onEvent);
  return {
    users: works.map((work) => endWork(work, there.has(work.first.username ?? ''))),
    problems: first.problems,
    state,
    schema: snapshot.schema,
  };
}

/** Ends the run of those for whom another round would not help. */
async function settle(org: Org, works: readonly Work[], count: number): Promise<void> {
  for (const work of works.filter(({ failure }) => failure === undefined)) {
    const left = allChanges(work.now);
    const error = work.trouble;
    if (work.now.problems.some(({ severity }) => severity === 'error')) {
      work.blocked = true;
      await fail(org, work, { error, step: 'readBack', changes: left });
    } else if (left.length > 0) {
      work.misses += error === undefined && work.sent ? 1 : 0;
      if (work.misses > 1 || count === ROUNDS)
        work.failure = { error, step: 'readBack', changes: left, undone: undefined };
    }
    work.trouble = undefined;
    work.sent = false;
  }
}

async function readAgain(
  org: Org,
  users: readonly UserDefinition[],
  fixed: Fixed,
  own: boolean,
  onEvent: (event: RunEvent) => void,
): Promise<Snapshot | OrgRefusal | OrgSilence> {
  onEvent({ kind: 'step', step: 'readBack', user: 1, of: 1 });
  try {
    return await readSnapshot(org, users, fixed, own);
  } catch (error) {
    if (error instanceof OrgRefusal || error instanceof OrgSilence) return error;
    throw error;
  }
}

/** A profile that was made for users who all failed goes again. */
async function takeBackProfiles(org: Org, works: readonly Work[], { profiles }: Round): Promise<void> {
  for (const { name, written } of profiles) {
    const own = works.filter(({ user }) => user.profile?.name.toLowerCase() === name);
    if (!own.every(({ failure }) => failure?.undone !== undefined)) continue;
    const undone = await undo(org, [written]);
    for (const work of own) {
      for (const list of [work.done, work.lost])
        list.splice(0, Infinity, ...list.filter((change) => !isProfile(change)));
      if (work.failure) work.failure = { ...work.failure, undone: joinUndone(work.failure.undone, undone) };
    }
  }
}

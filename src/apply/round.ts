import type { OrgRefusal } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Ids, Written } from '../org/write/writeGroup.ts';
import type { Learned } from '../plan/context.ts';
import { membersOf, packsOf } from './packs.ts';
import type { RunEvent } from './run.ts';
import { noteDone, troubled } from './trouble.ts';
import { fail, groupOf, isFine, type Work } from './work.ts';
import { writeOwn, writePack } from './writePack.ts';
import { refusedChanges, writeStep } from './writeStep.ts';

/** What one round leaves for the next. */
export type Round = {
  learned: Learned;
  readonly profileIds: Ids;
  /** Profiles that this run has made or changed, by their lower-case name. */
  readonly profiles: { readonly name: string; readonly written: Written }[];
  /** Whether this round has written anything. */
  wrote: boolean;
  /** Whether the org has changed otherwise since it was read. */
  stale: boolean;
};

type Listener = (event: RunEvent) => void;

/** Writes what is left of these users: profiles, then the permission sets, then the accounts, several to a request. */
export async function writeRound(org: Org, works: readonly Work[], round: Round, onEvent: Listener): Promise<void> {
  round.wrote = false;
  round.stale = false;
  for (const work of works) if (!(await writeProfile(org, work, works, round, onEvent))) return;
  const ids = new Map(works.map((work) => [work, new Map(round.profileIds)]));
  const idsOf = (work: Work): Ids => ids.get(work) ?? new Map<string, string>();
  const sets = membersOf(works.filter(isFine), 'permissionSet', idsOf);
  for (const pack of packsOf(sets)) await writePack(org, pack, sets.length, round, onEvent);
  const shown = membersOf(works.filter(isFine), 'recordTypes', idsOf);
  for (const member of shown) await writeOwn(org, member, shown.length, round, onEvent);
  const users = membersOf(works.filter(isFine), 'user', idsOf);
  for (const pack of packsOf(users)) {
    const start = performance.now();
    await writePack(org, pack, users.length, round, onEvent);
    const took = Math.round(performance.now() - start);
    for (const { work } of pack) work.milliseconds = (work.milliseconds ?? 0) + took;
  }
}

/** @returns whether the round goes on: not when profiles must be planned anew */
async function writeProfile(
  org: Org,
  work: Work,
  works: readonly Work[],
  round: Round,
  onEvent: Listener,
): Promise<boolean> {
  const group = groupOf(work, 'profile');
  if (group === undefined || !isFine(work)) return true;
  onEvent({ kind: 'step', step: 'profile', user: work.number, of: works.length });
  const name = work.user.profile?.name.toLowerCase() ?? '';
  try {
    await writeStep(org, group, round.profileIds, {
      onWritten: (written) => {
        round.wrote = true;
        round.profiles.push(...written.map((one) => ({ name, written: one })));
      },
      onOneByOne: () => undefined,
    });
    noteDone(work, group, onEvent);
    return true;
  } catch (error) {
    const sharing = works.filter(({ user }) => user.profile?.name.toLowerCase() === name);
    if (troubled(work, group, error, round, onEvent, sharing)) return false;
    const refusal = error as OrgRefusal;
    for (const one of sharing)
      await fail(org, one, { error: refusal, step: 'profile', changes: refusedChanges(group, refusal) });
    return true;
  }
}

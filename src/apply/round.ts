import { isConflict, OrgRefusal, OrgSilence } from '../org/refusal.ts';
import type { Org } from '../org/transport.ts';
import type { Ids, Written } from '../org/writeGroup.ts';
import type { ChangeGroup } from '../plan/change.ts';
import type { Learned } from '../plan/context.ts';
import { learn } from './learn.ts';
import { packUsers, recordsOf, type Pack } from './packs.ts';
import type { RunEvent } from './run.ts';
import { fail, groupOf, type Work } from './work.ts';
import { atFault, refusedChanges, writeStep, writeTogetherOrNot } from './writeStep.ts';

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

/** Writes what is left of these users: profiles, then the permission set of each, then the accounts, several to a request. */
export async function writeRound(org: Org, works: readonly Work[], round: Round, onEvent: Listener): Promise<void> {
  round.wrote = false;
  round.stale = false;
  for (const work of works) if (!(await writeProfile(org, work, works, round, onEvent))) return;
  const ids = new Map(works.map((work) => [work, new Map(round.profileIds)]));
  for (const work of works.filter(isFine)) {
    for (const step of ['permissionSet', 'recordTypes'] as const) {
      const group = groupOf(work, step);
      if (group && isFine(work))
        await writeOwn(org, work, group, ids.get(work) ?? new Map<string, string>(), round, onEvent, works.length);
    }
  }
  const ready = works.filter((work) => isFine(work) && groupOf(work, 'user'));
  for (const pack of packUsers(ready, (work) => ids.get(work) ?? new Map<string, string>())) {
    const start = performance.now();
    await writePack(org, pack, ready.length, round, onEvent);
    const took = Math.round(performance.now() - start);
    for (const { work } of pack.members) work.milliseconds = (work.milliseconds ?? 0) + took;
  }
}

function isFine({ failure, trouble }: Work): boolean {
  return failure === undefined && trouble === undefined;
}

function noteDone(work: Work, { changes }: ChangeGroup, onEvent: Listener): void {
  work.done.push(...changes);
  work.sent = true;
  onEvent({ kind: 'wrote', changes });
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

async function writeOwn(
  org: Org,
  work: Work,
  group: ChangeGroup,
  ids: Ids,
  round: Round,
  onEvent: Listener,
  of: number,
): Promise<void> {
  onEvent({ kind: 'step', step: group.step, user: work.number, of });
  try {
    await writeStep(org, group, ids, {
      onWritten: (written) => {
        round.wrote = true;
        work.written.push(...written);
      },
      onOneByOne: () => {
        onEvent({ kind: 'oneByOne', step: group.step });
      },
    });
    if (group.step === 'recordTypes') round.wrote = true;
    noteDone(work, group, onEvent);
  } catch (error) {
    if (troubled(work, group, error, round, onEvent)) return;
    const refusal = error as OrgRefusal;
    await fail(org, work, { error: refusal, step: group.step, changes: refusedChanges(group, refusal) });
  }
}

/** Several users in one request; who is refused in it is written alone, so that one does not stop the others. */
async function writePack(org: Org, { members }: Pack, of: number, round: Round, onEvent: Listener): Promise<void> {
  const [first] = members;
  if (first === undefined) return;
  onEvent({ kind: 'step', step: 'user', user: first.work.number, of });
  if (members.length === 1) {
    await writeOwn(org, first.work, first.group, first.ids, round, onEvent, of);
    return;
  }
  try {
    const written = await writeTogetherOrNot(org, recordsOf(members));
    round.wrote = true;
    for (const { work, group, records } of members) {
      work.written.push(...written.filter(({ write }) => records.includes(write)));
      noteDone(work, group, onEvent);
    }
  } catch (error) {
    if (error instanceof OrgSilence) {
      for (const { work, group } of members) {
        work.trouble = error;
        work.lost.push(...group.changes);
      }
      onEvent({ kind: 'answerLost', step: 'user' });
      return;
    }
    if (!(error instanceof OrgRefusal)) throw error;
    const guilty = atFault(error, members, ({ records }) => records);
    const others = members.filter((member) => !guilty.includes(member));
    if (others.length > 0) await writePack(org, { members: others }, of, round, onEvent);
    for (const { work, group, ids } of guilty) await writeOwn(org, work, group, ids, round, onEvent, of);
  }
}

/** Notes what went wrong; `sharing` are those whom the group concerns. @returns whether reading and planning again may go another way */
function troubled(
  work: Work,
  group: ChangeGroup,
  error: unknown,
  round: Round,
  onEvent: Listener,
  sharing: readonly Work[] = [work],
): boolean {
  if (error instanceof OrgSilence) {
    work.trouble = error;
    work.lost.push(...group.changes);
    onEvent({ kind: 'answerLost', step: group.step });
    return true;
  }
  if (!(error instanceof OrgRefusal)) throw error;
  // Somebody may make the same thing at the same time, each step anew; twice at the same step it is not that.
  if (isConflict(error) && !work.conflicts.has(group.step)) {
    work.conflicts.add(group.step);
    work.trouble = error;
    round.stale = true;
    return true;
  }
  const taught = learn(
    round.learned,
    group,
    error,
    sharing.flatMap(({ user }) => user.profile?.permissions ?? []),
  );
  if (taught === undefined) return false;
  const known = [...round.learned.profileCannotHold, ...round.learned.setCannotHold];
  const permissions = [...taught.profileCannotHold, ...taught.setCannotHold].filter((one) => !known.includes(one));
  round.learned = taught;
  work.trouble = error;
  if (permissions.length > 0) onEvent({ kind: 'cannotHold', step: group.step, permissions });
  return true;
}

import { isConflict, OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { ChangeGroup } from '../plan/change.ts';
import { learn } from './learn.ts';
import type { Round } from './round.ts';
import type { RunEvent } from './run.ts';
import type { Work } from './work.ts';

type Listener = (event: RunEvent) => void;

/** Notes that Salesforce has accepted a group of a user. */
export function noteDone(work: Work, { changes }: ChangeGroup, onEvent: Listener): void {
  work.done.push(...changes);
  work.sent = true;
  onEvent({ kind: 'wrote', changes });
}

/** Notes that nobody knows whether a group of a user was written. */
export function noteLost(work: Work, { changes }: ChangeGroup, error: OrgSilence): void {
  work.trouble = error;
  work.lost.push(...changes);
}

/** Notes what went wrong; `sharing` are those whom the group concerns. @returns whether reading and planning again may go another way */
export function troubled(
  work: Work,
  group: ChangeGroup,
  error: unknown,
  round: Round,
  onEvent: Listener,
  sharing: readonly Work[] = [work],
): boolean {
  if (error instanceof OrgSilence) {
    noteLost(work, group, error);
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

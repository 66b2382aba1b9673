import type { UserDefinition } from '../definition/definition.ts';
import { readLicenses } from '../org/state/licenses.ts';
import { OrgRefusal, type OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { undo, undoRecordTypes, type Undone } from '../org/write/undo.ts';
import type { Written } from '../org/write/writeGroup.ts';
import { isRecordWrite, type Change, type ChangeGroup } from '../plan/change.ts';
import { allChanges, type UserPlan } from '../plan/plan.ts';
import type { Failure, UserRun } from './run.ts';

/** One user on its way: what was planned first, what is left, what is written. */
export type Work = {
  readonly user: UserDefinition;
  readonly number: number;
  readonly first: UserPlan;
  /** What is left to do. */
  now: UserPlan;
  readonly written: Written[];
  readonly done: Change[];
  /** Changes whose answer was lost; once nothing is left to do they are done. */
  readonly lost: Change[];
  failure: Failure | undefined;
  /** A blocker that only became known on the way. */
  blocked: boolean;
  /** In this round: something went wrong that reading and planning again may mend. */
  trouble: OrgRefusal | OrgSilence | undefined;
  /** Whether Salesforce accepted something of this user in this round. */
  sent: boolean;
  /** How long writing the account took so far. */
  milliseconds: number | undefined;
  /** Steps at which somebody else made the same thing in the meantime. */
  readonly conflicts: Set<ChangeGroup['step']>;
  /** Rounds after which reading back did not show what Salesforce had accepted. */
  misses: number;
};

export function startWork(user: UserDefinition, first: UserPlan, number: number): Work {
  return {
    user,
    number,
    first,
    now: first,
    written: [],
    done: [],
    lost: [],
    milliseconds: undefined,
    conflicts: new Set(),
    sent: false,
    failure: undefined,
    blocked: false,
    trouble: undefined,
    misses: 0,
  };
}

export function isPending(work: Work): boolean {
  return work.failure === undefined && allChanges(work.now).length > 0;
}

/** Nothing went wrong with it so far in this round. */
export function isFine({ failure, trouble }: Work): boolean {
  return failure === undefined && trouble === undefined;
}

export function groupOf({ now }: Work, step: ChangeGroup['step']): ChangeGroup | undefined {
  return now.groups.find((group) => group.step === step);
}

/** Takes back what was written of this user and ends its run. */
export async function fail(org: Org, work: Work, failure: Omit<Failure, 'undone'>): Promise<void> {
  const types = work.done.flatMap(({ write }) => (isRecordWrite(write) ? [] : [write]));
  const madeSet = work.written.some(({ write }) => write.object === 'PermissionSet' && write.method === 'POST');
  const fullLicense = await fullLicenseOf(org, failure);
  const hidden = madeSet ? [] : await undoRecordTypes(org, types);
  const undone = await undo(org, work.written);
  work.failure = {
    ...failure,
    fullLicense,
    undone: joinUndone(undone, { takenBack: types.length, retiredUsernames: [], leftovers: hidden }),
  };
  // A profile may be shared with users who did not fail: whether it goes, too, is seen at the end.
  work.done.splice(0, Infinity, ...work.done.filter(isProfile));
}

export function isProfile({ type }: Change): boolean {
  return type === 'Profile';
}

/** The license that ran out of seats between the check and the write, if one did. */
async function fullLicenseOf(org: Org, { error, changes }: Omit<Failure, 'undone'>): Promise<string | undefined> {
  const takesSeat = changes.some(({ type }) => type === 'User' || type === 'PermissionSetLicenseAssign');
  const mayMean =
    error instanceof OrgRefusal &&
    error.refusals.some(({ errorCode }) => /^(INSUFFICIENT_ACCESS|LICENSE_LIMIT)/.test(errorCode));
  if (!takesSeat || !mayMean) return undefined;
  const licenses = await readLicenses(org).catch(() => undefined);
  return [licenses?.userLicense, licenses?.permissionSetLicense].find((seats) => seats && seats.total <= seats.used)
    ?.name;
}

export function joinUndone(a: Undone | undefined, b: Undone): Undone {
  return {
    takenBack: (a?.takenBack ?? 0) + b.takenBack,
    retiredUsernames: [...(a?.retiredUsernames ?? []), ...b.retiredUsernames],
    leftovers: [...(a?.leftovers ?? []), ...b.leftovers],
  };
}

/** @param wasThere whether the user existed before the run */
export function endWork(work: Work, wasThere: boolean): UserRun {
  const { first, now, done, lost, failure, blocked } = work;
  const planned = allChanges(first);
  if (failure) {
    const open = new Set(allChanges(now).map(keyOf));
    const kept = failure.undone ? lost.filter(isProfile) : lost;
    const found = kept.filter((change) => !open.has(keyOf(change)));
    return {
      outcome: blocked ? 'blocked' : 'failed',
      plan: blocked ? { ...now, groups: first.groups } : first,
      done: inOrder(planned, done, found),
      failure,
    };
  }
  const made = planned.some(
    ({ action, type }) => action === 'create' && (type === 'User' || type === 'Profile' || type === 'PermissionSet'),
  );
  const created = work.user.account === 'none' ? made : !wasThere;
  const all = inOrder(planned, done, lost);
  const outcome = all.length === 0 ? 'unchanged' : created ? 'created' : 'updated';
  return {
    outcome,
    plan: { ...now, groups: first.groups, problems: joinProblems(first, now) },
    done: all,
    milliseconds: work.milliseconds,
    failure,
  };
}

/** In the order of the plan. What was lost and is there now counts as done. */
function inOrder(planned: readonly Change[], done: readonly Change[], lost: readonly Change[]): Change[] {
  const all = new Map([...lost, ...done].map((change) => [keyOf(change), change]));
  const keys = new Set(planned.map(keyOf));
  return [
    ...planned.flatMap((change) => all.get(keyOf(change)) ?? []),
    ...[...all].flatMap(([name, change]) => (keys.has(name) ? [] : [change])),
  ];
}

/** What this round has sent without getting an answer; what earlier rounds lost was read back since. */
export function unknownChanges({ now, lost, done }: Work): Change[] {
  const open = new Set(allChanges(now).map(keyOf));
  const accepted = new Set(done.map(keyOf));
  return lost.filter((change) => open.has(keyOf(change)) && !accepted.has(keyOf(change)));
}

function keyOf({ type, name, action }: Change): string {
  return `${action} ${type} ${name}`;
}

/** Warnings that came up on the way are added. */
function joinProblems(first: UserPlan, last: UserPlan): UserPlan['problems'] {
  const known = new Set(first.problems.map(({ id, subject }) => `${id} ${subject}`));
  return [...first.problems, ...last.problems.filter(({ id, subject }) => !known.has(`${id} ${subject}`))];
}

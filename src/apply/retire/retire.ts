import { defaultPermissionSetName } from '../../definition/names.ts';
import type { Problem } from '../../definition/problem.ts';
import { callerUsername } from '../../org/wire/caller.ts';
import { readRetiring } from '../../org/use/readRetiring.ts';
import type { Retiring, RetiringUser } from '../../org/use/retiring.ts';
import type { Org } from '../../org/wire/transport.ts';
import type { UserSetting } from '../../org/metadata/userSettings.ts';
import { keyOf, planRetire, stops, type Wish } from '../../retire/plan.ts';
import { namedProblems, runProblems, userProblems } from '../../retire/problems.ts';
import type { Notice } from '../../plan/notices.ts';
import { hangingNotices, readHanging, type Hanging } from '../retireNotices.ts';
import type { ReportedUser, Step } from '../run.ts';
import { unknownUsers } from '../unknownUsers.ts';
import { retireRounds, startWork, type Work } from './retireRounds.ts';

export type RetireOptions = Wish & {
  readonly usernames: readonly string[];
  readonly dryRun: boolean;
  /** Asked before the first write; when it says no, nothing is written. */
  readonly confirm?: (run: Retirement) => Promise<boolean>;
  readonly onStep: (step: Step) => void;
};

/** What became of users who were to be retired. */
export type Retirement = {
  readonly wish: Wish;
  readonly users: readonly RetiredUser[];
  readonly problems: readonly Problem[];
  /** The org before the run, and after it. */
  readonly before: Retiring;
  readonly after: Retiring;
};
type RetiredUser = ReportedUser & {
  readonly user: RetiringUser;
  /** What hangs on it; nothing where it is only unfrozen, or nothing is to be done. */
  readonly notices: readonly Notice[];
};

/**
 * Retires users: reads, plans, writes and reads back, step after step for all of them. What is done stays done; run again, it goes on.
 * @throws OrgRefusal, OrgSilence when the org could not be read before the first write
 */
export async function retire(org: Org, options: RetireOptions): Promise<Retirement> {
  const { dryRun, confirm, onStep, mode, deletePermissionSet } = options;
  const wish = { mode, deletePermissionSet };
  const usernames = [...new Set(options.usernames.map((username) => username.toLowerCase()))];
  onStep('read');
  const caller = await callerUsername(org);
  const before = await readRetiring(org, usernames, caller, defaultPermissionSetName);
  const plans = planRetire(before, wish);
  const leaving = plans.filter(({ changes }) => mode !== 'unfreeze' && changes.length > 0).map(({ user }) => user);
  const hanging = await readHanging(org, leaving);
  const byUsername = new Map(plans.map((plan) => [plan.user.username, plan]));
  const works = usernames.flatMap((username) => {
    const plan = byUsername.get(username);
    return plan
      ? [
          startWork(plan, [
            ...userProblems(plan.user, before, caller, wish),
            ...namedProblems(plan.user, settingsOf(hanging, plan.user), wish),
          ]),
        ]
      : [];
  });
  const unknown = usernames.filter((username) => !byUsername.has(username));
  const problems = [...runProblems(before, plans, caller, wish), ...(await unknownUsers(org, unknown))];
  const start = { wish, problems, before };
  if (stops([...problems, ...works.flatMap((work) => work.problems)]))
    return { ...start, users: works.map((work) => told(work, 'blocked', hanging)), after: before };
  const first = { ...start, users: works.map((work) => told(work, 'planned', hanging)), after: before };
  if (dryRun || works.every(({ left }) => left.length === 0) || (await confirm?.(first)) === false) return first;
  const after = await retireRounds(org, works, before, { wish, usernames, caller, onStep });
  return { ...start, users: works.map((work) => told(work, 'updated', hanging)), after };
}

function settingsOf({ around }: Hanging, { id }: RetiringUser): readonly UserSetting[] {
  return around?.get(id)?.settings ?? [];
}

function told(work: Work, then: 'blocked' | 'planned' | 'updated', hanging: Hanging): RetiredUser {
  const { plan, problems, planned, left, failure } = work;
  const open = new Set(left.map(keyOf));
  const all = [...planned.values()];
  const done = then === 'updated' ? all.filter((change) => !open.has(keyOf(change))) : [];
  const outcome = failure ? 'failed' : then === 'blocked' ? 'blocked' : all.length === 0 ? 'unchanged' : then;
  const groups = [{ changes: all }];
  return {
    user: plan.user,
    notices: hangingNotices(hanging, plan.user),
    outcome,
    plan: { name: plan.user.lastName, username: plan.user.username, problems, groups },
    done,
    failure,
  };
}

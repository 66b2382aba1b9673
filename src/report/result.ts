import type { Reported, ReportedUser } from '../apply/run.ts';
import type { Problem } from '../definition/problem.ts';
import type { Seats } from '../org/state/state.ts';
import { PERMISSION_SET_LICENSE } from '../org/names.ts';
import type { Told } from '../plan/change.ts';
import { indexed } from '../plan/indexed.ts';
import { allChanges } from '../plan/plan.ts';
import { checkedFindings } from './checked.ts';
import { appChanges, credentialInfo, type CredentialInfo } from './credential/credentialInfo.ts';
import { finding, type Finding } from './finding.ts';

export type ChangeResult = {
  /** What is done to it. */
  action: 'create' | 'update' | 'delete' | 'assign' | 'unassign' | 'activate' | 'deactivate' | 'freeze';
  /** As Salesforce names it, e.g. `PermissionSetAssignment`. */
  type: string;
  /** What it is called: an API name, a username, `Object.Field`. */
  name: string;
  /** `planned`: only by a dry run or before a question; `skipped`: not reached, or taken back. */
  status: 'planned' | 'done' | 'skipped' | 'failed';
  /** The rights, or what becomes of it; missing where the name says all. */
  detail?: string;
};

export type Outcome = 'created' | 'updated' | 'unchanged' | 'planned' | 'failed';

export type UserResult = {
  /** Of the integration, as the definition or `--name` gives it. */
  name: string;
  /** Null where the command is about a profile or a permission set alone. */
  username: string | null;
  /** Null while the user does not exist. */
  id: string | null;
  /** What became of this user. */
  outcome: Outcome;
  /** In the order in which they are written; empty where nothing is to change. */
  changes: ChangeResult[];
  /** What is worth knowing: warnings of the plan, and after writing what the checks found. */
  findings: Finding[];
  /** Null where nothing was said of how the user logs in. */
  credential: CredentialInfo | null;
};

export type LicenseSeats = {
  /** Label of the license. */
  name: string;
  /** Seats that the org owns. */
  total: number;
  /** Seats that are taken, by active users. */
  used: number;
  /** `total` less `used`; 0 for a license that is switched off. */
  free: number;
};

/** What every writing command gives back; the same shape whatever the flags. */
export type WriteResult = {
  /** 18 characters. */
  orgId: string;
  /** Whether `--dry-run` was given: then nothing was written. */
  dryRun: boolean;
  /** The weightiest of those of the users: failed, planned, created, updated, unchanged. */
  outcome: Outcome;
  /** In the order of the flags or of the file; empty where the command stopped before it knew them. */
  users: UserResult[];
  /** Everything that stopped the command before its first write. */
  blockers: Finding[];
  /** Null where the org does not have the license. */
  licenses: { userLicense: LicenseSeats | null; permissionSetLicense: LicenseSeats | null };
};

const byUsername = indexed<Reported['state']['users'][number]>(({ username }) => username);

export function writeResult(dryRun: boolean, { users, problems, state }: Reported): WriteResult {
  const all = [...problems, ...users.flatMap(({ plan }) => plan.problems)];
  const license = state.permissionSetLicenses.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
  return {
    orgId: state.organization.id,
    dryRun,
    outcome: overall(users.map(outcomeOf)),
    users: users.map((user) => ({
      name: user.plan.name,
      username: user.plan.username ?? null,
      id: byUsername(state.users, user.plan.username)[0]?.id ?? null,
      outcome: outcomeOf(user),
      changes: [...changes(user), ...(user.credential ? appChanges(user.credential.done) : [])],
      findings: [...planFindings(user), ...checkedFindings(user)],
      credential: user.credential ? credentialInfo(user.credential) : null,
    })),
    blockers: all.filter(({ severity }) => severity === 'error').map(finding),
    licenses: { userLicense: seats(state.userLicense), permissionSetLicense: seats(license) },
  };
}

/** Everything worth knowing that the plan says, of the run and of its users. */
export function warnings({ problems, users }: Reported): Finding[] {
  const general = problems.filter(({ severity }) => severity === 'warning').map(finding);
  return [...general, ...users.flatMap(planFindings)];
}

/** Said before the write of what the checks say after it, in the words of what the org then holds. */
const SAID_BY_CHECKS: readonly string[] = ['broadPermissionAllowed', 'broadObjectRightAllowed', 'broadInSetAllowed'];

function planFindings({ plan, checks, credential }: ReportedUser): Finding[] {
  return [...plan.problems, ...(credential?.done.problems ?? [])]
    .filter(({ severity, id }) => severity === 'warning' && (checks === undefined || !SAID_BY_CHECKS.includes(id)))
    .map(finding);
}

/** The result of a run that never began, because the flags or the file are wrong. */
export function notBegun(orgId: string, dryRun: boolean, problems: readonly Problem[]): WriteResult {
  return {
    orgId,
    dryRun,
    outcome: 'failed',
    users: [],
    blockers: problems.filter(({ severity }) => severity === 'error').map(finding),
    licenses: { userLicense: null, permissionSetLicense: null },
  };
}

function outcomeOf({ outcome }: ReportedUser): Outcome {
  return outcome === 'blocked' ? 'failed' : outcome;
}

/** The outcome that matters most. */
function overall(outcomes: readonly Outcome[]): Outcome {
  const order: readonly Outcome[] = ['failed', 'planned', 'created', 'updated', 'unchanged'];
  return order.find((outcome) => outcomes.includes(outcome)) ?? 'unchanged';
}

/** A disabled license has no free seats. */
export function seats(license: Seats | undefined): LicenseSeats | null {
  if (license === undefined) return null;
  const { name, total, used, status } = license;
  return { name, total, used, free: status === 'Disabled' ? 0 : total - used };
}

function changes({ outcome, plan, done, failure }: ReportedUser): ChangeResult[] {
  const isDone = new Set(done);
  const failed = new Set(failure?.changes.map(key));
  // A change that was planned anew on the way, after a refusal, is told once, as it was done.
  const known = new Set(done.map(key));
  const all = [...done, ...allChanges(plan).filter((change) => !known.has(key(change)))];
  const status = (change: Told): ChangeResult['status'] => {
    if (isDone.has(change)) return 'done';
    if (outcome === 'failed') return failed.has(key(change)) ? 'failed' : 'skipped';
    return outcome === 'planned' || outcome === 'blocked' ? 'planned' : 'skipped';
  };
  return all.map((change) => ({
    action: change.action,
    type: change.type,
    name: change.name,
    status: status(change),
    ...(change.detail === undefined ? {} : { detail: change.detail }),
  }));
}

function key({ action, type, name }: Told): string {
  return `${action} ${type} ${name}`;
}

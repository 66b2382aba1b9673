import type { Run } from '../apply/run.ts';
import type { Seats } from '../org/state.ts';
import { PERMISSION_SET_LICENSE } from '../org/names.ts';
import type { Change } from '../plan/change.ts';
import { allChanges } from '../plan/plan.ts';
import { finding, type Finding } from './finding.ts';

export type ChangeResult = {
  action: 'create' | 'update' | 'delete' | 'assign' | 'unassign' | 'activate' | 'deactivate' | 'freeze';
  type: string;
  name: string;
  status: 'planned' | 'done' | 'skipped' | 'failed';
  detail?: string;
};

export type Outcome = 'created' | 'updated' | 'unchanged' | 'planned' | 'failed';

export type UserResult = {
  name: string;
  username: string;
  /** Null while the user does not exist. */
  id: string | null;
  outcome: Outcome;
  changes: ChangeResult[];
  findings: Finding[];
};

export type LicenseSeats = { name: string; total: number; used: number; free: number };

/** What every writing command gives back; the same shape whatever the flags. */
export type WriteResult = {
  /** 18 characters. */
  orgId: string;
  dryRun: boolean;
  outcome: Outcome;
  users: UserResult[];
  blockers: Finding[];
  /** Null where the org does not have the license. */
  licenses: { userLicense: LicenseSeats | null; permissionSetLicense: LicenseSeats | null };
};

/** The result of a run over one user. */
export function writeResult(dryRun: boolean, run: Run): WriteResult {
  const outcome = run.outcome === 'blocked' ? 'failed' : run.outcome;
  const { problems } = run.plan;
  return {
    orgId: run.state.organization.id,
    dryRun,
    outcome,
    users: [
      {
        name: run.plan.name,
        username: run.plan.username,
        id: run.state.users.find(({ username }) => username === run.plan.username)?.id ?? null,
        outcome,
        changes: changes(run),
        findings: problems.filter(({ severity }) => severity === 'warning').map(finding),
      },
    ],
    blockers: problems.filter(({ severity }) => severity === 'error').map(finding),
    licenses: {
      userLicense: seats(run.state.userLicense),
      permissionSetLicense: seats(
        run.state.permissionSetLicenses.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE),
      ),
    },
  };
}

export function seats(license: Seats | undefined): LicenseSeats | null {
  return license
    ? { name: license.name, total: license.total, used: license.used, free: license.total - license.used }
    : null;
}

function changes({ outcome, plan, done, failure }: Run): ChangeResult[] {
  const isDone = new Set(done);
  // A change that was planned anew on the way, after a refusal, is told once, as it was done.
  const known = new Set(done.map(key));
  const all = [...done, ...allChanges(plan.groups).filter((change) => !known.has(key(change)))];
  const status = (change: Change): ChangeResult['status'] => {
    if (isDone.has(change)) return 'done';
    if (outcome === 'failed') return failure?.changes.includes(change) ? 'failed' : 'skipped';
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

function key({ action, type, name }: Change): string {
  return `${action} ${type} ${name}`;
}

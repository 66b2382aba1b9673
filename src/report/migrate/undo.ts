import { Messages, SfError } from '@salesforce/core';
import type { Undoing, UndoneUser } from '../../migrate/undoMigration.ts';
import type { IntegrationLicenses } from '../../org/state/licenses.ts';
import { finding } from '../finding.ts';
import type { MigrateResult, MigrateUserResult } from './migrate.ts';
import { seats, type ChangeResult } from '../result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'migrate');

export function undoResult(
  orgId: string,
  dryRun: boolean,
  { users, problems }: Undoing,
  licenses: IntegrationLicenses,
  snapshotFile: string,
): MigrateResult {
  const outcomes = users.map(({ outcome }) => outcome);
  const blocked = problems.some(({ severity }) => severity === 'error');
  const order = ['failed', 'planned', 'updated', 'unchanged'] as const;
  return {
    orgId,
    dryRun,
    outcome: blocked ? 'failed' : (order.find((one) => outcomes.includes(one)) ?? 'unchanged'),
    users: users.map(userResult),
    blockers: problems.filter(({ severity }) => severity === 'error').map(finding),
    licenses: {
      userLicense: seats(licenses.userLicense),
      permissionSetLicense: seats(licenses.permissionSetLicense),
    },
    snapshotFile,
  };
}

function userResult({ user, outcome, changes, done }: UndoneUser): MigrateUserResult {
  const status = (change: (typeof changes)[number]): ChangeResult['status'] => {
    if (done.includes(change)) return 'done';
    return outcome === 'failed' ? 'failed' : 'planned';
  };
  return {
    ...{ name: user.definition.name, username: user.username, id: user.id, outcome },
    changes: changes.map((change) => ({
      ...{ action: change.action, type: change.type, name: change.name, status: status(change) },
      ...(change.detail === undefined ? {} : { detail: change.detail }),
    })),
    findings: [],
    credential: null,
    access: null,
    gapMilliseconds: null,
  };
}

/** @returns what is to be said of those who failed where others did not; @throws SfError where nobody was restored */
export function undoFailures({ users }: Undoing, result: MigrateResult): string[] {
  const failed = users.filter(({ outcome }) => outcome === 'failed');
  const texts = failed.flatMap(({ user, failure, changes }) => [
    words.getMessage('error.undoFailed', [
      user.username,
      changes.map(({ action, type, name }) => `${action} ${type} ${name}`).join(', '),
    ]),
    ...(failure?.error ? [failure.error.message] : []),
  ]);
  if (failed.length < users.length || failed.length === 0) return texts;
  const error = SfError.create({
    name: 'UndoFailedError',
    message: texts.join('\n'),
    actions: [words.getMessage('error.undoFailed.actions')],
    exitCode: 1,
  });
  throw Object.assign(error, { result });
}

import { Messages, SfError } from '@salesforce/core';
import type { Account } from '../credential/account.ts';
import type { Login } from '../credential/revoke.ts';
import type { Problem } from '../definition/problem.ts';
import { changeColumns, changeRows } from './create.ts';
import type { CredentialInfo } from './credentialInfo.ts';
import { finding } from './finding.ts';
import { seats, type ChangeResult, type Outcome, type WriteResult } from './result.ts';
import { fit } from './table.ts';
import type { Ui } from './tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'errors');
const output = Messages.loadMessages('sf-plugin-integration-user', 'output');

type Done = {
  readonly dryRun: boolean;
  readonly outcome: Outcome;
  readonly changes: readonly ChangeResult[];
  /** Errors are blockers of the result, warnings are findings of the user. */
  readonly problems: readonly Problem[];
  readonly credential?: CredentialInfo;
};

/** The result of a command that writes credentials: the shape of all commands that write. */
export function credentialResult(
  { user, inventory }: Account,
  orgId: string,
  { dryRun, outcome, changes, problems, credential }: Done,
): WriteResult {
  const { id, name, username } = user;
  const findings = problems.filter(({ severity }) => severity === 'warning').map(finding);
  return {
    orgId: inventory.organization?.id ?? orgId,
    dryRun,
    outcome,
    users: [{ name, username, id, outcome, changes: [...changes], findings, credential: credential ?? null }],
    blockers: problems.filter(({ severity }) => severity === 'error').map(finding),
    licenses: {
      userLicense: seats(inventory.userLicense),
      permissionSetLicense: seats(inventory.permissionSetLicense),
    },
  };
}

/** @throws SfError with the result when something stopped the command on its way; what has been done is in the result */
export function failedCredential(result: WriteResult): void {
  const { blockers } = result;
  if (blockers.length === 0) return;
  const error = SfError.create({
    name: 'CredentialError',
    message: words.getMessage('error.credential', [blockers.map(({ message }) => message).join('\n')]),
    actions: [...new Set(blockers.map(({ fix }) => fix))],
    exitCode: 1,
  });
  throw Object.assign(error, { result });
}

/** Tells a person what was done, or would be, and what is to be known of it; `done` and `planned` are the words of the command. */
export function tellCredential(ui: Ui, result: WriteResult, texts: Messages<string>): WriteResult {
  const [user] = result.users;
  for (const { message, fix } of user?.findings ?? []) ui.warn(`${message} ${fix}`);
  const rows = changeRows(result);
  if (rows.length > 0) ui.table(fit({ data: rows, columns: changeColumns() }));
  if (result.outcome === 'planned') ui.log(output.getMessage('next.dryRun'));
  else ui.logSuccess(texts.getMessage(result.outcome === 'unchanged' ? 'unchanged' : 'done', [user?.username ?? '']));
  return result;
}

/** Logins as changes: ended, still there, or, where nothing was done yet, planned. */
export function loginChanges(logins: readonly Login[], ended: ReadonlySet<Login> | undefined): ChangeResult[] {
  return logins.map((login) => ({
    action: 'delete',
    type: login.kind,
    name: login.application === '' ? output.getMessage('login.unnamed') : login.application,
    status: ended === undefined ? 'planned' : ended.has(login) ? 'done' : 'failed',
    ...(login.detail === '' ? {} : { detail: login.detail }),
  }));
}

import { Messages } from '@salesforce/core/messages';
import type { Retirement } from '../apply/retire/retire.ts';
import type { Reported } from '../apply/run.ts';
import type { Problem } from '../definition/problem.ts';
import { PERMISSION_SET_LICENSE } from '../org/names.ts';
import type { Retiring } from '../org/use/retiring.ts';
import { usesOf, type Use } from '../retire/uses.ts';
import { changeColumns, changeRows } from './create.ts';
import { failures } from './failure.ts';
import { noticeFinding, noticeTables } from './notices.ts';
import { notBegun, seats, warnings, writeResult, type WriteResult } from './result.ts';
import { fit } from './table.ts';
import type { Ui } from './tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.retire');

export type UsageEntry = {
  /** Logins of one kind, or a token that an application holds. */
  kind: 'login' | 'token';
  /** As LoginHistory or OauthToken call it. */
  application: string;
  /** As LoginHistory has it; empty for a token. */
  loginType: string;
  /** From which it came; empty for a token. */
  address: string;
  /** What Salesforce answered, e.g. `Success`; empty for a token. */
  status: string;
  /** Null: never used. */
  last: string | null;
  /** How many logins, or how many tokens the application holds. */
  count: number;
};

export type UserUsage = {
  /** Of the user. */
  username: string;
  /** As it is after the command. */
  frozen: boolean;
  /** The newest first. */
  uses: UsageEntry[];
};

/** What every writing command gives back, with who uses the users and the seats as they were before. */
export type RetireResult = WriteResult & {
  /** Who still uses the users. */
  usage: UserUsage[];
  /** Objects that could not be read, so that their absence in `usage` says nothing. */
  unread: string[];
  /** Seats, as they were before the command. */
  licensesBefore: WriteResult['licenses'];
};

function retireResult(dryRun: boolean, run: Retirement): RetireResult {
  const result = writeResult(dryRun, reported(run));
  const unseen = run.problems.filter(({ id }) => id.endsWith('Unseen')).map(({ subject }) => subject);
  return {
    ...result,
    users: result.users.map((user, index) => ({
      ...user,
      findings: [
        ...user.findings,
        ...(run.users[index]?.notices ?? []).map((one) => noticeFinding('retire', user.username ?? '', one)),
      ],
    })),
    usage: run.after.users.map((user) => ({
      username: user.username,
      frozen: user.login?.isFrozen === true,
      uses: usesOf({ ...user, tokens: tokensBefore(run, user.id) }, run.after).map(entry),
    })),
    unread: unseen,
    licensesBefore: licensesOf(run.before),
  };
}

/** A run without an org's answer: the flags are wrong. */
export function notRetired(orgId: string, dryRun: boolean, problems: readonly Problem[]): RetireResult {
  const result = notBegun(orgId, dryRun, problems);
  return { ...result, usage: [], unread: [], licensesBefore: result.licenses };
}

function entry({ kind, application, type, address, status, last, count }: Use): UsageEntry {
  return { kind, application, loginType: type, address, status, last: last ?? null, count };
}

/** Tokens that the run revoked are told all the same: they say who will be missing it. */
function tokensBefore({ before }: Retirement, userId: string): Retiring['users'][number]['tokens'] {
  return before.users.find(({ id }) => id === userId)?.tokens ?? [];
}

/** The run in the form that reports of writing commands take. */
function reported({ users, problems, after }: Retirement): Reported {
  const license = after.permissionSetLicense;
  return {
    users,
    problems,
    state: {
      organization: { id: after.orgId },
      userLicense: after.userLicense,
      permissionSetLicenses: license ? [{ ...license, developerName: PERMISSION_SET_LICENSE }] : [],
      profiles: [],
      users: after.users,
    },
  };
}

function licensesOf({ userLicense, permissionSetLicense }: Retiring): WriteResult['licenses'] {
  return { userLicense: seats(userLicense), permissionSetLicense: seats(permissionSetLicense) };
}

/**
 * Tells a person what a retirement did, and gives back its result. Where several users were meant, those that failed are warned of.
 * @throws SfError when it was blocked or failed
 */
export function tellRetired(ui: Ui, run: Retirement, dryRun: boolean): RetireResult {
  const result = retireResult(dryRun, run);
  const failed = failures(reported(run), result);
  for (const { message, fix } of warnings(reported(run))) ui.warn(`${message} ${fix}`);
  for (const { message, actions } of failed) ui.warn([message, ...actions].join('\n'));
  tellUsage(ui, run);
  const rows = changeRows(result);
  if (rows.length > 0)
    ui.table(
      fit({
        data: rows,
        columns: changeColumns(),
        title: words.getMessage(dryRun ? 'title.plan' : 'title.changes'),
      }),
    );
  for (const line of seatLines(result)) ui.log(line);
  if (failed.length === 0) ui.logSuccess(headline(run, result));
  for (const line of nextLines(run, result)) ui.log(line);
  if (failed.length > 0) process.exitCode = 68;
  return result;
}

/** Who uses the users and what hangs on them, so that it is known before anything is taken away. */
export function tellUsage(ui: Pick<Ui, 'table' | 'log'>, run: Retirement): void {
  const data = run.after.users.flatMap((user) =>
    usesOf({ ...user, tokens: tokensBefore(run, user.id) }, run.after).map((use) => usageRow(user.username, use)),
  );
  if (data.length === 0)
    ui.log(words.getMessage('usage.none', [run.after.users.map(({ username }) => username).join(', ')]));
  else ui.table(fit({ title: words.getMessage('title.usage'), data, columns: usageColumns() }));
  const named = run.users.map(({ user: { username }, notices }) => ({ username, notices }));
  for (const table of noticeTables('retire', named)) ui.table(fit(table));
}

type UsageRow = { username: string; application: string; how: string; address: string; last: string; count: string };

function usageRow(username: string, { kind, application, type, status, address, last, count }: Use): UsageRow {
  const how = kind === 'token' ? words.getMessage('usage.token') : type;
  return {
    username,
    application,
    how: status === '' || status === 'Success' ? how : `${how} (${status})`,
    address,
    last: last === undefined ? words.getMessage('usage.never') : last.slice(0, 10),
    count: String(count),
  };
}

function usageColumns(): { key: keyof UsageRow; name: string }[] {
  const keys = ['username', 'application', 'how', 'address', 'last', 'count'] as const;
  return keys.map((key) => ({ key, name: words.getMessage(`column.${key}`) }));
}

/** Seats before and after, where the run changed them. */
function seatLines({ licensesBefore: before, licenses: after, outcome }: RetireResult): string[] {
  if (outcome === 'planned') return [];
  return (['userLicense', 'permissionSetLicense'] as const).flatMap((kind) => {
    const [was, is] = [before[kind], after[kind]];
    if (was === null || is === null || was.used === is.used) return [];
    return [words.getMessage('seats', [is.name, was.used, is.used, is.total, is.free])];
  });
}

function headline({ wish, users }: Retirement, { outcome }: RetireResult): string {
  const names = users.map(({ plan }) => plan.username ?? plan.name).join(', ');
  if (outcome === 'planned') {
    const count = users.reduce((sum, { plan }) => sum + plan.groups.flatMap(({ changes }) => changes).length, 0);
    return words.getMessage('result.planned', [count]);
  }
  return words.getMessage(outcome === 'unchanged' ? `unchanged.${wish.mode}` : `result.${wish.mode}`, [names]);
}

/** What comes next, as commands to paste. */
function nextLines({ wish, users, after }: Retirement, { outcome }: RetireResult): string[] {
  if (outcome === 'planned') return [words.getMessage('next.dryRun')];
  const flags = users
    .filter((user) => user.outcome === 'updated' || user.outcome === 'unchanged')
    .map(({ plan }) => `--username ${plan.username ?? ''}`)
    .join(' ');
  if (flags === '') return [];
  const isInactive = after.users.every(({ isActive }) => !isActive);
  const key = wish.mode === 'freeze' && isInactive ? 'deactivate' : wish.mode;
  return words.getMessage(`next.${key}`, [flags, flags]).split('\n');
}

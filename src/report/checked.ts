import { Messages } from '@salesforce/core/messages';
import type { ReportedUser, Run, UserRun } from '../apply/run.ts';
import { checkFinding } from './checkFinding.ts';
import type { Finding } from './finding.ts';
import { fit, type FittedTable } from './table.ts';
import { findingColumns, type VerifyRow, type VerifySection } from './verifyText.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** What this room needs of a command. */
type Ui = {
  readonly warn: (text: string) => unknown;
  readonly table: (section: FittedTable<VerifyRow>) => void;
};

/** What the checks found of a user, in words. */
export function checkedFindings({ checks = [] }: Pick<ReportedUser, 'checks'>): Finding[] {
  return checks
    .map(checkFinding)
    .map(({ id, severity, subject, message, fix }) => ({ id, severity, subject, message, fix }));
}

/** How many checks of severity error found something: what was written is there, and does not work as it should. */
export function failedChecks({ users }: Run): number {
  return users.flatMap(({ checks = [] }) => checks).filter(({ severity }) => severity === 'error').length;
}

/** Prints errors and warnings that the checks found, each with its way out. */
export function tellChecked(ui: Ui, run: Run): void {
  for (const one of run.users.flatMap(section)) ui.table(fit(one));
  const wrong = run.users.filter(({ checks = [] }) => checks.some(({ severity }) => severity === 'error'));
  if (wrong.length === 0) return;
  const names = wrong.map(({ plan }) => plan.username ?? plan.name).join(', ');
  ui.warn(words.getMessage('checks.failed', [names, failedChecks(run), verifyFlags(wrong)]));
}

/** How much else is worth knowing, and where to read it. */
export function infosLine({ users }: Run): string[] {
  const infos = ({ checks = [] }: UserRun): number => checks.filter(({ severity }) => severity === 'info').length;
  const told = users.filter((user) => infos(user) > 0);
  const count = told.reduce((sum, user) => sum + infos(user), 0);
  return count === 0 ? [] : [words.getMessage('checks.infos', [count, verifyFlags(told)])];
}

function section(user: UserRun): VerifySection[] {
  const data = checkedFindings(user)
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, id, message, fix }) => ({ severity, check: id, finding: message, fix }));
  return data.length === 0
    ? []
    : [{ title: words.getMessage('checks.title', [user.plan.username ?? '']), data, columns: findingColumns() }];
}

/** With more users than this, all are checked again and not each by name. */
const NAMED = 3;

function verifyFlags(users: readonly UserRun[]): string {
  return users.length > NAMED ? '' : users.map(({ plan }) => ` --username ${plan.username ?? ''}`).join('');
}

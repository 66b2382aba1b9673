import { Messages } from '@salesforce/core/messages';
import type { FailureText } from './failure.ts';
import type { Finding } from './finding.ts';
import { markdownCell as cell, markdownCode as code, markdownTable } from './markdownText.ts';
import { countsLine } from './plan.ts';
import type { ChangeResult, UserResult, WriteResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Characters that a comment may have everywhere: Bitbucket takes 32,768, the others more. */
const COMMENT = 30_000;

/**
 * A plan, or what became of it, as Markdown for a comment on a pull request: the outcome, what stops it, then every change, user by user.
 * Users whose changes would make it longer than a comment may be are named at the end.
 * @param failed users who failed, beside those that were blocked
 */
export function planMarkdown(result: WriteResult, failed: readonly FailureText[]): string {
  const { users, blockers, dryRun, outcome } = result;
  const isFailed = outcome === 'failed' || failed.length > 0;
  const refused = failed.filter(({ name }) => name !== 'BlockedError').map(({ message }) => `- ${cell(message)}`);
  const unchanged = users.filter((user) => user.outcome === 'unchanged').map(title);
  const head = [
    `## ${words.getMessage(dryRun ? 'markdown.plan' : 'markdown.done')}`,
    `${isFailed ? `**${words.getMessage('markdown.failed')}** ` : ''}${countsLine(result)}`,
    ...(blockers.length > 0 ? [`### ${words.getMessage('markdown.problems')}`, problems(blockers)] : []),
    ...(refused.length > 0 ? [refused.join('\n')] : []),
  ];
  const sections = users
    .map((user) => ({ user, text: userSection(user) }))
    .filter(({ text }) => text !== '')
    .map(({ user, text }) => ({ name: title(user), text }));
  const { shown, rest } = fitting(sections, COMMENT - head.join('\n\n').length);
  const blocks = [
    ...head,
    ...shown,
    ...(rest.length > 0 ? [words.getMessage('markdown.rest', [rest.length, listed(rest)])] : []),
    ...(unchanged.length > 0 ? [words.getMessage('markdown.unchanged', [listed(unchanged)])] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The first sections that fit, and the names of the others. */
function fitting(
  sections: readonly { name: string; text: string }[],
  room: number,
): { shown: string[]; rest: string[] } {
  let left = room;
  const firstOut = sections.findIndex(({ text }) => (left -= text.length) < 0);
  const at = firstOut === -1 ? sections.length : firstOut;
  return { shown: sections.slice(0, at).map(({ text }) => text), rest: sections.slice(at).map(({ name }) => name) };
}

/** Names as a list; with very many, the first. */
function listed(names: readonly string[]): string {
  const most = 20;
  return names.length > most ? `${names.slice(0, most).join(', ')}, ...` : names.join(', ');
}

function title({ name, username }: UserResult): string {
  return username === null || username === name ? code(name) : `${cell(name)} (${code(username)})`;
}

/** What changes for one user and what is worth knowing of it; empty where nothing is. */
function userSection(user: UserResult): string {
  const rows = changeGroups(user.changes.filter(({ status }) => status !== 'skipped'));
  const warnings = user.findings.filter(({ severity }) => severity === 'warning');
  if (rows.length + warnings.length === 0) return '';
  const head = ['action', 'type', 'name', 'detail'].map((key) => words.getMessage(`column.${key}`));
  return [
    `### ${title(user)}`,
    ...(rows.length > 0 ? [markdownTable(head, rows)] : []),
    ...(warnings.length > 0 ? [`**${words.getMessage('markdown.worth')}**`, problems(warnings)] : []),
  ].join('\n\n');
}

function problems(found: readonly Finding[]): string {
  const head = [words.getMessage('column.problem'), words.getMessage('column.remedy')];
  return markdownTable(
    head,
    found.map(({ message, fix }) => [cell(message), cell(fix)]),
  );
}

/** Rows in which changes that are alike share one: the fields of an object, each by its name. */
function changeGroups(changes: readonly ChangeResult[]): string[][] {
  const keyed = changes.map((change) => ({ change, key: JSON.stringify([said(change), objectOf(change.name)]) }));
  return [...new Set(keyed.map(({ key }) => key))].flatMap((key) => {
    const alike = keyed.filter((one) => one.key === key).map(({ change }) => change);
    const [first] = alike;
    if (first === undefined) return [];
    const { action, type, detail = '' } = said(first);
    const object = objectOf(first.name);
    const names = alike.map(({ name }) => (object === undefined ? name : name.slice(object.length + 1))).join(', ');
    return [[action, type, object === undefined ? names : `${object}: ${names}`, detail].map(cell)];
  });
}

/** What a change says besides its name. */
function said({ action, type, detail, status }: ChangeResult): { action: string; type: string; detail?: string } {
  return {
    action: status === 'failed' ? `${action} (${status})` : action,
    type,
    ...(detail === undefined ? {} : { detail }),
  };
}

/** The object before the dot of a field; undefined where there is none, as in a name of a user. */
function objectOf(name: string): string | undefined {
  return /^(\w+)\.\w+$/.exec(name)?.[1];
}

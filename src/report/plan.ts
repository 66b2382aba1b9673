import { Messages } from '@salesforce/core/messages';
import { changeRows } from './create.ts';
import type { ChangeResult, WriteResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

type Sign = '+' | '~' | '-';
const SIGNS: Readonly<Record<ChangeResult['action'], Sign>> = {
  create: '+',
  assign: '+',
  update: '~',
  activate: '~',
  deactivate: '~',
  freeze: '~',
  delete: '-',
  unassign: '-',
};

/** A plan, or what became of it, for reading: grouped by user, `+ ~ -`, many alike counted, and the counts at the end. */
export function planLines(result: WriteResult): string[] {
  const changed = result.users.filter(({ changes }) => changes.length > 0);
  const width = Math.max(0, ...changed.flatMap(({ changes }) => changes.map(({ type }) => type.length)));
  const blocks = changed.map((user) => [
    `${user.name}${user.username === null || user.username === user.name ? '' : ` (${user.username})`}`,
    ...changeRows({ ...result, users: [user] }).map(
      ({ action, type, name, detail }) =>
        `  ${SIGNS[action]} ${type.padEnd(width)}  ${name}${detail === '' ? '' : `: ${detail}`}`,
    ),
    '',
  ]);
  return [...blocks.flat(), counts(result)];
}

/** "12 to add, 1 to change, 2 to remove; 3 of 4 users unchanged." */
function counts({ users, dryRun }: WriteResult): string {
  const all = users.flatMap(({ changes }) => changes).filter(({ status }) => status === 'planned' || status === 'done');
  const count = (sign: Sign): number => all.filter(({ action }) => SIGNS[action] === sign).length;
  const unchanged = users.filter(({ outcome }) => outcome === 'unchanged').length;
  return words.getMessage(dryRun ? 'counts.planned' : 'counts.done', [
    count('+'),
    count('~'),
    count('-'),
    unchanged,
    users.length,
  ]);
}

/** How many changes take something away. */
export function removals(changes: readonly { readonly action: ChangeResult['action'] }[]): number {
  return changes.filter(({ action }) => SIGNS[action] === '-').length;
}

import { Messages } from '@salesforce/core/messages';
import type { RecordWrite } from '../org/write/records.ts';
import { isRecordWrite, type Change } from '../plan/change.ts';
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
  const shown = result.users.map((user) => ({ ...user, changes: user.changes.filter(isPlannedOrDone) }));
  const changed = shown.filter(({ changes }) => changes.length > 0);
  const width = Math.max(0, ...changed.flatMap(({ changes }) => changes.map(({ type }) => type.length)));
  const blocks = changed.map((user) => [
    `${user.name}${user.username === null || user.username === user.name ? '' : ` (${user.username})`}`,
    ...changeRows({ ...result, users: [user] }).map(
      ({ action, type, name, detail }) =>
        `  ${SIGNS[action]} ${type.padEnd(width)}  ${name}${detail === '' ? '' : `: ${detail}`}`,
    ),
    '',
  ]);
  return [...blocks.flat(), countsLine(result)];
}

/** "12 to add, 1 to change, 2 to remove; 3 of 4 users unchanged." */
export function countsLine({ users, dryRun }: WriteResult): string {
  const all = users.flatMap(({ changes }) => changes).filter(isPlannedOrDone);
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

function isPlannedOrDone({ status }: ChangeResult): boolean {
  return status === 'planned' || status === 'done';
}

/** How many changes take something away: what goes as a whole, and rights that are switched off. */
export function removals(changes: readonly Change[]): number {
  return changes.filter(({ action, write }) => SIGNS[action] === '-' || (isRecordWrite(write) && switchesOff(write)))
    .length;
}

function switchesOff({ method, object, fields }: RecordWrite): boolean {
  return method === 'PATCH' && object !== 'User' && Object.values(fields).includes(false);
}

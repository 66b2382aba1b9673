import { Messages } from '@salesforce/core/messages';
import type { ChangeResult, UserResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'errors');
const NAMED = 10;

/**
 * What of a user who failed is in the org and what is not, by name, in lines.
 * @param isUnknown whether those that failed are changes whose answer was lost, so that nobody knows
 */
export function whatIsDone({ changes }: Pick<UserResult, 'changes'>, isUnknown: boolean): string[] {
  const of = (...wanted: readonly ChangeResult['status'][]): ChangeResult[] =>
    changes.filter(({ status }) => wanted.includes(status));
  return [
    ...line('state.done', of('done')),
    ...(isUnknown ? line('state.unknown', of('failed')) : []),
    ...line('state.open', isUnknown ? of('skipped') : of('failed', 'skipped')),
  ];
}

function line(key: 'state.done' | 'state.unknown' | 'state.open', changes: readonly ChangeResult[]): string[] {
  if (changes.length === 0) return [];
  const named = changes.slice(0, NAMED).map(({ action, type, name }) => `${action} ${type} ${name}`);
  const more = changes.length > NAMED ? [words.getMessage('state.more', [changes.length - NAMED])] : [];
  return [words.getMessage(key, [[...named, ...more].join(', ')])];
}

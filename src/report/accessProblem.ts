import { Messages, SfError } from '@salesforce/core';
import type { Problem } from '../definition/problem.ts';
import { knownTarget, parseTarget, type KnownTarget, type Target } from '../access/target.ts';
import type { Inventory } from '../org/inventory/inventory.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'access');

/** What happened and the way out, in the words of messages/access.md. */
export function accessWords({ id, tokens, fixTokens }: Pick<Problem, 'id' | 'tokens' | 'fixTokens'>): {
  message: string;
  fix: string;
} {
  return { message: words.getMessage(id, [...tokens]), fix: words.getMessage(`${id}.fix`, [...fixTokens]) };
}

/** @throws SfError */
export function accessError(name: string, problems: readonly Problem[], exitCode: number): SfError {
  const worded = problems.map(accessWords);
  return SfError.create({
    name,
    message: worded.map(({ message }) => message).join('\n'),
    actions: worded.map(({ fix }) => fix),
    exitCode,
  });
}

/** @throws SfError when the flag is not understood; before anything is asked of the org */
export function askedAccess(flag: string): Target {
  const { target, problems } = parseTarget(flag);
  if (target === undefined) throw accessError('AccessFlagError', problems, 2);
  return target;
}

/** @throws SfError when the org has no such object or field */
export function foundAccess(asked: Target, { schema }: Inventory): KnownTarget {
  const { target, problems } = knownTarget(asked, schema);
  if (target === undefined) throw accessError('UnknownNameError', problems, 1);
  return target;
}

/** What the caller's login may not read, as warnings: each says what is missing and the way out. */
export function unreadable({ refused, assignmentsVisible }: Inventory): string[] {
  const hidden = [...refused.keys()].filter((object) => object !== 'MutingPermissionSet');
  const problems = [
    ...(hidden.length > 0 ? [{ id: 'refused', tokens: [hidden.join(', ')], fixTokens: [] }] : []),
    ...(assignmentsVisible ? [] : [{ id: 'assignmentsHidden', tokens: [], fixTokens: [] }]),
  ];
  return problems.map(accessWords).map(({ message, fix }) => `${message} ${fix}`);
}

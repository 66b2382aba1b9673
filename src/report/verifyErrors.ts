import { Messages, SfError } from '@salesforce/core';
import type { Problem } from '../definition/problem.ts';
import { finding } from './finding.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

/** @throws SfError with every problem that stops, before anything is asked of the org */
export function refuse(problems: readonly Problem[]): void {
  const found = problems.filter(({ severity }) => severity === 'error').map(finding);
  if (found.length === 0) return;
  throw SfError.create({
    name: 'VerifyInputError',
    message: found.map(({ message }) => message).join('\n'),
    actions: [...new Set(found.map(({ fix }) => fix))],
    exitCode: 1,
  });
}

/** For a login that sf does not have. */
export function noLogin(alias: string): (error: unknown) => never {
  return (error) => {
    throw words.createError('error.login', [alias, error instanceof Error ? error.message : String(error)], [alias], 1);
  };
}

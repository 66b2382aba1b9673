import { Messages } from '@salesforce/core/messages';
import type { Problem } from '../definition/problem.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');
const problems = Messages.loadMessages('sf-plugin-integration-user', 'problems');

/** What is said of something that was not done. */
export function reason(key: string, tokens: readonly string[] = []): string {
  return words.getMessage(`reason.${key}`, [...tokens]);
}

export function problemText({ id, tokens }: Problem): string {
  return problems.getMessage(id, [...tokens]);
}

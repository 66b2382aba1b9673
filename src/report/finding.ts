import { Messages } from '@salesforce/core/messages';
import type { Problem } from '../definition/problem.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'problems');

export type Finding = { id: string; severity: 'error' | 'warning'; subject: string; message: string; fix: string };

/** A problem in words. Its id in kebab-case is stable, for pipelines. */
export function finding({ id, severity, subject, tokens, fixTokens }: Problem): Finding {
  return {
    id: id.replace(/\./g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    severity,
    subject,
    message: words.getMessage(id, [...tokens]),
    fix: words.getMessage(`${id}.fix`, [...fixTokens]),
  };
}

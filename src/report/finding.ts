import { Messages } from '@salesforce/core/messages';
import type { Problem } from '../definition/problem.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'problems');

export type Finding = {
  id: string;
  severity: 'error' | 'warning' | 'info';
  subject: string;
  message: string;
  fix: string;
};

/** A problem in words. Its id in kebab-case is stable, for pipelines; a right that reaches too far has that of its check, allowed or not. */
export function finding({ id, severity, subject, tokens, fixTokens }: Problem): Finding {
  return {
    id: id
      .replace(/Allowed$/, '')
      .replace(/\./g, '-')
      .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    severity,
    subject,
    message: words.getMessage(id, [...tokens]),
    fix: words.getMessage(`${id}.fix`, [...fixTokens]),
  };
}

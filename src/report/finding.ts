import { Messages } from '@salesforce/core/messages';
import type { Problem } from '../definition/problem.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'problems');

export type Finding = {
  /** Stable, in kebab-case; all stand on the page of errors and on that of checks. */
  id: string;
  /** `error` stops a command, or fails a check. */
  severity: 'error' | 'warning' | 'info';
  /** What it is about: an object, a field, a username. */
  subject: string;
  /** What was found, in words that may change. */
  message: string;
  /** The way out, often a command. */
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

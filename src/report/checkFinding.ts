import { Messages } from '@salesforce/core/messages';
import type { Severity } from '../checks/check.ts';
import type { Result } from '../checks/runChecks.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'checks');

export type CheckFinding = {
  /** Of the check; stable. */
  id: string;
  /** `error` fails `verify`; `info` is only worth knowing. */
  severity: Severity;
  /** What it is about: a username, a right, a set. */
  subject: string;
  /** What was found, in words that may change. */
  message: string;
  /** Why it matters. */
  why: string;
  /** The way out, often a command. */
  fix: string;
};

/** What a check found, in words. */
export function checkFinding({ id, severity, subject, tokens = [], fixTokens = [] }: Result): CheckFinding {
  return {
    id,
    severity,
    subject,
    message: words.getMessage(id, [...tokens]),
    why: words.getMessage(`${id}.why`),
    fix: words.getMessage(`${id}.fix`, [...fixTokens]),
  };
}

/** The words of a check, with an ellipsis for each gap that a finding fills. */
export function checkTexts(id: string): { message: string; why: string; fix: string } {
  const text = (key: string): string => words.getMessage(key).replace(/%s/g, '...');
  return { message: text(id), why: text(`${id}.why`), fix: text(`${id}.fix`) };
}

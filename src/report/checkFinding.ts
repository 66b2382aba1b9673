import { Messages } from '@salesforce/core/messages';
import type { Severity } from '../checks/check.ts';
import type { Result } from '../checks/runChecks.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'checks');

export type CheckFinding = {
  /** Of the check; stable. */
  id: string;
  severity: Severity;
  subject: string;
  message: string;
  /** Why it matters. */
  why: string;
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

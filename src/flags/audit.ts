import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { AuditFormat } from '../report/audit/auditDocument.ts';
import { outputFlags } from './output.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

/** Formats of a document. */
export const AUDIT_DOCUMENTS = ['json', 'csv', 'markdown', 'html'] as const satisfies readonly AuditFormat[];

/** The flags of `audit`. */
export const auditFlags = {
  days: Flags.integer({
    min: 1,
    max: 3650,
    default: 90,
    summary: messages.getMessage('flags.days.summary'),
  }),
  since: Flags.string({
    summary: messages.getMessage('flags.since.summary'),
    description: messages.getMessage('flags.since.description'),
  }),
  'include-frozen': Flags.boolean({ default: false, summary: messages.getMessage('flags.include-frozen.summary') }),
  'license-cost': Flags.string({ multiple: true, summary: messages.getMessage('flags.license-cost.summary') }),
  'integration-license-cost': Flags.string({ summary: messages.getMessage('flags.integration-license-cost.summary') }),
  currency: Flags.string({ summary: messages.getMessage('flags.currency.summary') }),
  'cost-period': Flags.option({
    options: ['month', 'year'] as const,
    default: 'month' as const,
    summary: messages.getMessage('flags.cost-period.summary'),
  })(),
  ...outputFlags(AUDIT_DOCUMENTS),
};

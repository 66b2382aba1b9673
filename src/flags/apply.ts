import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { PlanFormat } from '../report/planDocument.ts';
import { outputFlags } from './output.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.apply');

/** Formats of a document. */
export const PLAN_DOCUMENTS = ['json', 'markdown'] as const satisfies readonly PlanFormat[];

/** The flags of `apply`. */
export const applyFlags = {
  'definition-file': Flags.file({
    char: 'f',
    required: true,
    summary: messages.getMessage('flags.definition-file.summary'),
  }),
  prune: Flags.boolean({ default: false, summary: messages.getMessage('flags.prune.summary') }),
  'allow-broad-access': Flags.boolean({
    default: false,
    summary: messages.getMessage('flags.allow-broad-access.summary'),
  }),
  'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
  'detailed-exit-code': Flags.boolean({
    default: false,
    summary: messages.getMessage('flags.detailed-exit-code.summary'),
  }),
  ...outputFlags(PLAN_DOCUMENTS),
  'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
};

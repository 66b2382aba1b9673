import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { VerifyFormat } from '../report/verifyDocument.ts';
import { outputFlags } from './output.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

/** Formats of a document. */
export const VERIFY_DOCUMENTS = ['json', 'junit', 'sarif', 'markdown'] as const satisfies readonly VerifyFormat[];

/** The flags of `verify`. */
export const verifyFlags = {
  username: Flags.string({
    multiple: true,
    summary: messages.getMessage('flags.username.summary'),
  }),
  'definition-file': Flags.file({ char: 'f', summary: messages.getMessage('flags.definition-file.summary') }),
  as: Flags.string({ summary: messages.getMessage('flags.as.summary') }),
  ...outputFlags(VERIFY_DOCUMENTS),
  baseline: Flags.file({ summary: messages.getMessage('flags.baseline.summary') }),
  'update-baseline': Flags.boolean({
    relationships: [{ type: 'all', flags: ['baseline'] }],
    summary: messages.getMessage('flags.update-baseline.summary'),
  }),
  'unused-days': Flags.integer({
    min: 1,
    summary: messages.getMessage('flags.unused-days.summary'),
  }),
  offline: Flags.boolean({
    relationships: [
      { type: 'all', flags: ['definition-file'] },
      { type: 'none', flags: ['username', 'as', 'unused-days'] },
    ],
    summary: messages.getMessage('flags.offline.summary'),
  }),
  'allow-broad-access': Flags.boolean({
    default: false,
    summary: messages.getMessage('flags.allow-broad-access.summary'),
  }),
};

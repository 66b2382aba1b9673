import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'output');

/**
 * The flags of a command whose result can be a document.
 * @param formats those of the documents; a table, the default, is for people at a terminal
 */
export const outputFlags = <const F extends string>(formats: readonly F[]) => ({
  'output-format': Flags.option({
    options: ['table', ...formats] as const,
    default: 'table' as const,
    summary: messages.getMessage('flags.output-format.summary'),
  })(),
  'output-file': Flags.file({ summary: messages.getMessage('flags.output-file.summary') }),
  overwrite: Flags.boolean({ default: false, summary: messages.getMessage('flags.overwrite.summary') }),
});

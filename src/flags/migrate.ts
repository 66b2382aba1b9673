import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.migrate');

/** The flags of `migrate`. */
export const migrateFlags = {
  username: Flags.string({
    multiple: true,
    atLeastOne: ['username', 'from-audit', 'definition-file', 'undo'],
    summary: messages.getMessage('flags.username.summary'),
  }),
  'from-audit': Flags.file({
    exclusive: ['definition-file'],
    summary: messages.getMessage('flags.from-audit.summary'),
  }),
  'definition-file': Flags.file({
    char: 'f',
    relationships: [{ type: 'none', flags: ['exclude', 'definition-file-out', 'only-used'] }],
    summary: messages.getMessage('flags.definition-file.summary'),
  }),
  'definition-file-out': Flags.file({
    summary: messages.getMessage('flags.definition-file-out.summary'),
  }),
  exclude: Flags.string({ multiple: true, summary: messages.getMessage('flags.exclude.summary') }),
  'only-used': Flags.boolean({
    default: false,
    summary: messages.getMessage('flags.only-used.summary'),
    description: messages.getMessage('flags.only-used.description'),
  }),
  'allow-broad-access': Flags.boolean({
    default: false,
    summary: messages.getMessage('flags.allow-broad-access.summary'),
  }),
  'snapshot-file': Flags.file({ summary: messages.getMessage('flags.snapshot-file.summary') }),
  undo: Flags.file({
    relationships: [
      {
        type: 'none',
        flags: [
          'username',
          'from-audit',
          'definition-file',
          'definition-file-out',
          'exclude',
          'only-used',
          'snapshot-file',
        ],
      },
    ],
    summary: messages.getMessage('flags.undo.summary'),
  }),
  'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
  'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
};

import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.test');

/** The flags of `credential test`. */
export const credentialTestFlags = {
  username: Flags.string({ required: true, summary: messages.getMessage('flags.username.summary') }),
  app: Flags.string({ summary: messages.getMessage('flags.app.summary') }),
  'secret-file': Flags.file({
    exactlyOne: ['secret-file', 'secret-from', 'key-file'],
    summary: messages.getMessage('flags.secret-file.summary'),
  }),
  'secret-from': Flags.string({
    summary: messages.getMessage('flags.secret-from.summary'),
    description: messages.getMessage('flags.secret-from.description'),
  }),
  'key-file': Flags.file({ summary: messages.getMessage('flags.key-file.summary') }),
  shell: Flags.boolean({
    relationships: [{ type: 'all', flags: ['secret-from'] }],
    summary: messages.getMessage('flags.shell.summary'),
  }),
  wait: Flags.integer({
    char: 'w',
    min: 0,
    max: 60,
    default: 10,
    summary: messages.getMessage('flags.wait.summary'),
  }),
};

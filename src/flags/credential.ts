import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.create');

/** Flags that commands share which write the app of an integration. */
export const credentialFlags = {
  username: Flags.string({ required: true, summary: messages.getMessage('flags.username.summary') }),
  app: Flags.string({
    summary: messages.getMessage('flags.app.summary'),
    description: messages.getMessage('flags.app.description'),
  }),
  certificate: Flags.file({
    exclusive: ['key-out'],
    summary: messages.getMessage('flags.certificate.summary'),
  }),
  'key-out': Flags.file({
    summary: messages.getMessage('flags.key-out.summary'),
    description: messages.getMessage('flags.key-out.description'),
  }),
  days: Flags.integer({
    min: 1,
    max: 3650,
    default: 365,
    summary: messages.getMessage('flags.days.summary'),
  }),
  'secret-out': Flags.file({
    exclusive: ['secret-to'],
    summary: messages.getMessage('flags.secret-out.summary'),
    description: messages.getMessage('flags.secret-out.description'),
  }),
  'secret-to': Flags.string({
    summary: messages.getMessage('flags.secret-to.summary'),
    description: messages.getMessage('flags.secret-to.description'),
  }),
  // With a default it would count as given.
  shell: Flags.boolean({
    relationships: [{ type: 'all', flags: ['secret-to'] }],
    summary: messages.getMessage('flags.shell.summary'),
  }),
  'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
  'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
};

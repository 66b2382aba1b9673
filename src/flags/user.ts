import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { CREDENTIAL_TYPES } from '../definition/credential.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.create');

const several = (summary: string, description?: string) =>
  Flags.string({ multiple: true, summary, ...(description === undefined ? {} : { description }) });

/** The flags that describe a permission set. */
export const permissionSetFlags = {
  object: several(messages.getMessage('flags.object.summary'), messages.getMessage('flags.object.description')),
  field: several(messages.getMessage('flags.field.summary'), messages.getMessage('flags.field.description')),
  'record-type': several(messages.getMessage('flags.record-type.summary')),
  'apex-class': several(messages.getMessage('flags.apex-class.summary')),
  'custom-permission': several(messages.getMessage('flags.custom-permission.summary')),
  'user-permission': several(messages.getMessage('flags.user-permission.summary')),
};

/** The flags that describe one integration user, and those of `create`. */
export const createFlags = {
  name: Flags.string({
    char: 'n',
    summary: messages.getMessage('flags.name.summary'),
    atLeastOne: ['name', 'definition-file'],
  }),
  username: Flags.string({ summary: messages.getMessage('flags.username.summary') }),
  email: Flags.string({ summary: messages.getMessage('flags.email.summary') }),
  profile: Flags.string({
    summary: messages.getMessage('flags.profile.summary'),
    description: messages.getMessage('flags.profile.description'),
  }),
  'profile-permission': several(
    messages.getMessage('flags.profile-permission.summary'),
    messages.getMessage('flags.profile-permission.description'),
  ),
  ...permissionSetFlags,
  'permission-set': several(messages.getMessage('flags.permission-set.summary')),
  'permission-set-group': several(messages.getMessage('flags.permission-set-group.summary')),
  'permission-set-license': several(messages.getMessage('flags.permission-set-license.summary')),
  role: Flags.string({ summary: messages.getMessage('flags.role.summary') }),
  'public-group': several(messages.getMessage('flags.public-group.summary')),
  queue: several(messages.getMessage('flags.queue.summary')),
  credential: Flags.option({
    options: CREDENTIAL_TYPES,
    summary: messages.getMessage('flags.credential.summary'),
    description: messages.getMessage('flags.credential.description'),
  })(),
  certificate: Flags.file({
    relationships: [{ type: 'all', flags: ['credential'] }],
    summary: messages.getMessage('flags.certificate.summary'),
  }),
  'definition-file': Flags.file({
    char: 'f',
    summary: messages.getMessage('flags.definition-file.summary'),
  }),
  'allow-broad-access': Flags.boolean({
    default: false,
    summary: messages.getMessage('flags.allow-broad-access.summary'),
  }),
  'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
  'no-prompt': Flags.boolean({ char: 'p', summary: messages.getMessage('flags.no-prompt.summary') }),
};

import { Messages } from '@salesforce/core/messages';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

/** For a login that sf does not have. */
export function noLogin(alias: string): (error: unknown) => never {
  return (error) => {
    throw words.createError('error.login', [alias, error instanceof Error ? error.message : String(error)], [alias], 1);
  };
}

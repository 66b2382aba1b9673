import { Messages } from '@salesforce/core/messages';
import { toHelpSection, type SfCommand } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'exit-codes');

/** What a command ends with besides 0, 1 and 2, or what these mean beyond what they mean everywhere. */
type Special = '1.checks' | '1.seats' | '2.change' | '68' | '130';

/** The part of a command's help that says what its exit codes mean. */
export function exitCodes(...special: readonly Special[]): typeof SfCommand.errorCodes {
  const code = (key: string): string => key.split('.')[0] ?? key;
  const common = ['0', '1', '2'].filter((plain) => !special.some((key) => code(key) === plain));
  const keys = [...common, ...special].sort((one, other) => Number(code(one)) - Number(code(other)));
  const texts = keys.map((key) => [messages.getMessage('name', [code(key)]), messages.getMessage(key)]);
  return toHelpSection('ERROR CODES', Object.fromEntries(texts) as Record<string, string>);
}

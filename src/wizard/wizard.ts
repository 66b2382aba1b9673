import { SfError } from '@salesforce/core';
import { Messages } from '@salesforce/core/messages';
import type { Org } from '../org/wire/transport.ts';
import { commandLine } from '../report/commandLine.ts';
import { mayAsk } from '../report/mayAsk.ts';
import type { WriteResult } from '../report/result.ts';
import { wordsOf } from './answers.ts';
import { readLists } from './lists.ts';
import { openPrompts } from './prompts.ts';
import { askUser, type Given } from './questions.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'wizard');

const COMMAND = ['sf', 'integration-user', 'create'];

export type Wizard = {
  /** The command line as it was, and the answers as further words of it. */
  readonly argv: readonly string[];
  /** The text that tells the command which does the same without questions. */
  readonly equivalent: string;
  /** @throws SfError with exit code 1 when somebody does not want a plan that would change something */
  readonly confirm: (planned: WriteResult) => Promise<void>;
  /** Adds to an error the command that holds all answers, so that nobody has to give them again. */
  readonly keepAnswers: (error: unknown) => never;
};

/** Whether `create` asks: at a terminal, not in CI, where questions are not unwanted and neither a name nor a file is given. */
export function wantsWizard(argv: readonly string[], json: boolean): boolean {
  const long = ['--name', '--definition-file', '--no-prompt'];
  const isGiven = argv.some((word) => long.includes(word.split('=')[0] ?? '') || /^-(?!-)\w*[nfp]/.test(word));
  const { CI = 'false' } = process.env;
  return !isGiven && ['', '0', 'false'].includes(CI) && mayAsk(false, json);
}

/**
 * Asks at the terminal for what a command line leaves open.
 * @throws SfError with exit code 130 on Ctrl-C; OrgRefusal, OrgSilence
 */
export async function startWizard(
  ui: { readonly log: (text: string) => void },
  org: Org,
  { argv, given }: { readonly argv: readonly string[]; readonly given: Given },
): Promise<Wizard> {
  const [prompts, lists] = await Promise.all([openPrompts(), readLists(org)]);
  ui.log(words.getMessage('intro'));
  const all = [...argv, ...wordsOf(await askUser(prompts, lists, given))];
  const line = commandLine([...COMMAND, ...all]);
  return {
    argv: all,
    equivalent: words.getMessage('equivalent', [line]),
    confirm: async ({ outcome }) => {
      if (outcome !== 'planned' || (await prompts.confirm(words.getMessage('ask.confirm')))) return;
      throw words.createError('error.notConfirmed', [], [line]);
    },
    keepAnswers: (error) => {
      if (error instanceof SfError) error.actions = [...(error.actions ?? []), words.getMessage('answers', [line])];
      throw error;
    },
  };
}

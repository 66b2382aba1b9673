import type { Readable, Writable } from 'node:stream';
import { SfError } from '@salesforce/core';
import { Messages } from '@salesforce/core/messages';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'wizard');

export type Choice<T extends string = string> = { readonly value: T; readonly name: string };

/** The ways to ask somebody at a terminal. Each throws a StoppedError with exit code 130 on Ctrl-C. */
export type Prompts = {
  /** @param check what is wrong with an answer; undefined: nothing */
  readonly text: (message: string, check: (answer: string) => string | undefined) => Promise<string>;
  readonly one: <T extends string>(message: string, choices: readonly Choice<T>[]) => Promise<T>;
  /** Any number of a few choices, at least one. */
  readonly some: <T extends string>(
    message: string,
    choices: readonly Choice<T>[],
    checked: readonly T[],
  ) => Promise<readonly T[]>;
  /** One of many choices, found by a part of its name. */
  readonly find: (message: string, choices: readonly Choice[]) => Promise<string>;
  readonly confirm: (message: string) => Promise<boolean>;
};

export type Terminal = { readonly input?: Readable; readonly output?: Writable };

const LINES = 12;

/** Prompts of Inquirer, which is loaded only now; on the terminal of the process unless another one is given. */
export async function openPrompts(terminal: Terminal = {}): Promise<Prompts> {
  const [input, select, checkbox, search, confirm] = await Promise.all([
    import('@inquirer/input'),
    import('@inquirer/select'),
    import('@inquirer/checkbox'),
    import('@inquirer/search'),
    import('@inquirer/confirm'),
  ]);
  const context = terminal as Parameters<typeof input.default>[1];
  const listed = (choices: readonly Choice[]): Choice[] => [...choices];
  return {
    text: (message, check) =>
      input
        .default({ message, validate: (answer) => check(answer.trim()) ?? true }, context)
        .then((answer) => answer.trim(), stopped),
    one: (message, choices) =>
      select.default({ message, choices: [...choices], pageSize: LINES, loop: false }, context).catch(stopped),
    some: (message, choices, checked) =>
      checkbox
        .default(
          {
            message,
            required: true,
            pageSize: LINES,
            loop: false,
            choices: choices.map(({ value, name }) => ({ value, name, checked: checked.includes(value) })),
          },
          context,
        )
        .catch(stopped),
    find: (message, choices) =>
      search
        .default({ message, pageSize: LINES, source: (part) => listed(matching(choices, part ?? '')) }, context)
        .catch(stopped),
    confirm: (message) => confirm.default({ message, default: false }, context).catch(stopped),
  };
}

/** Choices whose name holds every word of a text, in any case; those that begin with the text come first. */
export function matching(choices: readonly Choice[], text: string): readonly Choice[] {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ name }) => parts.every((part) => name.toLowerCase().includes(part)));
  const begins = ({ name }: Choice): boolean => name.toLowerCase().startsWith(text.trim().toLowerCase());
  return parts.length === 0 ? found : [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}

function stopped(error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
  throw SfError.create({
    name: 'StoppedError',
    message: words.getMessage('error.stopped'),
    actions: [words.getMessage('error.stopped.actions')],
    exitCode: 130,
  });
}

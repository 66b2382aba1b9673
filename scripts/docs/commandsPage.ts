import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, escaped, MADE, table } from './markdown.ts';

type Flag = {
  readonly name: string;
  readonly char?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
  readonly type: 'boolean' | 'option';
  readonly options?: readonly string[];
  readonly default?: unknown;
  readonly hidden?: boolean;
};
type Command = {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  readonly hidden?: boolean;
  readonly errorCodes?: { readonly body: readonly { readonly name: string; readonly description: string }[] };
};

const GLOBAL = ['target-org', 'api-version', 'json', 'flags-dir'];

const EXIT_CODES = table(
  ['code', 'meaning'],
  [
    ['0', 'Done, or nothing to do.'],
    [
      '1',
      'Failed, because of the org, of a file, or of the network; or a check of severity error found something. The message names what is left and the way on.',
    ],
    [
      '2',
      'Wrong flags, or a value that no org could take: `--object Account=fly`. Nothing was written. With `apply --dry-run --detailed-exit-code` also: something would change.',
    ],
    ['68', 'Some users were done and some failed.'],
    ['130', 'Stopped with Ctrl-C. What has been written is told.'],
  ],
);

/** docs/commands.md: every command with its flags and examples, as oclif.manifest.json has them. */
export function commandsPage(): string {
  const shown = commands();
  const titles = shown.map(({ id, summary }) => [`[${words(id)}](#${words(id).replace(/ /g, '-')})`, escaped(summary)]);
  return [
    '# Commands',
    MADE,
    `All commands begin with \`sf integration-user\`, and \`--help\` shows what stands here. Words work in any order: \`sf list license integration-user\`. All take \`-o, --target-org\` (the username or alias of a login, or what \`sf config set target-org\` names), \`--api-version\`, \`--json\` and \`--flags-dir\`.`,
    table(['command', 'what it does'], titles),
    '## Exit codes',
    EXIT_CODES,
    'A command never asks anything without a terminal, with `--json`, or with `--no-prompt`.',
    ...shown.map(section),
  ].join('\n\n');
}

/** The commands of the manifest, in the order of the alphabet. */
export function commands(): Command[] {
  const path = join(import.meta.dirname, '..', '..', 'oclif.manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { readonly commands: Record<string, Command> };
  return Object.values(manifest.commands)
    .filter(({ hidden }) => hidden !== true)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An example with what the manifest leaves open, in two parts: what it does, and the command. */
export function example(text: string, id: string): { readonly what: string; readonly command: string } {
  const [what = '', ...rest] = text
    .replace(/<%= config\.bin %>/g, 'sf')
    .replace(/<%= command\.id %>/g, id.replace(/:/g, ' '))
    .split('\n');
  return { what: what.replace(/:$/, ''), command: rest.join('\n').trim() };
}

const words = (id: string): string => id.replace(/^integration-user:/, '').replace(/:/g, ' ');

function section({ id, summary, description = '', flags, examples = [] }: Command): string {
  const own = Object.values(flags).filter(({ name, hidden }) => !GLOBAL.includes(name) && hidden !== true);
  const order = [...own].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
  return [
    `## ${words(id)}`,
    escaped(summary),
    escaped(description),
    table(
      ['flag', 'what'],
      order.map((flag) => [flagName(flag), flagText(flag)]),
    ),
    ...examples
      .map((text) => example(text, id))
      .flatMap(({ what, command }) => [`${escaped(what)}:`, `\`\`\`sh\n${command}\n\`\`\``]),
  ].join('\n\n');
}

function flagName({ name, char, type, options }: Flag): string {
  const value = type === 'boolean' ? '' : options === undefined ? ' <value>' : ` <${options.join('|')}>`;
  return code(`${char === undefined ? '' : `-${char}, `}--${name}${value}`.replace(/\|/g, '\\|'));
}

function flagText({ summary = '', description = '', required, multiple, default: preset }: Flag): string {
  const isPlain = ['string', 'number'].includes(typeof preset);
  return [
    ...(required === true ? ['**Required.**'] : []),
    escaped(summary),
    escaped(description),
    ...(multiple === true ? ['Can be given several times.'] : []),
    ...(isPlain ? [`Default: ${code(String(preset))}.`] : []),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { split } from 'shlex';
import { root } from '../e2e/root.ts';

/** One command of a block of shell lines. */
export type CommandLine = {
  readonly words: readonly string[];
  /** The file that takes what it prints (`> file`). */
  readonly into?: string;
};

/** The commands of a block: lines that end in a backslash go on, comments are left out. */
export function commandLines(text: string): CommandLine[] {
  return text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
    .flatMap((line) => line.split(' && '))
    .map((line) => {
      const words = split(line);
      const at = words.indexOf('>');
      const into = words[at + 1];
      return at < 0 || into === undefined ? { words } : { words: words.slice(0, at), into };
    });
}

type Flag = { readonly char?: string; readonly aliases?: readonly string[]; readonly type: string };
type Manifest = { readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, Flag>> }>> };

let known: Map<string, Readonly<Record<string, Flag>>> | undefined;

/** Our commands and those of the sf release that the tests use, with their flags. */
function commandsOfSf(): Map<string, Readonly<Record<string, Flag>>> {
  const packages = ['@salesforce', '@oclif'].flatMap((scope) =>
    readdirSync(join(root, 'node_modules', scope)).map((name) => join(root, 'node_modules', scope, name)),
  );
  packages.push(root);
  known ??= new Map(
    packages.flatMap((folder) => {
      try {
        const { commands } = JSON.parse(readFileSync(join(folder, 'oclif.manifest.json'), 'utf8')) as Manifest;
        return Object.entries(commands).map(([id, { flags }]) => [id, flags] as const);
      } catch {
        return [];
      }
    }),
  );
  return known;
}

/** What is wrong with the words or the flags of an sf command, which is not run. */
export function problemWith(words: readonly string[]): string | undefined {
  const all = commandsOfSf();
  const flagsAt = words.findIndex((word) => word.startsWith('-'));
  const named = (flagsAt < 0 ? words : words.slice(0, flagsAt)).slice(1);
  const count = [...named.keys()].reverse().find((last) => all.has(named.slice(0, last + 1).join(':')));
  if (count === undefined) return `sf has no command ${named.join(' ')}`;
  const flags = all.get(named.slice(0, count + 1).join(':')) ?? {};
  const names = Object.entries(flags).flatMap(([name, { char, aliases = [] }]) => [
    `--${name}`,
    ...(char === undefined ? [] : [`-${char}`]),
    ...aliases.map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`)),
  ]);
  const unknown = words
    .filter((word) => /^--?[a-z]/i.test(word))
    .find((word) => !names.includes(word.split('=')[0] ?? ''));
  return unknown === undefined ? undefined : `${named.join(' ')} has no flag ${unknown}`;
}

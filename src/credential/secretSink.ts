import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { error, warning, type Problem } from '../definition/problem.ts';
import { mayWriteInto } from './onDisk.ts';
import { commandProblems, runCommand, type Command } from './runCommand.ts';
import { writeSecretFile } from './secretFile.ts';

/** Where a secret is to go, as flags say it: to a file or to a command, never to both. */
export type SinkFlags = {
  readonly file: string | undefined;
  readonly command: string | undefined;
  /** The command is for the shell, and not split into words here. */
  readonly shell: boolean;
  /** The names of the flags, for messages: `--secret-out` and `--secret-to`. */
  readonly names: { readonly file: string; readonly command: string };
};

/** A place for one secret. Neither function throws, and no problem holds the secret or the arguments of a command. */
export type SecretSink = {
  /** Why the secret could not be delivered, as far as it is seen beforehand, and what is to be known of the place; to be asked before the first write to the org. */
  readonly problems: () => Promise<Problem[]>;
  /** Delivers the secret as it is, without a line break behind it; gives back why it could not. */
  readonly deliver: (secret: string) => Promise<Problem[]>;
};

/**
 * A file takes a secret once: readable by its owner alone, which on Windows is for the folder to see to, whole or not at all, and never in place of another file. A command gets it on its
 * standard input; what it prints is thrown away, for it could be the secret.
 * @param seconds after which a command is stopped
 * @returns undefined when the flags name no place
 */
export function secretSink({ file, command, shell, names }: SinkFlags, seconds?: number): SecretSink | undefined {
  if (file !== undefined) {
    return { problems: () => fileProblems(file, names.file), deliver: (secret) => writeSecretFile(file, secret) };
  }
  if (command === undefined) return undefined;
  const asked: Command = { text: command, shell, flag: names.command, ...(seconds === undefined ? {} : { seconds }) };
  return {
    problems: () => commandProblems(asked),
    deliver: async (secret) => (await runCommand(asked, secret)).problems,
  };
}

async function fileProblems(path: string, flag: string): Promise<Problem[]> {
  // A link that leads nowhere is there, too.
  const exists = await lstat(path).then(
    () => true,
    () => false,
  );
  if (exists) return [error('secretFileExists', path, [path], [flag])];
  const folder = dirname(path);
  if (!(await mayWriteInto(folder))) return [error('secretFolder', path, [folder, path], [folder, flag])];
  return process.platform === 'win32' ? [warning('secretFileWindows', path, [path], [path])] : [];
}

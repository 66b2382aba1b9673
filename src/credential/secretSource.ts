import { createPrivateKey } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { error, warning, type Problem } from '../definition/problem.ts';
import { readText } from '../files/text.ts';
import { commandProblems, runCommand } from './runCommand.ts';

/** Where the secret of an integration comes from; one of the three. */
export type SourceFlags = {
  readonly secretFile: string | undefined;
  readonly secretFrom: string | undefined;
  readonly keyFile: string | undefined;
  /** The command is for the shell. */
  readonly shell: boolean;
};

/** What was read. No problem holds it. */
export type Source = {
  readonly type: 'client-credentials' | 'jwt';
  /** The consumer secret, or the private key as PEM. */
  readonly secret: string;
  readonly problems: readonly Problem[];
};

/** Reads a consumer secret from a file or from what a command prints, or a private key from a file. Never throws. */
export async function readSource({ secretFile, secretFrom, keyFile, shell }: SourceFlags): Promise<Source> {
  if (keyFile !== undefined) return { type: 'jwt', ...(await readKey(keyFile)) };
  if (secretFile !== undefined)
    return { type: 'client-credentials', ...notEmpty(await readSecret(secretFile), secretFile) };
  const command = { text: secretFrom ?? '', shell, flag: '--secret-from' };
  const problems = await commandProblems(command);
  if (problems.length > 0) return { type: 'client-credentials', secret: '', problems };
  const ran = await runCommand(command, '');
  return { type: 'client-credentials', ...notEmpty({ secret: ran.output, problems: ran.problems }, command.flag) };
}

type Text = Omit<Source, 'type'>;

/** Editors and commands end a line that is no part of a secret. */
function notEmpty({ secret, problems }: Text, from: string): Text {
  const text = secret.replace(/\r?\n$/, '');
  return {
    secret: text,
    problems: text === '' && problems.length === 0 ? [error('secretEmpty', from, [from])] : problems,
  };
}

async function readSecret(path: string): Promise<Text> {
  try {
    const [secret, { mode }] = await Promise.all([readText(path), stat(path)]);
    // Windows has no such bits.
    const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
    return { secret, problems: isOpen ? [warning('secretFileOpen', path, [path], [path])] : [] };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { secret: '', problems: [error('secretUnreadable', path, [path, reason], [path])] };
  }
}

async function readKey(path: string): Promise<Text> {
  const { secret, problems } = await readSecret(path);
  if (problems.some(({ severity }) => severity === 'error')) return { secret, problems };
  try {
    if (createPrivateKey(secret).asymmetricKeyType === 'rsa') return { secret, problems };
  } catch {
    // Told below, without the words of the library, which could quote the file.
  }
  return { secret: '', problems: [error('keyNone', path, [path])] };
}

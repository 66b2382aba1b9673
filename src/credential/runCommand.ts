import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { error, type Problem } from '../definition/problem.ts';
import { programAt } from './onDisk.ts';

/** A command that somebody gave with a flag. Its text may hold secrets and is never told. */
export type Command = {
  readonly text: string;
  /** For the shell; otherwise it is split into words as a POSIX shell does, and nothing of it is replaced. */
  readonly shell: boolean;
  /** Name of the flag, for messages. */
  readonly flag: string;
  /** After which it is stopped. */
  readonly seconds?: number;
};

/** What a command printed, or why it failed. */
export type Ran = { readonly output: string; readonly problems: Problem[] };

const SECONDS = 60;
/** Characters; no secret is longer than this, a key included. */
const OUTPUT = 1 << 16;
/** Milliseconds between the request to end and the end, and for the rest of the output of a command that has ended. */
const GRACE = 400;

/** Why a command could not be run, as far as it is seen beforehand. */
export async function commandProblems({ text, shell, flag }: Command): Promise<Problem[]> {
  if (text.trim() === '') return [error('secretCommandEmpty', flag, [flag], [flag])];
  if (shell) return [];
  const [program] = await wordsOf(text);
  if (program === undefined) return [error('secretCommandQuotes', flag, [flag])];
  return (await programAt(program)) !== undefined ? [] : [error('secretProgram', flag, [flag, program], [program])];
}

/** Runs a command and gives it a text on its standard input. What it prints on its standard error is thrown away, for it could be a secret. */
export async function runCommand(command: Command, input: string): Promise<Ran> {
  const { flag, seconds = SECONDS } = command;
  const failed = (id: string, ...tokens: string[]): Ran => ({
    output: '',
    problems: [error(id, flag, [flag, ...tokens], [flag])],
  });
  try {
    const { code, output, late, deaf } = await ended(command, input, seconds);
    if (late) return failed('secretCommandLate', String(seconds));
    if (code !== '0') return failed('secretCommandFailed', code);
    return deaf && input !== '' ? failed('secretCommandDeaf') : { output, problems: [] };
  } catch (thrown) {
    return failed('secretCommandStart', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

type Ended = { readonly code: string; readonly output: string; readonly late: boolean; readonly deaf: boolean };

/** @throws Error when it could not be started */
async function ended({ text, shell }: Command, input: string, seconds: number): Promise<Ended> {
  const [program = '', ...words] = shell ? [text] : await wordsOf(text);
  const child = spawn(shell ? program : ((await programAt(program)) ?? program), words, {
    ...(shell ? {} : { argv0: program }),
    ...{ shell, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true },
  });
  let output = '';
  let late = false;
  let deaf = false;
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output = `${output}${part}`.slice(0, OUTPUT);
  });
  child.stdin.on('error', () => {
    deaf = true;
  });
  const closed = once(child.stdout, 'close');
  const end = setTimeout(() => {
    late = true;
    child.kill();
    setTimeout(() => child.kill('SIGKILL'), GRACE).unref();
  }, seconds * 1000);
  child.stdin.end(input);
  try {
    // Not "close": a process that the command left behind may hold its output open for ever.
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    await Promise.race([closed, sleep(GRACE, undefined, { ref: false })]);
    return { code: String(code ?? signal), output, late, deaf };
  } finally {
    clearTimeout(end);
    child.stdout.destroy();
  }
}

/**
 * Words of a command as a POSIX shell splits it, except that on Windows a backslash stands for itself, as in `C:\\tools\\vault.exe`. None where a
 * quote is not closed. Loaded late: only who names a command pays for it.
 */
export async function wordsOf(text: string, platform: NodeJS.Platform = process.platform): Promise<string[]> {
  const { split } = await import('shlex');
  const doubled = (part: string): string => (part.startsWith("'") ? part : part.replaceAll('\\', '\\\\'));
  try {
    return split(platform === 'win32' ? text.replace(/"[^"]*"|'[^']*'|\\/g, doubled) : text);
  } catch {
    return [];
  }
}

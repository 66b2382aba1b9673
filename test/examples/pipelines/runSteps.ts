import { spawn } from 'node:child_process';
import type { Step } from './extract.ts';

/** What the scripts of a pipeline printed, and the exit code of the first that failed. */
export type RanSteps = { readonly code: number; readonly output: string };

/** Runs scripts one after the other with bash; after one that failed only those that run always. */
export async function runSteps(
  steps: readonly Step[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<RanSteps> {
  let failed = 0;
  let output = '';
  for (const step of steps) {
    if (failed !== 0 && !step.always) continue;
    const ran = await bash(step, cwd, { ...env, ...step.env });
    output += ran.output;
    failed ||= ran.code;
  }
  return { code: failed, output };
}

const LIMIT = 90_000;

function bash({ script, shell }: Step, cwd: string, env: Readonly<Record<string, string>>): Promise<RanSteps> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--norc', ...shell, '-c', script], {
      cwd,
      env: { ...env },
      timeout: LIMIT,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin.end();
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? -1, output });
    });
  });
}

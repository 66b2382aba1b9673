import { spawn, type ChildProcess } from 'node:child_process';

export type Finished = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which the process and all that it started are killed. */
  readonly timeout: number;
  readonly cwd?: string;
  readonly input?: string;
  /** Print straight to this terminal instead of collecting the output. */
  readonly live?: boolean;
};

/** A group of its own lets a time limit, or Ctrl-C, end whatever the process started as well. */
const ownGroup = process.platform !== 'win32';
const running = new Set<ChildProcess>();

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends every process that `run` started and that still runs. */
export function killAll(): void {
  for (const child of running) killGroup(child);
}

process.once('exit', killAll);

/** Runs a Node script with this Node and gives back its output. Rejects when it takes longer than the time limit. */
export function runNode(script: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: options.env,
      cwd: options.cwd,
      detached: ownGroup,
      stdio: options.live === true ? ['ignore', 'inherit', 'inherit'] : 'pipe',
    });
    running.add(child);
    let stdout = '';
    let stderr = '';
    let late = false;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A process that ends without reading its input breaks the pipe; its exit code says what happened.
    child.stdin?.on('error', () => undefined).end(options.input ?? '');
    const timer = setTimeout(() => {
      late = true;
      killGroup(child);
    }, options.timeout);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (late) {
        const seconds = String(options.timeout / 1000);
        reject(new Error(`Stopped after ${seconds} s: ${script} ${args.join(' ')}\n${stdout}\n${stderr}`));
      } else if (code === null) {
        reject(new Error(`Ended by ${signal ?? 'a signal'}: ${script} ${args.join(' ')}\n${stdout}\n${stderr}`));
      } else resolve({ code, stdout, stderr });
    });
  });
}

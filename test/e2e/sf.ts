import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from './environment.ts';
import { type Installed, sfScript } from './install.ts';
import { type Finished, runNode } from './process.ts';

/** The envelope that sf prints with --json. */
type SfJson = {
  readonly status: number;
  readonly result?: unknown;
  readonly warnings?: readonly string[];
  readonly name?: string;
  readonly message?: string;
  readonly exitCode?: number;
};

export type SfResult = Finished & { json(): SfJson };

type SfOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly timeout?: number;
  readonly cwd?: string;
  readonly live?: boolean;
};

export type SfHome = {
  readonly home: string;
  /** Runs the real sf. Never rejects for an exit code, only when the time limit passes. */
  sf(args: readonly string[], options?: SfOptions): Promise<SfResult>;
  remove(): void;
};

function parse(finished: Finished): SfJson {
  try {
    return JSON.parse(finished.stdout) as SfJson;
  } catch {
    throw new Error(`No JSON on stdout (exit ${String(finished.code)}):\n${finished.stdout}\n${finished.stderr}`);
  }
}

/** A private HOME for the real sf, with our plugin when `installed` is given. */
export function openHome(installed?: Installed): SfHome {
  const home = mkdtempSync(join(tmpdir(), 'sf-home-'));
  const base = { ...environment(home), ...(installed === undefined ? {} : { SF_DATA_DIR: installed.dataDir }) };
  return {
    home,
    sf: async (args, options = {}) => {
      const { env, timeout = 60_000, cwd = home, ...rest } = options;
      const finished = await runNode(sfScript, args, { ...rest, env: { ...base, ...env }, timeout, cwd });
      return { ...finished, json: () => parse(finished) };
    },
    remove: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

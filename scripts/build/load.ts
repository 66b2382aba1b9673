import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

type Bundle = {
  readonly entries: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>>;
  readonly ready: Promise<unknown>;
};

/** Set by the build: tells this bundle from that of another version. */
declare const FINGERPRINT: string;

const lib = import.meta.dirname;
const file = join(lib, 'index.cjs');
/** In the folder of the plugin, where nobody else can put anything. */
const kept = join(lib, '..', '.cache', `${FINGERPRINT}-${process.version}-${process.arch}`);
const code = join(kept, 'code');

/**
 * A command or a hook out of the bundle. What V8 has compiled for it is kept for the next time.
 * @param name its path below `src`, e.g. `commands/integration-user/create`
 */
export async function load(name: string): Promise<unknown> {
  running ??= run();
  const { entries, ready } = running.bundle;
  keepLater(name, running.script);
  const entry = await entries[name]?.();
  await ready;
  growBy(70);
  return entry?.default;
}

/**
 * How much may be added to what is alive before V8 looks for garbage, in percent; 0: as it likes. Left alone it lets garbage double that: 30 MB
 * more for 200 users, and no faster. Not before all is loaded, of which nothing is garbage.
 */
function growBy(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${String(percent)}`);
}

/** What all commands and hooks of a process share. */
let running: ReturnType<typeof run> | undefined;

function run(): { readonly bundle: Bundle; readonly script: Script } {
  const cachedData = existsSync(code) ? readFileSync(code) : undefined;
  // ASCII alone, which the build takes care of: read as such, it takes a quarter of the memory on the way.
  const text = `(function (exports, require, module, __filename, __dirname, $import) {${readFileSync(file, 'latin1')}\n})`;
  const script = new Script(text, { filename: file, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  const whole = script.runInThisContext() as (...globals: unknown[]) => void;
  whole(module.exports, createRequire(file), module, file, lib, (url: string) => import(url));
  return { bundle: module.exports as Bundle, script };
}

/** Commands of this process whose first run it is. */
const fresh = new Set<string>();

/** The first run of each command keeps what it compiled beyond what is kept already. */
function keepLater(name: string, script: Script): void {
  const mark = join(kept, name.replaceAll('/', ' '));
  if (existsSync(code) && script.cachedDataRejected !== true && existsSync(mark)) return;
  if (fresh.size === 0)
    process.once('exit', () => {
      // Code is kept for the flags that were set, and a process begins without.
      growBy(0);
      keep(code, script.createCachedData());
      for (const one of fresh) keep(one, '');
    });
  fresh.add(mark);
}

/** Whole or not at all, whoever else does the same; where nothing can be written, nothing is kept. */
function keep(path: string, content: Buffer | string): void {
  const draft = `${path}.${String(process.pid)}`;
  try {
    mkdirSync(kept, { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch {
    return;
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { environment } from './environment.ts';
import { fingerprint } from './fingerprint.ts';
import { packPlugin } from './pack.ts';
import { runNode } from './process.ts';
import { root } from './root.ts';

export type Installed = {
  /** The packed plugin. */
  readonly archive: string;
  /** The manifest made while packing. */
  readonly manifest: string;
  /** Where the real sf keeps its plugins (SF_DATA_DIR): this one holds ours. */
  readonly dataDir: string;
};

/** The plugin as sf installed it. */
export function pluginFolder({ dataDir }: Installed): string {
  return join(dataDir, 'node_modules', 'sf-plugin-integration-user');
}

export const sfScript = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
const cache = join(root, '.cache', 'e2e');
const kept = 3;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes the folder for this process; false when another process that still lives has it. */
function claim(folder: string): boolean {
  const owner = join(folder, 'owner');
  try {
    mkdirSync(folder);
  } catch {
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, 'utf8')))) return false;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
  writeFileSync(owner, String(process.pid));
  return true;
}

function dropOld(): void {
  const age = (name: string): number => statSync(join(cache, name)).mtimeMs;
  const folders = readdirSync(cache).sort((a, b) => age(b) - age(a));
  for (const name of folders.slice(kept)) rmSync(join(cache, name), { recursive: true, force: true });
}

/** Installs a packed plugin into the real sf, whose plugins are in `dataDir` and whose HOME is `home`. */
export async function installArchive(archive: string, home: string, dataDir: string): Promise<void> {
  const url = pathToFileURL(archive).href;
  const configDir = join(home, '.config', 'sf');
  mkdirSync(configDir, { recursive: true });
  writeFileSync(join(configDir, 'unsignedPluginAllowList.json'), JSON.stringify(['sf-plugin-integration-user', url]));
  const result = await runNode(sfScript, ['plugins', 'install', url], {
    env: { ...environment(home), SF_CONFIG_DIR: configDir, SF_DATA_DIR: dataDir },
    timeout: 300_000,
    cwd: home,
  });
  if (result.code !== 0) throw new Error(`sf plugins install failed:\n${result.stdout}\n${result.stderr}`);
}

async function fill(folder: string, installed: Installed): Promise<void> {
  await packPlugin(installed.archive, installed.manifest);
  await installArchive(installed.archive, join(folder, 'home'), installed.dataDir);
}

/**
 * Packs the plugin and installs it into the real sf, unless that was done before for the same content.
 * `say` is told when it is about to take long.
 */
export async function installPlugin(say: (line: string) => void): Promise<Installed> {
  const folder = join(cache, fingerprint());
  const installed: Installed = {
    archive: join(folder, 'plugin.tgz'),
    manifest: join(folder, 'oclif.manifest.json'),
    dataDir: join(folder, 'sf'),
  };
  const done = join(folder, 'done');
  mkdirSync(cache, { recursive: true });
  while (!existsSync(done)) {
    if (!claim(folder)) {
      await delay(1000);
      continue;
    }
    say('Packing the plugin and installing it into the real sf. This takes about a minute, once per change.');
    try {
      await fill(folder, installed);
      writeFileSync(done, '');
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    dropOld();
  }
  return installed;
}

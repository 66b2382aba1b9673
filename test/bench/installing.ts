import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../e2e/environment.ts';
import { installArchive, installPlugin, pluginFolder } from '../e2e/install.ts';
import { runNode } from '../e2e/process.ts';
import { root } from '../e2e/root.ts';
import { megabytes, seconds, table, times, type Section } from './section.ts';

type Manifest = { readonly devDependencies: Readonly<Record<string, string>> };
type Took = { readonly ms: number; readonly mib: number; readonly packages: number };

const npm = join(root, 'node_modules', 'npm', 'bin', 'npm-cli.js');

/** What `sf plugins install` takes, beside the same plugin with its libraries as packages of their own. Those come from the npm registry. */
export async function installSection(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-install-'));
  try {
    const installed = await installPlugin(console.error);
    const other = await withPackages(pluginFolder(installed), folder);
    // Once for the cache of npm.
    await install(other, join(folder, 'first'));
    const rows = [
      ['in one file', await install(installed.archive, join(folder, 'ours'))],
      ['with packages', await install(other, join(folder, 'theirs'))],
    ] as const;
    const [[, ours], [, theirs]] = rows;
    const columns = ['sf plugins install', 'time', 'on the disk', 'packages'];
    const cells = rows.map(([what, { ms, mib, packages }]) => [what, seconds(ms), megabytes(mib), String(packages)]);
    const ratio = `Time: ${times(theirs.ms, ours.ms)} less. Disk: ${times(theirs.mib, ours.mib)} less.`;
    const text =
      'The plugin as it is packed, and the same with the libraries that it uses as dependencies, both from a file; the packages are in the cache of npm.';
    const quarter = (key: 'ms' | 'mib', what: string): string[] =>
      4 * ours[key] > theirs[key] ? [`installing takes more than a quarter of the ${what}`] : [];
    const broken = [...quarter('ms', 'time'), ...quarter('mib', 'disk')];
    return { title: 'Installing', lines: [text, '', ...table(columns, cells), '', ratio], broken };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function install(archive: string, home: string): Promise<Took> {
  const dataDir = join(home, 'sf');
  const start = performance.now();
  await installArchive(archive, home, dataDir);
  const ms = performance.now() - start;
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  const lock = JSON.parse(readFileSync(join(dataDir, 'node_modules', '.package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  return { ms, mib: bytes / 2 ** 20, packages: Object.keys(lock.packages).length };
}

/** The same package without the bundle, and with every library that the sources import as a dependency. */
async function withPackages(plugin: string, folder: string): Promise<string> {
  const copy = join(folder, 'package');
  cpSync(plugin, copy, { recursive: true, filter: (path) => !/(\.cache|index\.cjs)$/.test(path) });
  const own = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as Manifest;
  const used = imported();
  const dependencies = Object.fromEntries(Object.entries(own.devDependencies).filter(([name]) => used.has(name)));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...own, dependencies, scripts: {} }));
  mkdirSync(join(folder, 'home'));
  const env = environment(join(folder, 'home'));
  const packed = await runNode(npm, ['pack', '--ignore-scripts'], { cwd: copy, env, timeout: 120_000 });
  const made = readdirSync(copy).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || made === undefined) throw new Error(`npm pack failed:\n${packed.stdout}\n${packed.stderr}`);
  return join(copy, made);
}

/** The packages that a file of `src` imports. */
function imported(): ReadonlySet<string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const texts = files.map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/(?:from|import\()\s*'((?:@[^/']+\/)?[^./'][^/']*)/g)].flatMap(([, name]) => name ?? []),
    ),
  );
}

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from './environment.ts';
import { runNode } from './process.ts';
import { root } from './root.ts';

/** What `npm pack` reads. The manifest is left out: packing makes it anew. */
const ingredients = [
  'package.json',
  'tsconfig.json',
  'README.md',
  'LICENSE',
  'bin',
  'messages',
  'schemas',
  'scripts',
  'src',
];
const npm = join(root, 'node_modules', 'npm', 'bin', 'npm-cli.js');

/**
 * Packs the plugin as a release would (build, manifest, `npm pack`), from a copy, so that the tree is not touched.
 * Puts the archive at `archive` and leaves the freshly made manifest beside it.
 */
export async function packPlugin(archive: string, manifest: string): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'sf-plugin-pack-'));
  try {
    for (const name of ingredients.filter((each) => existsSync(join(root, each))))
      cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const home = join(copy, '.home');
    mkdirSync(home);
    const packed = await runNode(npm, ['pack'], { cwd: copy, env: environment(home), timeout: 180_000 });
    const made = readdirSync(copy).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || made === undefined)
      throw new Error(`npm pack failed:\n${packed.stdout}\n${packed.stderr}`);
    cpSync(join(copy, made), archive);
    cpSync(join(copy, 'oclif.manifest.json'), manifest);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { inlineAssets } from './assets.ts';
import { changeLibraries } from './changes.ts';
import { bundleOf } from './entries.ts';
import { importing } from './importing.ts';
import { logging, threads } from './logging.ts';
import { inlineMessages } from './messages.ts';
import { terminal } from './terminal.ts';

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  minifyWhitespace: true,
  minifySyntax: true,
  keepNames: true,
  metafile: true,
  legalComments: 'none',
  // A tree whose packages are linked gives the same file.
  preserveSymlinks: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles the commands with every library they use into `lib/index.cjs`, and the threads of the log beside it. */
export async function bundle(root: string, lib: string, entries: readonly string[]): Promise<Metafile[]> {
  mkdirSync(lib, { recursive: true });
  const main = await build({
    ...shared,
    absWorkingDir: root,
    stdin: { contents: bundleOf(entries), resolveDir: root, sourcefile: 'entries.ts', loader: 'ts' },
    outfile: join(lib, 'index.cjs'),
    // Not a module: of a script V8 keeps all that was compiled, of a module only what is compiled before it runs.
    format: 'cjs',
    // Only oclif's reading of TypeScript sources asks for it, which a published plugin does not have.
    external: ['typescript'],
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': '$url' },
    banner: { js: "const $url = require('node:url').pathToFileURL(__filename).href;" },
    // Not shipped: it is as large as the code, and the same commit gives the same map. Names say enough in a stack.
    sourcemap: 'external',
    sourcesContent: false,
    plugins: [inlineMessages, inlineAssets, changeLibraries([...logging, ...importing, ...terminal])],
  });
  escapeAll(join(lib, 'index.cjs'));
  const log = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: Object.entries(threads).map(([out, file]) => ({ in: file, out })),
    outdir: join(lib, 'log'),
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  });
  return [main.metafile, log.metafile];
}

/**
 * esbuild escapes what is beyond ASCII, but for regular expressions. With a single such letter V8 holds all 10 MB of the code in letters of two bytes.
 */
function escapeAll(file: string): void {
  const text = readFileSync(file, 'utf8');
  const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  // eslint-disable-next-line no-control-regex -- exactly what ASCII is not
  writeFileSync(file, text.replace(/[^\x00-\x7f]/g, escaped));
}

/** Writes `lib/load.js`, which runs the bundle, after that is there. */
export async function loader(lib: string): Promise<void> {
  const fingerprint = createHash('sha256')
    .update(readFileSync(join(lib, 'index.cjs')))
    .digest('hex')
    .slice(0, 16);
  await build({
    entryPoints: [join(import.meta.dirname, 'load.ts')],
    outfile: join(lib, 'load.js'),
    format: 'esm',
    target: 'node22',
    define: { FINGERPRINT: JSON.stringify(fingerprint) },
  });
}

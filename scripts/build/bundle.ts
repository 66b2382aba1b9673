import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { inlineAssets } from './assets.ts';
import { bundleOf } from './entries.ts';
import { inlineMessages } from './messages.ts';
import { placeThreads, threads } from './logging.ts';

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

/** CommonJS parts of a bundle that is a module find what Node gives them otherwise. */
const banner = `import { createRequire as $createRequire } from 'node:module';
import { fileURLToPath as $toPath } from 'node:url';
import { dirname as $dirname } from 'node:path';
const require = $createRequire(import.meta.url);
const __filename = $toPath(import.meta.url);
const __dirname = $dirname(__filename);`;

/** The developer tools of React, which ink asks for in development alone. */
const noDevtools: Plugin = {
  name: 'no-devtools',
  setup: (it) => {
    it.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    it.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

/** Bundles the commands with every library they use into `lib/index.js`, and the threads of the log beside it. */
export async function bundle(root: string, lib: string, entries: readonly string[]): Promise<Metafile[]> {
  mkdirSync(lib, { recursive: true });
  const main = await build({
    ...shared,
    absWorkingDir: root,
    stdin: { contents: bundleOf(entries), resolveDir: root, sourcefile: 'entries.ts', loader: 'ts' },
    outfile: join(lib, 'index.js'),
    format: 'esm',
    // Only oclif's reading of TypeScript sources asks for it, which a published plugin does not have.
    external: ['typescript'],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: banner },
    // Not shipped: it is as large as the code, and the same commit gives the same map. Names say enough in a stack.
    sourcemap: 'external',
    sourcesContent: false,
    plugins: [inlineMessages, inlineAssets, placeThreads, noDevtools],
  });
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

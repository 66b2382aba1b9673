import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** The module that reads what belongs into the HTML report from files, which a published plugin does not have. */
const reader = /[\\/]report[\\/]audit[\\/]html[\\/]assets\.ts$/;

/** A file of each package of which something goes into the report. */
export const inlinedFiles: readonly string[] = ['node_modules/datatables.net/package.json'];

/** Puts what that module reads into the bundle, each of its exports as the text that it is. */
export const inlineAssets: Plugin = {
  name: 'inline-assets',
  setup: (build) => {
    build.onLoad({ filter: reader }, async ({ path }) => {
      const texts = (await import(pathToFileURL(path).href)) as Readonly<Record<string, string>>;
      const exports = Object.entries(texts).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`);
      return { contents: exports.join('\n'), loader: 'ts' };
    });
  },
};

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** What has to be different in a file of a library. */
export type Change = { readonly file: RegExp; readonly from: string; readonly to: string };

/** Bundles libraries with small changes. Fails when a library no longer says what is replaced. */
export function changeLibraries(changes: readonly Change[]): Plugin {
  const files = [...new Set(changes.map(({ file }) => file.source))];
  return {
    name: 'change-libraries',
    setup: (build) => {
      for (const source of files) {
        build.onLoad({ filter: new RegExp(source) }, ({ path }) => {
          const own = changes.filter(({ file }) => file.source === source);
          const text = readFileSync(path, 'utf8');
          const missing = own.filter(({ from }) => !text.includes(from));
          if (missing.length > 0) return { errors: missing.map(({ from }) => ({ text: `${path} has no ${from}` })) };
          const contents = own.reduce((now, { from, to }) => now.replaceAll(from, () => to), text);
          return { contents, resolveDir: dirname(path) };
        });
      }
    },
  };
}

import type { Change } from './changes.ts';

/** A script may not import what is not in it; `lib/load.js`, a module, does it for these libraries. */
export const importing: readonly Change[] = [
  {
    file: /[\\/]@oclif[\\/]core[\\/]lib[\\/]module-loader\.js$/,
    from: 'await import((0, node_url_1.pathToFileURL)(filePath).href)',
    to: 'await $import((0, node_url_1.pathToFileURL)(filePath).href)',
  },
];

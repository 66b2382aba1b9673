import { join } from 'node:path';
import type { Change } from './changes.ts';

const modules = join(import.meta.dirname, '../../node_modules');

/** What sf's log runs in a thread of its own, and so loads by the name of a file: names in `lib/log`, and where they come from. */
export const threads = {
  'thread-stream-worker': join(modules, 'thread-stream/lib/worker.js'),
  'pino-worker': join(modules, 'pino/lib/worker.js'),
  'pino-file': join(modules, 'pino/file.js'),
  'pino-pretty': join(modules, 'pino-pretty/index.js'),
  transform: join(modules, '@salesforce/core/lib/logger/transformStream.js'),
};

const place = (name: keyof typeof threads): string => `require('node:path').join(__dirname, 'log', '${name}.cjs')`;
const overrides = "'__bundlerPathsOverrides' in globalThis ? globalThis.__bundlerPathsOverrides : {}";

/** Lets the log of sf find its threads beside the bundle: in it the folder of each of these files is `lib`. */
export const logging: readonly Change[] = [
  {
    file: /[\\/]pino[\\/]lib[\\/]transport\.js$/,
    from: overrides,
    to: `{ 'pino-worker': ${place('pino-worker')}, 'pino/file': ${place('pino-file')}, 'pino-pretty': ${place('pino-pretty')} }`,
  },
  {
    file: /[\\/]thread-stream[\\/]index\.js$/,
    from: overrides,
    to: `{ 'thread-stream-worker': ${place('thread-stream-worker')} }`,
  },
  {
    file: /[\\/]@salesforce[\\/]core[\\/]lib[\\/]logger[\\/]logger\.js$/,
    from: "path.join('..', '..', 'lib', 'logger', 'transformStream')",
    to: place('transform'),
  },
];

import type { Change } from './changes.ts';

/**
 * Tables and stages are laid out by a library in WebAssembly, which takes a while to start and which others wait for with an await of their own.
 * In a script nobody can: it starts together with the command, and `lib/load.js` waits for it (`ready`).
 */
const layout: readonly Change[] = [
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/,
    from: 'const Yoga = wrapAssembly(await loadYoga());',
    to: `import constants from './generated/YGEnums.js';
const Yoga = { ...constants };
export const ready = loadYoga().then((assembly) => Object.assign(Yoga, wrapAssembly(assembly)));`,
  },
];

/** What ink does in development alone: it would ask for tools of React that are not there. */
const development: readonly Change[] = [
  { file: /[\\/]ink[\\/]build[\\/]reconciler\.js$/, from: "process.env['DEV'] === 'true'", to: 'false' },
];

export const terminal = [...layout, ...development];

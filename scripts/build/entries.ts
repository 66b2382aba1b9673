import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What oclif looks for below `lib`, each in a file of its own. */
const kinds = ['commands', 'hooks'] as const;

/** The modules of a source tree that oclif loads, as paths below `src` without an ending. */
export function entriesIn(root: string): string[] {
  return kinds.flatMap((kind) =>
    readdirSync(join(root, 'src', kind), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${kind}/${name.slice(0, -'.ts'.length).replaceAll('\\', '/')}`)
      .sort(),
  );
}

/** The text of the script that is bundled: for each entry, how to load it, and what must be ready before it runs. */
export function bundleOf(entries: readonly string[]): string {
  const loaders = entries.map((name) => `  '${name}': () => import('./src/${name}.ts'),`);
  return ["export { ready } from 'yoga-layout';", 'export const entries = {', ...loaders, '};', ''].join('\n');
}

/** Writes, for each entry, the file in which oclif looks for it: it fetches the entry out of the bundle. */
export function writeStubs(lib: string, entries: readonly string[]): void {
  for (const name of entries) {
    const file = join(lib, `${name}.js`);
    const up = '../'.repeat(name.split('/').length - 1);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { load } from '${up}load.js';\n\nexport default await load('${name}');\n`);
  }
}

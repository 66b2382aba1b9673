import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = 'src/commands';

/** The commands of a source tree as paths below its folder of commands, without an ending. */
export function commandsIn(root: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length).replaceAll('\\', '/'))
    .sort();
}

/** The text of the script that is bundled: for each command, how to load it, and what must be ready before it runs. */
export function entryOf(commands: readonly string[]): string {
  const loaders = commands.map((name) => `  '${name}': () => import('./${folder}/${name}.ts'),`);
  return ["export { ready } from 'yoga-layout';", 'export const commands = {', ...loaders, '};', ''].join('\n');
}

/** Writes, for each command, the file in which oclif looks for it: it fetches the command out of the bundle. */
export function writeStubs(lib: string, commands: readonly string[]): void {
  for (const name of commands) {
    const file = join(lib, 'commands', `${name}.js`);
    const up = '../'.repeat(name.split('/').length);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { load } from '${up}load.js';\n\nexport default await load('${name}');\n`);
  }
}

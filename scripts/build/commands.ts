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

/** The text of the module that is bundled: for each command, how to load it. */
export function entryOf(commands: readonly string[]): string {
  const loaders = commands.map((name) => `  '${name}': () => import('./${folder}/${name}.ts'),`);
  return ['export const commands = {', ...loaders, '};', ''].join('\n');
}

/**
 * Writes, for each command, the file in which oclif looks for it: it fetches the command out of the bundle. What V8 makes of
 * the bundle is kept in the folder of the plugin, where nobody else can put anything; where it cannot be written, it is not kept.
 */
export function writeStubs(lib: string, commands: readonly string[]): void {
  for (const name of commands) {
    const file = join(lib, 'commands', `${name}.js`);
    const up = '../'.repeat(name.split('/').length);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `import module from 'node:module';
import { fileURLToPath } from 'node:url';

module.enableCompileCache?.(fileURLToPath(new URL('../${up}.cache', import.meta.url)));
const { commands } = await import('${up}index.js');
export default (await commands['${name}']()).default;
`,
    );
  }
}

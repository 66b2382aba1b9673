import { Config } from '@oclif/core';
import { join } from 'node:path';
import { RUNS } from './everyCommand.ts';

/** Runs all commands in this process, which has a HOME, a folder and a log of its own, and says of each how it ended. */
const root = join(import.meta.dirname, '../..');
const [target = ''] = process.argv.slice(2);
const config = await Config.load({ root });
for (const [id = '', ...args] of RUNS) {
  process.exitCode = 0;
  const file = join(root, 'src/commands/integration-user', `${id.replace(' ', '/')}.ts`);
  const { default: command } = (await import(file)) as {
    default: { run: (args: string[], config: Config) => Promise<unknown> };
  };
  const org = args.includes('--offline') ? [] : ['--target-org', target];
  const code = await command.run([...args, ...org], config).then(
    () => process.exitCode,
    (error: unknown) => (error as { exitCode?: number }).exitCode ?? String(error),
  );
  process.stdout.write(`\nENDED ${String(code)}: ${id} ${args.join(' ')}\n`);
}
process.exitCode = 0;

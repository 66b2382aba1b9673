/** One command in a process of its own, so that its peak memory is its own. Started by measure.ts. */
import { Config } from '@oclif/core';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

type Command = { readonly default: { run(argv: string[], config: Config): Promise<unknown> } };

const [report = '', name = '', ...args] = process.argv.slice(2);
const config = await Config.load({ root: join(import.meta.dirname, '../..') });
const { default: command } = (await import(`../../src/commands/integration-user/${name}.ts`)) as Command;
const start = performance.now();
const atRest = process.resourceUsage().maxRSS;
process.once('exit', () => {
  const { maxRSS } = process.resourceUsage();
  writeFileSync(report, JSON.stringify({ ms: performance.now() - start, peakKiB: maxRSS, atRestKiB: atRest }));
});
await command.run([...args, '--json'], config);

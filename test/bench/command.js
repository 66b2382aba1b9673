/** One built command in a process of its own, so that its peak memory is its own. Started by measure.ts; plain, so that nothing is compiled in it. */
import { Config } from '@oclif/core';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [report, name, ...args] = process.argv.slice(2);
const config = await Config.load({ root: join(import.meta.dirname, '../..') });
const { default: command } = await import(`../../lib/commands/integration-user/${name}.js`);
/** Linux passes the largest resident set of a process on to the next program in it; the one of the program alone is VmHWM. */
const peakKiB = () => {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
};
const atRestKiB = peakKiB();
const start = process.hrtime.bigint();
process.once('exit', () => {
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  writeFileSync(report, JSON.stringify({ ms, atRestKiB, peakKiB: peakKiB() }));
});
await command.run(args, config);

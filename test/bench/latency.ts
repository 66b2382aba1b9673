import { expectCreated, expectUnchanged, inOrg } from './inOrg.ts';
import { measure, type Measured } from './measure.ts';
import { table, times, type Section } from './section.ts';

const LATENCIES = [20, 80, 300];
const size = { users: 10, objects: 5, fields: 40 };
const one = ['--username', 'app001@acme.integration'];

/** What is run, in this order, in one org. */
const STEPS: readonly (readonly [what: string, command: string, args: (file: string) => readonly string[]])[] = [
  ['apply', 'apply', (file) => ['--definition-file', file]],
  ['apply, again', 'apply', (file) => ['--definition-file', file]],
  ['list', 'list', () => []],
  ['display', 'display', () => one],
  ['verify', 'verify', (file) => ['--definition-file', file]],
  ['license list', 'license/list', () => []],
];

/** Ten users: how many requests wait for one another, and what a slower org costs. */
export async function latencySection(): Promise<Section> {
  const found = new Map<string, Measured[]>(STEPS.map(([what]) => [what, []]));
  for (const latencyMs of LATENCIES) {
    await inOrg(size, latencyMs, async (org, file) => {
      for (const [what, command, args] of STEPS) {
        found.get(what)?.push(await measure(org, command, args(file), [0, 1]));
        if (what === 'apply') expectCreated(org, size);
        else expectUnchanged(org);
      }
    });
    process.stderr.write(`latency: ${String(latencyMs)} ms\n`);
  }
  const rows = [...found].map(([what, each]) => [
    what,
    String(each[0]?.requests),
    String(each[0]?.roundTrips),
    ...each.map(({ ms }) => times(ms, each[0]?.ms ?? 1)),
  ]);
  const columns = ['command, 10 users', 'requests', 'one after another', ...LATENCIES.map((ms) => `${String(ms)} ms`)];
  const text =
    'Requests that do not depend on one another run together. Those one after another are the round trips on the critical path: the most requests of which each began after another had been answered. Time is a multiple of that of the fastest org.';
  return { title: 'Latency', lines: [text, '', ...table(columns, rows)], broken: [] };
}

/** `npm run bench`: see HELP. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auditSection } from './audit.ts';
import { expectBuilt } from './built.ts';
import { chainSection } from './chain.ts';
import { growthSection } from './growth.ts';
import { installSection } from './installing.ts';
import { latencySection } from './latency.ts';
import { requestsSection } from './requests.ts';
import { startSection } from './start.ts';
import type { Section } from './section.ts';

const HELP = `npm run bench [-- options]: what the commands cost, beside what is promised.

  --section NAME   chain, start, install, requests, latency, growth, or audit; repeat it for several; all without it
  --runs N         runs of chain and start, of which the median is told (7)
  --users N        leave larger definitions out of requests and growth
  --org-users N    leave larger orgs out of audit (100000)
  --latency MS     before each answer, in chain, requests and audit (80)
  --write          write docs/benchmarks.md; needs every section

On two idle processors: chain 2 minutes, start 1, install 1 (needs the npm registry, or its cache), requests 6, latency 1, growth 3,
audit 3. Run it on an otherwise idle computer.
Exits with 1 when a promise is broken. Build first: npm run build.`;

const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    section: { type: 'string', multiple: true },
    runs: { type: 'string', default: '7' },
    users: { type: 'string', default: '1000' },
    'org-users': { type: 'string', default: '100000' },
    latency: { type: 'string', default: '80' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [runs, latencyMs, most] = [Number(values.runs), Number(values.latency), Number(values.users)];
const upTo = (counts: readonly number[]): number[] => counts.filter((count) => count <= most);

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  chain: () => chainSection(runs, latencyMs),
  start: () => startSection(runs),
  install: () => installSection(),
  requests: () => requestsSection(upTo([1, 10, 200]), latencyMs),
  latency: () => latencySection(),
  growth: () => growthSection(upTo([1, 10, 100, 1000])),
  audit: () =>
    auditSection(
      [1000, 10_000, 100_000].filter((count) => count <= Number(values['org-users'])),
      latencyMs,
    ),
};

/** What the numbers were taken under. */
function conditions(): string {
  return `A simulated org on the same computer (requests: ${String(latencyMs)} ms before each answer, growth: none); Node ${process.versions.node}, ${process.platform} ${process.arch}, ${String(availableParallelism())} processors, which org and command share. Every command ran as built, in a process of its own. Ratios say something; seconds and megabytes are those of this computer.`;
}

function page(sections: readonly Section[]): string {
  const broken = sections.flatMap((section) => section.broken).map((promise) => `- Not as promised: ${promise}.`);
  const parts = sections.flatMap(({ title, lines }) => ['', `## ${title}`, '', ...lines]);
  const head = ['# Benchmarks', '', 'Written by `npm run bench -- --write`.', '', conditions()];
  return [...head, ...(broken.length > 0 ? ['', ...broken] : []), ...parts, ''].join('\n');
}

async function main(): Promise<void> {
  const names = values.section ?? Object.keys(SECTIONS);
  const unknown = names.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0) throw new Error(`No section ${unknown.join(', ')}.\n\n${HELP}`);
  if (values.write && values.section !== undefined) throw new Error('--write needs every section.');
  expectBuilt(ROOT);
  const sections: Section[] = [];
  for (const name of names) {
    const section = await SECTIONS[name]?.();
    if (section !== undefined) sections.push(section);
  }
  const text = page(sections);
  console.log(text);
  if (values.write) writeFileSync(join(ROOT, 'docs/benchmarks.md'), text);
  for (const promise of sections.flatMap((section) => section.broken)) {
    console.error(`Not as promised: ${promise}`);
    process.exitCode = 1;
  }
}

if (values.help) console.log(HELP);
else await main();

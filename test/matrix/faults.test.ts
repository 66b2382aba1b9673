import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { dumpOf } from '../commands/difference.ts';
import type { Fault } from '../org/faults/fault.ts';
import { canonical } from './canonical.ts';
import { SCENES, type Scene } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';

/** Stands for 30 seconds; the limit of a request is shortened in the same way. */
const LATE = 900;
const LIMIT = 400;

const FAULTS: Readonly<Record<string, Fault>> = {
  'dropped before processing': { kind: 'drop-before' },
  'dropped after the commit': { kind: 'drop-after' },
  '500': { kind: 'status', code: 500 },
  '500 after the commit': { kind: 'status', code: 500, committed: true },
  '502 with a page': { kind: 'status', code: 502 },
  '502 with a page after the commit': { kind: 'status', code: 502, committed: true },
  '503': { kind: 'status', code: 503 },
  '429': { kind: 'status', code: 429 },
  'the daily limit of requests': { kind: 'status', code: 403 },
  'a locked row': { kind: 'lock' },
  'a truncated answer': { kind: 'truncated' },
  garbage: { kind: 'garbage' },
  'a page in place of the answer': { kind: 'html' },
  '401 once': { kind: 'expired' },
  'an answer that comes too late': { kind: 'slow', ms: LATE },
};

/** What a run that does not end well must tell: what became of the org, and the way on. */
const WAY_ON = /again|login|mend/i;
const STATE =
  /was lost|Nothing was written|as it was before|taken back|could not be read|is done|has been done|is in the org|accepted/i;

/** @returns what is wrong in this cell */
async function cell({ org, before, end }: Stage, scene: Scene, fault: Fault, at: number): Promise<string[]> {
  org.clearRequests();
  const started = performance.now();
  org.faults.add({ ...fault, at });
  const { HTTP_TIMEOUT } = process.env;
  if (fault.kind === 'slow') process.env['HTTP_TIMEOUT'] = String(LIMIT);
  const wrong: string[] = [];
  try {
    const { exitCode, json } = await scene.run(org);
    const told = [json.message, ...(json.actions ?? []), ...json.warnings].join('\n');
    if (exitCode !== 0 && !STATE.test(told)) wrong.push(`does not say what is done: ${told}`);
    if (exitCode !== 0 && !WAY_ON.test(told)) wrong.push(`does not say how to go on: ${told}`);
    if (![0, 1, 68].includes(exitCode)) wrong.push(`exit code ${String(exitCode)}: ${told}`);
  } finally {
    if (HTTP_TIMEOUT === undefined) Reflect.deleteProperty(process.env, 'HTTP_TIMEOUT');
    else process.env['HTTP_TIMEOUT'] = HTTP_TIMEOUT;
    org.faults.clear();
  }
  if (fault.kind === 'slow') await sleep(Math.max(0, LATE * 1.2 - (performance.now() - started)));
  const again = await scene.run(org);
  if (again.exitCode !== 0)
    wrong.push(`the second run ends with ${String(again.exitCode)}: ${String(again.json.message)}`);
  const got = canonical(before, dumpOf(org));
  const more = got.filter((row) => !end.includes(row));
  const less = end.filter((row) => !got.includes(row));
  if (more.length + less.length > 0 || got.length !== end.length)
    wrong.push(['the end differs', ...more.map((row) => `+ ${row}`), ...less.map((row) => `- ${row}`)].join('\n'));
  return wrong;
}

const counts = new Map<string, { cells: number; converged: number }>();

describe('whatever goes wrong with whichever request, a second run ends as an undisturbed one', () => {
  after(() => {
    for (const [scene, { cells, converged }] of counts)
      process.stdout.write(`    ${scene}: ${String(cells)} cells run, ${String(converged)} converged\n`);
  });
  for (const scene of SCENES)
    describe(scene.name, () => {
      let stage: Stage;
      const count = { cells: 0, converged: 0 };
      before(async () => {
        stage = await openStage(scene);
        counts.set(scene.name, count);
      });
      after(() => stage.org.close());
      for (const [what, fault] of Object.entries(FAULTS))
        it(what, async () => {
          const wrong: string[] = [];
          for (let at = 1; at <= stage.requests; at += 1) {
            const found = await stage.play(() => cell(stage, scene, fault, at));
            count.cells += 1;
            if (found.length === 0) count.converged += 1;
            wrong.push(...found.map((text) => `request ${String(at)}: ${text}`));
          }
          expect(wrong.join('\n')).to.equal('');
        }).timeout(120_000);
    });
});

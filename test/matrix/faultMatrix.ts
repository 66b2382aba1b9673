import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { dumpOf } from '../commands/difference.ts';
import type { Fault } from '../org/faults/fault.ts';
import { countCells } from './count.ts';
import { differences, sceneOf, type Scene, type SceneName } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';
import { wronglyTold } from './told.ts';

/** Stands for 30 seconds; the limit of a request is shortened in the same way. */
const LATE = 900;
const LIMIT = 400;

/** `migrate` reads a lot and takes long: unless all are wanted, each kind meets one of its reads in so many. */
const EVERY = process.env['MATRIX'] === 'all' ? 1 : 10;

type Kind = {
  readonly fault: Fault;
  /** What happens to the answer after a commit: a read commits nothing, so that it is the same there as another kind. */
  readonly writesOnly?: true;
};

const KINDS: Readonly<Record<string, Kind>> = {
  'dropped before processing': { fault: { kind: 'drop-before' } },
  'dropped after the commit': { fault: { kind: 'drop-after' }, writesOnly: true },
  '500': { fault: { kind: 'status', code: 500 } },
  '500 after the commit': { fault: { kind: 'status', code: 500, committed: true }, writesOnly: true },
  '502 with a page': { fault: { kind: 'status', code: 502 } },
  '502 with a page after the commit': { fault: { kind: 'status', code: 502, committed: true }, writesOnly: true },
  '503': { fault: { kind: 'status', code: 503 } },
  '429': { fault: { kind: 'status', code: 429 } },
  'the daily limit of requests': { fault: { kind: 'status', code: 403 } },
  'a locked row': { fault: { kind: 'lock' } },
  'a truncated answer': { fault: { kind: 'truncated' } },
  garbage: { fault: { kind: 'garbage' } },
  'a page in place of the answer': { fault: { kind: 'html' } },
  '401 once': { fault: { kind: 'expired' } },
  'an answer that comes too late': { fault: { kind: 'slow', ms: LATE }, writesOnly: true },
};

/** @returns what is wrong in this cell */
async function cell({ org, before, end }: Stage, scene: Scene, fault: Fault, at: number): Promise<string[]> {
  const started = performance.now();
  const first = await withLimit(fault.kind === 'slow' ? LIMIT : undefined, () => {
    org.faults.add({ ...fault, at });
    return scene.run(org);
  });
  org.faults.clear();
  if (fault.kind === 'slow') await sleep(Math.max(0, LATE * 1.2 - (performance.now() - started)));
  const wrong = wronglyTold(first, org, before, dumpOf(org));
  const again = await scene.run(org);
  if (again.exitCode !== 0)
    wrong.push(`the second run ends with ${String(again.exitCode)}: ${String(again.json.message)}`);
  return [...wrong, ...differences(org, before, end)];
}

async function withLimit<T>(milliseconds: number | undefined, body: () => Promise<T>): Promise<T> {
  const { HTTP_TIMEOUT } = process.env;
  if (milliseconds !== undefined) process.env['HTTP_TIMEOUT'] = String(milliseconds);
  try {
    return await body();
  } finally {
    if (HTTP_TIMEOUT === undefined) Reflect.deleteProperty(process.env, 'HTTP_TIMEOUT');
    else process.env['HTTP_TIMEOUT'] = HTTP_TIMEOUT;
  }
}

/** Each kind of fault at each request of a command; after it a second run must end as an undisturbed one. */
export function faultMatrix(name: SceneName): void {
  describe(`${name}: whatever goes wrong with whichever request, a second run ends as an undisturbed one`, () => {
    const scene = sceneOf(name);
    const count = countCells(`${name}, faults`);
    let stage: Stage;
    before(async () => {
      stage = await openStage(scene);
    });
    after(() => stage.close());
    for (const [index, [what, { fault, writesOnly }]] of Object.entries(KINDS).entries())
      it(what, async () => {
        const wrong: string[] = [];
        const isMet = (read: number): boolean => !writesOnly && (name !== 'migrate' || (read + index) % EVERY === 0);
        for (const { at } of stage.requests.filter(({ isWrite, at }) => isWrite || isMet(at))) {
          const found = await stage.play(() => cell(stage, scene, fault, at));
          count(found);
          wrong.push(...found.map((text) => `request ${String(at)}: ${text}`));
        }
        expect(wrong.join('\n')).to.equal('');
      }).timeout(900_000);
  });
}

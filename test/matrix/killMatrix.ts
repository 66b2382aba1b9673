import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { difference, dumpOf, type Dump } from '../commands/difference.ts';
import { countCells } from './count.ts';
import { differences, sceneOf, type Scene, type SceneName } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';
import { forgetHome, makeHome, start } from './started.ts';

/** How long the request is on its way at which the process is ended; Salesforce carries it out all the same. */
const ON_ITS_WAY = 150;
/** Every request of every command; without it that is so of `create`, for a process takes a second to start. */
const isWhole = process.env['MATRIX'] === 'all';
/** Of the other commands each signal meets one request in so many. */
const EVERY = 4;
const NOTHING = /Nothing was written|accepted so far: nothing/;

/** @returns what is wrong in this cell */
async function cell(
  stage: Stage,
  home: string,
  scene: Scene,
  signal: 'SIGKILL' | 'SIGINT',
  at: number,
): Promise<string[]> {
  const { org, before, end } = stage;
  org.clearRequests();
  org.faults.add({ kind: 'slow', ms: ON_ITS_WAY, at });
  const { child, ended } = start(org, home, scene);
  while (org.requests.length < at && child.exitCode === null) await sleep(2);
  child.kill(signal);
  // The org is as it was at the signal: it answers nothing as long as this reads it.
  const now = dumpOf(org);
  const { code, signal: by, output } = await ended;
  await sleep(ON_ITS_WAY * 1.5);
  org.faults.clear();
  const wrong = signal === 'SIGKILL' ? [] : wronglyTold(output, before, now);
  const asKilled = signal === 'SIGKILL' ? by === 'SIGKILL' : code === 130;
  if (!asKilled || /^ +at |Unhandled/m.test(output)) wrong.push(`ended with ${String(code ?? by)}: ${output}`);
  const again = await scene.run(org);
  if (again.exitCode !== 0)
    wrong.push(`the second run ends with ${String(again.exitCode)}: ${String(again.json.message)}`);
  return [...wrong, ...differences(org, before, end)];
}

/** Compares what an interrupted run tells with what it had done by then. */
function wronglyTold(output: string, before: Dump, now: Dump): string[] {
  const { added, removed, changed } = difference(before, now);
  const made = [...(added['Profile'] ?? []), ...(added['PermissionSet'] ?? []), ...(added['User'] ?? [])].filter(
    (row) => row['IsOwnedByProfile'] !== 1,
  );
  // Ten changes are told by name, then how many more there are.
  const names = /and \d+ more/.test(output) ? [] : made.map((row) => String(row['Username'] ?? row['Name']));
  const hasChanged = Object.keys({ ...added, ...removed, ...changed }).length > 0;
  return [
    ...(output.includes('Stopped at') ? [] : ['does not say where it stopped']),
    ...names.filter((name) => !output.includes(name)).map((name) => `does not say that ${name} is there`),
    ...(hasChanged && NOTHING.test(output) ? ['says that nothing was written'] : []),
    ...(!hasChanged && !NOTHING.test(output) ? ['says that something was written'] : []),
    ...(hasChanged && !output.includes('same command again') ? ['does not say how to go on'] : []),
  ].map((text) => `${text}\n${output}`);
}

/** The process of a command ended at its requests; after it a second run must end as an undisturbed one. */
export function killMatrix(name: SceneName): void {
  describe(`${name}: ended from outside at whichever request, a second run ends as an undisturbed one`, () => {
    const scene = sceneOf(name);
    const count = countCells(`${name}, ended from outside`);
    let stage: Stage;
    let home: string;
    before(async () => {
      stage = await openStage(scene);
      home = makeHome(stage.org);
    });
    after(async () => {
      await stage.close();
      forgetHome(home);
    });
    for (const [signal, first] of [
      ['SIGKILL', 2],
      ['SIGINT', 0],
    ] as const)
      it(signal, async () => {
        const wrong: string[] = [];
        for (const { at } of stage.requests.filter(
          ({ at }) => isWhole || name === 'create' || (at + first) % EVERY === 0,
        )) {
          const found = await stage.play(() => cell(stage, home, scene, signal, at));
          count(found);
          wrong.push(...found.map((text) => `request ${String(at)}: ${text}`));
        }
        expect(wrong.join('\n')).to.equal('');
      }).timeout(900_000);
  });
}

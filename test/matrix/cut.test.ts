import { expect } from 'chai';
import { countCells } from './count.ts';
import { differences, sceneOf, type SceneName } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';

/** More requests than a run that hears nothing sends. */
const ENOUGH = 200;
/** Of the reads before the first write, which change nothing, one in so many is met. */
const EVERY = process.env['MATRIX'] === 'all' ? 1 : 6;

/** At which requests a run is cut off: wherever something may be half done. */
function meeting({ requests }: Stage): number[] {
  const first = requests.find(({ isWrite }) => isWrite)?.at ?? 1;
  return requests.filter(({ at }) => at >= first || at % EVERY === 0).map(({ at }) => at);
}

/** What a kill at a request comes to in the org, without a process for each: nothing reaches it from there on, and nothing is heard of it. */
for (const name of ['migrate', 'migrate --undo', 'retire'] satisfies SceneName[])
  describe(`${name}: cut off at whichever request, a second run ends as an undisturbed one`, () => {
    const scene = sceneOf(name);
    const count = countCells(`${name}, cut off`);
    let stage: Stage;
    before(async () => {
      stage = await openStage(scene);
    });
    after(() => stage.close());
    for (const last of ['drop-before', 'drop-after'] as const)
      it(last === 'drop-before' ? 'before the org gets it' : 'after the org has done it', async () => {
        const wrong: string[] = [];
        for (const at of meeting(stage)) {
          const found = await stage.play(async () => {
            const { org } = stage;
            org.clearRequests();
            org.faults.add({ kind: last, at });
            for (let later = at + 1; later < at + ENOUGH; later += 1)
              org.faults.add({ kind: 'drop-before', at: later });
            const cut = await scene.run(org);
            org.faults.clear();
            const isTold = cut.exitCode !== 0 || cut.json.warnings.some((text) => text.includes('same command again'));
            const again = await scene.run(org);
            return [
              ...(isTold || at === stage.requests.length ? [] : ['the run that was cut off ends well']),
              ...(again.exitCode === 0 ? [] : [`the second run ends with ${String(again.json.message)}`]),
              ...differences(org, stage.before, stage.end),
            ];
          });
          count(found);
          wrong.push(...found.map((text) => `request ${String(at)}: ${text}`));
        }
        expect(wrong.join('\n')).to.equal('');
      }).timeout(300_000);
  });

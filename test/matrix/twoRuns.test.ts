import { expect } from 'chai';
import { differences, sceneOf } from './scenes.ts';
import { openStage } from './stage.ts';
import { forgetHome, makeHome, start } from './started.ts';

describe('two runs of the same command at the same time', () => {
  for (const scene of [sceneOf('create'), sceneOf('apply')])
    it(`${scene.name}: one of everything at the end, and both end well or say why not`, async () => {
      const { org, play, before, end } = await openStage(scene);
      const home = makeHome(org);
      try {
        for (let round = 0; round < 3; round += 1)
          await play(async () => {
            const both = await Promise.all([start(org, home, scene).ended, start(org, home, scene).ended]);
            for (const { code, output } of both) {
              expect(code, output).to.be.oneOf([0, 1, 68]);
              if (code !== 0) expect(output).to.match(/same command again/);
              expect(output).not.to.match(/^ +at |Unhandled/m);
            }
            const again = await scene.run(org);
            expect(again.exitCode, again.json.message).to.equal(0);
            expect(differences(org, before, end)).to.deep.equal([]);
          });
      } finally {
        await org.close();
        forgetHome(home);
      }
    }).timeout(120_000);
});

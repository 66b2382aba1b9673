import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { dumpOf } from '../commands/difference.ts';
import { writeLogin } from '../commands/harness.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { canonical } from './canonical.ts';
import { SCENES, threeUsers, type Scene } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';

/** How long the request is on its way at which the process is ended; Salesforce carries it out all the same. */
const ON_ITS_WAY = 150;
const bin = join(import.meta.dirname, '../../bin/dev.js');

type Ended = { readonly code: number | null; readonly signal: string | null; readonly output: string };
type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

function start(org: RunningOrg, home: string, scene: Scene): Started {
  const file = scene.name === 'apply' ? [join(home, 'users.yaml')] : [];
  const args = [bin, 'integration-user', ...scene.args, ...file, '--target-org', org.adminUsername];
  const env = { ...process.env, HOME: home, USERPROFILE: home, CI: 'true', SF_DISABLE_LOG_FILE: 'true' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000 });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, output });
    });
  });
  return { child, ended };
}

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
  const first = ended;
  while (org.requests.length < at && child.exitCode === null) await sleep(2);
  child.kill(signal);
  const { code, signal: by, output } = await first;
  await sleep(ON_ITS_WAY * 1.5);
  const wrong: string[] = [];
  const asKilled = signal === 'SIGKILL' ? by === 'SIGKILL' : code === 130 && output.includes('Stopped at');
  if (!asKilled || /^ +at |Unhandled/m.test(output)) wrong.push(`ended with ${String(code ?? by)}: ${output}`);
  org.faults.clear();
  const again = await scene.run(org);
  if (again.exitCode !== 0)
    wrong.push(`the second run ends with ${String(again.exitCode)}: ${String(again.json.message)}`);
  const got = canonical(before, dumpOf(org));
  const differs = [...got.filter((row) => !end.includes(row)), ...end.filter((row) => !got.includes(row))];
  if (differs.length > 0 || got.length !== end.length) wrong.push(['the end differs', ...differs].join('\n'));
  return wrong;
}

const counts = new Map<string, { cells: number; converged: number }>();

describe('ended from outside at whichever request, a second run ends as an undisturbed one', () => {
  let home: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'kill-matrix-'));
    mkdirSync(join(home, '.sfdx'));
    writeFileSync(join(home, 'users.yaml'), stringify(threeUsers, { aliasDuplicateObjects: false }));
  });
  after(() => {
    rmSync(home, { recursive: true });
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
        writeLogin(home, stage.org, {
          username: stage.org.adminUsername,
          token: stage.org.tokenFor(stage.org.adminUsername),
        });
      });
      after(() => stage.org.close());
      for (const signal of ['SIGKILL', 'SIGINT'] as const)
        it(signal, async () => {
          const wrong: string[] = [];
          for (let at = 1; at <= stage.requests; at += 1) {
            const found = await stage.play(() => cell(stage, home, scene, signal, at));
            count.cells += 1;
            if (found.length === 0) count.converged += 1;
            wrong.push(...found.map((text) => `request ${String(at)}: ${text}`));
          }
          expect(wrong.join('\n')).to.equal('');
        }).timeout(180_000);
    });
});

describe('two runs of the same command at the same time', () => {
  for (const scene of SCENES.filter(({ name }) => name === 'create' || name === 'apply'))
    it(`${scene.name}: one of everything at the end, and both end well or say why not`, async () => {
      const home = mkdtempSync(join(tmpdir(), 'two-runs-'));
      mkdirSync(join(home, '.sfdx'));
      writeFileSync(join(home, 'users.yaml'), stringify(threeUsers, { aliasDuplicateObjects: false }));
      const { org, play, before, end } = await openStage(scene);
      try {
        writeLogin(home, org, { username: org.adminUsername, token: org.tokenFor(org.adminUsername) });
        for (let round = 0; round < 3; round += 1)
          await play(async () => {
            const both = await Promise.all([start(org, home, scene).ended, start(org, home, scene).ended]);
            for (const { code, output } of both) {
              expect(code, output).to.be.oneOf([0, 1, 68]);
              if (code !== 0) expect(/again|taken/i.test(output), output).to.equal(true);
              expect(output).not.to.match(/^ +at |Unhandled/m);
            }
            const again = await scene.run(org);
            expect(again.exitCode, again.json.message).to.equal(0);
            expect(canonical(before, dumpOf(org))).to.deep.equal(end);
          });
      } finally {
        await org.close();
        rmSync(home, { recursive: true });
      }
    }).timeout(120_000);
});

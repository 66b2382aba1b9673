import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { junitProblems, sarifProblems } from '../report/schemas.ts';
import { withDefinition } from './definitionFile.ts';
import { DEFINITION, inShort } from './verified.ts';
import { offlineJson, verify, verifyJson, withoutOrg, breakIt, WAREHOUSE } from './verifying.ts';
import { withOrg } from './withOrg.ts';

async function inFolder(body: (file: (name: string) => string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  try {
    await body((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('integration-user verify: files', () => {
  it('writes each format whole, refuses to overwrite, and prints it without a file', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        for (const [format, begins] of [
          ['json', '{'],
          ['junit', '<?xml'],
          ['sarif', '{'],
          ['markdown', '## '],
        ] as const) {
          const path = file(format);
          const args = ['--output-format', format];
          const { stdout } = await verify(org, args);
          expect(stdout.startsWith(begins), format).to.equal(true);
          const ran = await verify(org, [...args, '--output-file', path]);
          expect([ran.exitCode, ran.stdout]).to.satisfy(
            ([code, text]: [number, string]) =>
              code === 0 && text.includes(`Wrote ${path}`) && text.includes('Passed.'),
          );
          expect(readFileSync(path, 'utf8').startsWith(begins)).to.equal(true);
          const again = await verifyJson(org, [...args, '--output-file', path]);
          expect([again.exitCode, again.requests.length]).to.deep.equal([1, 0]);
          expect((await verify(org, [...args, '--output-file', path, '--overwrite'])).exitCode).to.equal(0);
        }
        expect(await junitProblems(readFileSync(file('junit'), 'utf8'), 'jenkins')).to.deep.equal([]);
        expect(sarifProblems(JSON.parse(readFileSync(file('sarif'), 'utf8')))).to.deep.equal([]);
        const table = await verifyJson(org, ['--output-file', file('table')]);
        expect([table.exitCode, existsSync(file('table'))]).to.deep.equal([2, false]);
      }),
    ));

  it('accepts what the baseline accepts, until its day', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        breakIt(org);
        const path = file('accepted.yaml');
        const entry = { id: 'broad-permission', username: WAREHOUSE, subject: 'ViewAllData', reason: 'agreed' };
        const write = (expires: string): void => {
          writeFileSync(path, stringify({ accepted: [{ ...entry, expires }] }));
        };
        write('2999-12-31');
        const now = await verifyJson(org, ['--baseline', path]);
        expect([now.exitCode, now.json.result?.passed, now.json.result?.counts.accepted]).to.deep.equal([0, true, 1]);
        expect(now.json.result?.users[0]?.findings[0]?.accepted).to.deep.equal({
          reason: 'agreed',
          expires: '2999-12-31',
        });
        expect((await verify(org, ['--baseline', path])).stdout).to.match(
          /accepted +broad-permission.*agreed, until 2999-12-31/,
        );
        write('2020-12-31');
        const later = await verifyJson(org, ['--baseline', path]);
        expect(later.exitCode).to.equal(1);
        expect(later.json.result?.expired).to.deep.equal([
          { id: 'broad-permission', username: WAREHOUSE, subject: 'ViewAllData', expires: '2020-12-31' },
        ]);
        expect(later.json.warnings.join()).to.contain('the entry has expired on 2020-12-31');
      }),
    ));

  it('writes the baseline, keeping the reasons that are there and forgetting what is gone', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        breakIt(org);
        const path = file('accepted.json');
        const made = await verify(org, ['--baseline', path, '--update-baseline']);
        expect([made.exitCode, made.stdout]).to.satisfy(
          ([code, text]: [number, string]) => code === 0 && text.includes('with 1 accepted findings'),
        );
        const { accepted } = JSON.parse(readFileSync(path, 'utf8')) as { accepted: Record<string, string>[] };
        const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
        expect(accepted).to.deep.equal([
          {
            id: 'broad-permission',
            username: WAREHOUSE,
            subject: 'ViewAllData',
            reason: 'to be reviewed',
            expires: until,
          },
        ]);
        const gone = { id: 'user-frozen', username: WAREHOUSE, subject: WAREHOUSE, reason: 'x', expires: until };
        const other = { ...gone, username: 'other@acme.com' };
        writeFileSync(path, JSON.stringify({ accepted: [{ ...accepted[0], reason: 'agreed' }, gone, other] }));
        await verify(org, ['--baseline', path, '--update-baseline']);
        const again = JSON.parse(readFileSync(path, 'utf8')) as { accepted: Record<string, string>[] };
        expect(again.accepted).to.deep.equal([{ ...accepted[0], reason: 'agreed' }, other]);
      }),
    ));

  it('says what is wrong with a baseline before it asks the org', () =>
    withOrg({}, (org) =>
      inFolder(async (file) => {
        const path = file('accepted.yaml');
        const missing = await verifyJson(org, ['--baseline', path]);
        expect([missing.exitCode, missing.requests.length]).to.deep.equal([1, 0]);
        for (const [text, said] of [
          ['accepted: [{id: user-frozen}]', /must have required property/],
          ['accepted: [', /cannot be used/],
          ['accepted: [{id: a, subject: b, reason: c, expires: soon}]', /expires must match/],
        ] as const) {
          writeFileSync(path, text);
          const { json, exitCode, requests } = await verifyJson(org, ['--baseline', path]);
          expect([exitCode, requests.length]).to.deep.equal([1, 0]);
          expect(json.message).to.match(said);
        }
        expect((await verifyJson(org, ['--update-baseline'])).exitCode).to.equal(2);
      }),
    ));
});

describe('integration-user verify --offline', () => {
  it('checks a definition without any org', () =>
    withDefinition(DEFINITION, async (file) => {
      const { json, exitCode } = await offlineJson(['--definition-file', file]);
      expect([exitCode, json.result?.passed, json.result?.orgId]).to.deep.equal([0, true, null]);
    }));

  it('finds what is wrong in it', () => {
    const set = { objects: { Acount: { access: ['read'] } }, userPermissions: ['ModifyAllDta'] };
    return withDefinition({ users: [{ name: 'ZoomInfo', permissionSet: set }] }, async (file) => {
      const { json, exitCode } = await offlineJson(['--definition-file', file]);
      expect(exitCode).to.equal(1);
      expect(
        json.result?.users.map(({ username, findings: found }) => [username, ...found.map(inShort)]),
      ).to.deep.equal([['ZoomInfo', 'defined-unknown-object Acount', 'defined-unknown-permission ModifyAllDta']]);
      expect(json.result?.users[0]?.findings[0]?.fix).to.contain('Account');
    });
  });

  it('needs a definition, and nothing that is about an org', () =>
    withDefinition(DEFINITION, async (file) => {
      expect((await withoutOrg(['--offline'])).exitCode).to.equal(2);
      const args = ['--offline', '--definition-file', file];
      for (const more of [
        ['--as', 'x'],
        ['--username', 'x'],
        ['--unused-days', '3'],
      ])
        expect((await withoutOrg([...args, ...more])).exitCode, more.join(' ')).to.equal(2);
      expect((await withoutOrg(['--definition-file', join(file, 'not-there'), '--offline'])).exitCode).not.to.equal(0);
    }));

  it('tells a file that is wrong with line and column', () =>
    withDefinition('users: [{nam: ZoomInfo}]', async (file) => {
      const { json, exitCode } = await offlineJson(['--definition-file', file]);
      expect(exitCode).to.equal(1);
      expect(json.message).to.match(/:1:\d+/);
    }));
});

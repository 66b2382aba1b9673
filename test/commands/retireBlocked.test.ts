import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpOf, expectSame } from './difference.ts';
import { retire } from './harness.ts';
import { heldBy, makeSecond, makeUsed, RETIRED, retired, userIdOf, changesOf, SECOND } from './retiring.ts';
import { withOrg } from './withOrg.ts';
import { SET, USERNAME, writesOf } from './zoomInfo.ts';

describe('integration-user retire: asking', () => {
  for (const [mode, flags] of [
    ['freeze', []],
    ['deactivate', ['--deactivate']],
  ] as const) {
    it(`${mode} asks at a terminal, after saying who uses the user; no writes nothing`, () =>
      withOrg({}, async (org) => {
        await makeUsed(org);
        const before = dumpOf(org);
        const questions: string[] = [];
        const answer = (question: string): boolean => questions.push(question) === 0;
        const { exitCode, stdout, stderr } = await retire(org, ['--username', USERNAME, ...flags], { answer });
        expect(exitCode).to.equal(1);
        expect(questions).to.have.length(1);
        expect(questions[0]).to.contain(USERNAME);
        expect(stdout).to.contain('holds a token');
        expect(stderr).to.contain('not confirmed');
        expectSame(before, dumpOf(org));
      }));

    it(`${mode} goes on with yes, and does not ask with --no-prompt or --json`, () =>
      withOrg({}, async (org) => {
        const id = await makeUsed(org);
        const asked: string[] = [];
        const answer = (question: string): boolean => asked.push(question) > 0;
        expect((await retire(org, ['--username', USERNAME, ...flags, '--no-prompt'], { answer })).exitCode).to.equal(0);
        expect(heldBy(org, id)[mode === 'freeze' ? 'frozen' : 'active']).to.equal(mode === 'freeze');
        expect(asked).to.deep.equal([]);
        expect((await retired(org, flags, { answer })).exitCode).to.equal(0);
        expect(asked).to.deep.equal([]);
        await makeSecond(org);
        expect((await retire(org, ['--username', SECOND, ...flags], { answer })).exitCode).to.equal(0);
        expect(asked).to.have.length(1);
        expect(heldBy(org, userIdOf(org, SECOND))[mode === 'freeze' ? 'frozen' : 'active']).to.equal(mode === 'freeze');
      }));
  }

  it('--dry-run shows the plan and the uses, and writes nothing', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const before = dumpOf(org);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set', '--dry-run']);
      expect(ran.exitCode).to.equal(0);
      expect(ran.json.result).to.include({ dryRun: true, outcome: 'planned' });
      expect(changesOf(ran)).to.include(`deactivate User ${USERNAME} planned`);
      expect(changesOf(ran)).to.include(`delete PermissionSet ${SET} planned`);
      expect(ran.json.result?.usage[0]?.uses).to.have.length(3);
      expect(writesOf(ran.requests)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
    }));
});

describe('integration-user retire: what stands in the way', () => {
  it('is told all at once, before the first write', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const before = dumpOf(org);
      const others = ['zoominfo@acme.integratio', 'sales.one@example.com', org.adminUsername];
      const ran = await retired(org, ['--deactivate', ...others.flatMap((name) => ['--username', name])]);
      expect(ran.exitCode).to.equal(1);
      const blockers = ran.json.result?.blockers ?? [];
      expect(blockers.map(({ id, subject }) => `${id} ${subject}`)).to.have.members([
        'unknown-users zoominfo@acme.integratio',
        'retire-other-license sales.one@example.com',
        `retire-other-license ${org.adminUsername}`,
        `retire-self ${org.adminUsername}`,
        `retire-named-case-owner ${org.adminUsername}`,
        `retire-named-case-user ${org.adminUsername}`,
      ]);
      for (const { message, fix } of blockers) {
        expect(ran.json.message).to.contain(message);
        expect(ran.json.actions).to.include(fix);
        expect(message + fix).not.to.match(/%s|undefined/);
      }
      expect(ran.json.actions?.join()).to.contain(USERNAME);
      expect(writesOf(ran.requests)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
    }));

  for (const deactivationRefusedCode of ['FIELD_INTEGRITY_EXCEPTION', 'INSUFFICIENT_ACCESS_OR_READONLY'] as const)
    it(`Salesforce does not deactivate whom settings name that it does not tell: nothing of it is changed (${deactivationRefusedCode})`, () =>
      withOrg({ switches: { deactivationRefusedCode } }, async (org) => {
        await makeUsed(org);
        org.org.namedInSettings.set(USERNAME, 'the Default Workflow User');
        const before = dumpOf(org);
        try {
          const ran = await retired(org, ['--deactivate']);
          expect(ran.exitCode).to.equal(1);
          expect(ran.json.message).to.contain('the Default Workflow User').and.contain('default workflow user');
          expect(ran.json.actions?.join()).to.contain('Support Settings');
          expect(changesOf(ran)[0]).to.equal(`deactivate User ${USERNAME} failed`);
          expect(
            new Set(
              changesOf(ran)
                .slice(1)
                .map((text) => text.split(' ').at(-1)),
            ),
          ).to.deep.equal(new Set(['skipped']));
          expectSame(before, dumpOf(org));
          const second = await makeSecond(org);
          const both = await retired(org, ['--deactivate', '--username', SECOND]);
          expect(both.exitCode, 'one of two').to.equal(68);
          expect(both.json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['failed', 'updated']);
          expect(heldBy(org, second)).to.deep.equal(RETIRED);
          expect(both.json.warnings.join()).to.contain('the Default Workflow User');
        } finally {
          org.org.namedInSettings.clear();
        }
      }));

  it('from a report: all its users, or some of them; what is wrong with it is told before anything is written', () =>
    withOrg({}, async (org) => {
      const folder = mkdtempSync(join(tmpdir(), 'retire-'));
      try {
        await makeUsed(org);
        await makeSecond(org);
        const report = join(folder, 'audit.json');
        const integrationUsers = [
          { username: SECOND.toUpperCase(), findings: [{ id: 'never-used' }] },
          { username: USERNAME, findings: [{ id: 'unused' }] },
          { username: 'warehouse@example.com', findings: [{ id: 'wide-access' }] },
        ];
        writeFileSync(report, JSON.stringify({ integrationUsers }));
        const before = dumpOf(org);
        const args = ['--from-audit', report];
        const dry = await retire.json(org, [...args, '--dry-run']);
        expect(dry.json.result?.users.map(({ username }) => username)).to.deep.equal([SECOND, USERNAME]);
        const stranger = await retire.json(org, [...args, '--username', 'who@acme.integration']);
        expect([stranger.exitCode, stranger.requests]).to.deep.equal([1, []]);
        expect(stranger.json.message).to.contain('who@acme.integration is not in the file');
        const busy = await retire.json(org, [...args, '--username', 'warehouse@example.com']);
        expect([busy.exitCode, busy.requests]).to.deep.equal([1, []]);
        expect(busy.json.message).to.contain('Its findings: wide-access');
        writeFileSync(report, '{"users": [{"name": "x"}]}');
        const bad = await retire.json(org, args);
        expect(bad.exitCode).to.equal(1);
        expect(bad.json.message).to.contain(report).and.contain('integrationUsers');
        expectSame(before, dumpOf(org));
        writeFileSync(report, JSON.stringify({ status: 0, result: { integrationUsers } }));
        const done = await retire.json(org, [...args, '--username', SECOND]);
        expect(done.exitCode, done.json.message).to.equal(0);
        expect(done.json.result?.users.map(({ username }) => username)).to.deep.equal([SECOND]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }));

  it('an inactive user is not unfrozen, and freezing it is not needed', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      await retired(org, ['--deactivate']);
      const unfreeze = await retired(org, ['--unfreeze']);
      expect(unfreeze.exitCode).to.equal(1);
      expect(unfreeze.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['unfreeze-inactive']);
      const freeze = await retired(org);
      expect(freeze.exitCode).to.equal(0);
      expect(freeze.json.result?.outcome).to.equal('unchanged');
      expect(freeze.json.result?.users[0]?.findings.map(({ id }) => id)).to.include('freeze-inactive');
    }));

  it('a caller without the rights learns which', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const before = dumpOf(org);
      const args = ['--deactivate', '--delete-permission-set'];
      const ran = await retired(org, args, { as: 'sales.one@example.com' });
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.result?.blockers.map(({ id }) => id)).to.include('caller-lacks');
      expectSame(before, dumpOf(org));
    }));

  it('what the caller cannot see is named, not taken for absent', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const manager = 'user.manager@example.com';
      const profile = org.org.store.find('User', { Username: manager })[0]?.['ProfileId'] ?? null;
      const set = String(org.org.store.find('PermissionSet', { ProfileId: profile })[0]?.['Id']);
      const none = { PermissionsManageUsers: 0, PermissionsMonitorLoginHistory: 0, PermissionsFreezeUsers: 1 };
      for (const id of [String(profile), set]) {
        org.org.store.update(id.startsWith('00e') ? 'Profile' : 'PermissionSet', id, none);
      }
      const ran = await retired(org, [], { as: manager });
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.unread).to.deep.equal(['LoginHistory', 'OauthToken']);
      expect(ran.json.warnings.join()).to.contain('Monitor Login History').and.contain('Customize Application');
    }));
});

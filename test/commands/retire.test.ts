// Over 300 lines: one command and its three modes, over the same users.
import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administer } from './administer.ts';
import { dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { createJson, retire } from './harness.ts';
import { heldBy, makeSecond, makeUsed, RETIRED, retired, TOKEN, userIdOf } from './retiring.ts';
import { withOrg } from './withOrg.ts';
import { inShort, SET, USERNAME, WHOLE, writesOf, ZOOMINFO } from './zoomInfo.ts';

const SECOND = 'second@acme.integration';
const changesOf = ({ json }: Awaited<ReturnType<typeof retired>>): string[] =>
  (json.result?.users ?? []).flatMap(({ changes }) =>
    changes.map(({ action, type, name, status }) => `${action} ${type} ${name} ${status}`),
  );

describe('integration-user retire: freeze', () => {
  it('freezes, and says who still uses the user; nothing else changes', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const before = heldBy(org, id);
      const ran = await retired(org);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.outcome).to.equal('updated');
      expect(changesOf(ran)).to.deep.equal([`freeze UserLogin ${USERNAME} done`]);
      expect(heldBy(org, id)).to.deep.equal({ ...before, frozen: true });
      const usage = ran.json.result?.usage[0];
      expect(usage?.frozen).to.equal(true);
      expect(usage?.uses.map(({ kind, application, count }) => [kind, application, count])).to.deep.equal([
        ['token', 'ZoomInfo', 1],
        ['login', 'ZoomInfo', 3],
        ['login', 'Old Tool', 1],
      ]);
      expect(usage?.uses[1]).to.include({ address: '192.0.2.7', loginType: 'Remote Access 2.0', status: 'Success' });
      const [used] = ran.json.result?.users[0]?.findings ?? [];
      expect(used?.id).to.equal('still-used');
      expect(used?.message).to.contain('ZoomInfo').and.not.contain('Old Tool');
      expect(ran.json.result?.unread).to.deep.equal([]);
      expect(ran.json.result?.licenses).to.deep.equal(ran.json.result?.licensesBefore);
    }));

  it('prints who uses the user, and the way on and back', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const { stdout, exitCode } = await retire(org, ['--username', USERNAME]);
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/ZoomInfo\s+Remote Access 2\.0\s+192\.0\.2\.7\s+\d{4}-\d\d-\d\d\s+3/);
      expect(stdout).to.match(/ZoomInfo\s+holds a token/);
      expect(stdout).to.contain(`Frozen: ${USERNAME}.`);
      expect(stdout).to.contain(`sf integration-user retire --deactivate --username ${USERNAME}`);
      expect(stdout).to.contain(`sf integration-user retire --unfreeze --username ${USERNAME}`);
      expect(stdout).not.to.contain(TOKEN);
    }));

  it('a second run changes nothing, and tells who tried since', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      await retired(org);
      const { store } = org.org;
      const later = new Date(Date.now() + 60_000).toISOString();
      store.insert('LoginHistory', {
        UserId: id,
        Application: 'Late Caller',
        LoginType: 'Remote Access 2.0',
        SourceIp: '192.0.2.9',
        Status: 'User is Frozen',
        LoginTime: later,
      });
      const before = dumpOf(org);
      const ran = await retired(org);
      expect(ran.json.result?.outcome).to.equal('unchanged');
      expect(writesOf(ran.requests)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
      const [tries] = ran.json.result?.users[0]?.findings ?? [];
      expect(tries?.id).to.equal('still-tries');
      expect(tries?.message).to.contain('Late Caller');
    }));

  it('--unfreeze gives back the exact state', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const before = heldBy(org, id);
      await retired(org);
      const ran = await retired(org, ['--unfreeze']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(changesOf(ran)).to.deep.equal([`activate UserLogin ${USERNAME} done`]);
      expect(heldBy(org, id)).to.deep.equal(before);
      const again = await retired(org, ['--unfreeze']);
      expect(again.json.result?.outcome).to.equal('unchanged');
      expect(writesOf(again.requests)).to.deep.equal([]);
    }));
});

describe('integration-user retire: deactivate', () => {
  for (const tokensOfInactiveUser of ['kept', 'gone'] as const)
    it(`deactivates, revokes, takes away, gives seats back (tokens of inactive users: ${tokensOfInactiveUser})`, () =>
      withOrg({ switches: { tokensOfInactiveUser } }, async (org) => {
        const id = await makeUsed(org, WHOLE);
        const ran = await retired(org, ['--deactivate']);
        expect(ran.exitCode, ran.json.message).to.equal(0);
        expect(heldBy(org, id)).to.deep.equal(RETIRED);
        expect(changesOf(ran)).to.deep.equal([
          `deactivate User ${USERNAME} done`,
          'delete OauthToken ZoomInfo done',
          `delete AuthSession ${USERNAME} done`,
          `unassign PermissionSetAssignment ${SET} done`,
          'unassign PermissionSetAssignment Existing_Set done',
          'unassign PermissionSetAssignment Sales_Sync done',
          'unassign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl done',
        ]);
        const { licenses, licensesBefore } = ran.json.result ?? {};
        for (const kind of ['userLicense', 'permissionSetLicense'] as const)
          expect(licenses?.[kind]?.free, kind).to.equal((licensesBefore?.[kind]?.free ?? 0) + 1);
        expect(org.org.store.find('PermissionSet', { Name: SET }), 'the set is kept').to.have.length(1);
        expect(ran.json.result?.usage[0]?.uses.map(({ kind }) => kind)).to.include('token');
        for (const { path } of ran.requests) expect(path).not.to.contain(TOKEN);

        const before = dumpOf(org);
        const again = await retired(org, ['--deactivate']);
        expect(again.exitCode).to.equal(0);
        expect(again.json.result?.outcome).to.equal('unchanged');
        expect(again.requests.map(inShort)).to.deep.equal(Array(2).fill('POST /composite/batch'));
        expectSame(before, dumpOf(org));
      }));

  it('frozen before, it stays frozen, and that is nothing to repair', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      await retired(org);
      expect((await retired(org, ['--deactivate'])).exitCode).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal({ ...RETIRED, frozen: true });
    }));

  it('prints the seats before and after', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const { stdout } = await retire(org, ['--username', USERNAME, '--deactivate']);
      expect(stdout).to.contain('Salesforce Integration: seats used 2 before, 1 now, of 5; free: 4.');
      expect(stdout).to.contain('Salesforce API Integration: seats used 2 before, 1 now, of 5; free: 4.');
      expect(stdout).to.contain(`Retired: ${USERNAME}.`);
    }));

  it('a license that comes and goes with its permission set is not given back twice', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const { store } = org.org;
      const license = store.find('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' })[0]?.['Id'];
      const admin = administer(org);
      const set = admin.insert('PermissionSet', { Name: 'Bound', Label: 'Bound', LicenseId: license });
      for (const row of store.find('PermissionSetAssignment', { AssigneeId: id }))
        if (store.get('PermissionSet', String(row['PermissionSetId']))?.['IsOwnedByProfile'] !== 1)
          admin.remove('PermissionSetAssignment', String(row['Id']));
      for (const row of store.find('PermissionSetLicenseAssign', { AssigneeId: id }))
        admin.remove('PermissionSetLicenseAssign', String(row['Id']));
      admin.assign(USERNAME, set);
      expect(heldBy(org, id)).to.include({ sets: 1, licenses: 1 });
      const ran = await retired(org, ['--deactivate']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      expect(
        ran.requests.filter(({ method, path }) => method === 'DELETE' && path.includes('LicenseAssign')),
      ).to.deep.equal([]);
      expect(new Set(ran.json.result?.users[0]?.changes.map(({ status }) => status))).to.deep.equal(new Set(['done']));
    }));
});

describe('integration-user retire: --delete-permission-set', () => {
  it('deletes the set that is its own, in the same breath as its assignment', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(changesOf(ran)).to.include(`delete PermissionSet ${SET} done`);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
    }));

  it('deletes it later too, when nobody has it any more', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      await retired(org, ['--deactivate']);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(changesOf(ran)).to.deep.equal([`delete PermissionSet ${SET} done`]);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
    }));

  it('keeps one that somebody else has, says who, and retires the user all the same', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const set = String(org.org.store.find('PermissionSet', { Name: SET })[0]?.['Id']);
      await makeSecond(org);
      administer(org).assign(SECOND, set);
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      const [kept] = (ran.json.result?.users[0]?.findings ?? []).filter((one) => one.id === 'set-kept-shared');
      expect(kept?.message).to.contain(SECOND);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
    }));

  it('keeps one that is part of a group', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      const set = String(org.org.store.find('PermissionSet', { Name: SET })[0]?.['Id']);
      const group = String(org.org.store.find('PermissionSetGroup', { DeveloperName: 'Sales_Sync' })[0]?.['Id']);
      administer(org).insert('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: set });
      const ran = await retired(org, ['--deactivate', '--delete-permission-set']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.users[0]?.findings.map((one) => one.id)).to.include('set-kept-in-group');
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
    }));

  it('is refused without --deactivate, and so are two modes at once', () =>
    withOrg({}, async (org) => {
      for (const flags of [['--delete-permission-set'], ['--deactivate', '--unfreeze'], ['--freeze', '--deactivate']]) {
        const { exitCode, requests } = await retire(org, ['--username', USERNAME, ...flags]);
        expect(exitCode, flags.join(' ')).to.equal(2);
        expect(requests).to.deep.equal([]);
      }
    }));
});

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

describe('integration-user retire: and back', () => {
  it('create brings a retired user back, with everything', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const before = heldBy(org, id);
      await retired(org, ['--deactivate', '--delete-permission-set']);
      const ran = await createJson(org, ZOOMINFO);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(ran.json.result?.users[0]?.changes.map(({ action, type }) => `${action} ${type}`)).to.include(
        'activate User',
      );
      expect(heldBy(org, id)).to.deep.equal({ ...before, tokens: 0, sessions: 0 });
    }));

  it('one that was frozen first is told how to let it work again', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      await retired(org);
      await retired(org, ['--deactivate']);
      const ran = await createJson(org, ZOOMINFO);
      expect(ran.exitCode, 'a check fails').to.equal(1);
      const frozen = ran.json.result?.users[0]?.findings.find((one) => one.id === 'user-frozen');
      expect(frozen?.fix).to.contain('sf integration-user retire --unfreeze');
      expect((await retired(org, ['--unfreeze'])).exitCode).to.equal(0);
      expect(heldBy(org, id)).to.include({ active: true, frozen: false, sets: 1, licenses: 1 });
      expect((await createJson(org, ZOOMINFO)).exitCode).to.equal(0);
    }));
});

describe('integration-user retire: without the audit trail', () => {
  it('a refused run leaves no row behind', () =>
    withOrg({}, async (org) => {
      const before = dumpWithoutTrail(org);
      await retired(org);
      expectSame(before, dumpWithoutTrail(org));
    }));
});

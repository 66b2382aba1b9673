import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { applied, appliedText, BILLING, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { inShort, SET, USERNAME, writesOf } from './zoomInfo.ts';
import { setId, driftInside, driftOutside } from './drifting.ts';

describe('integration-user apply: drift: --dry-run', () => {
  it('prints the plan by user, + ~ - and the counts, and writes nothing', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      driftInside(org);
      const before = dumpOf(org);
      const { stdout, stderr, exitCode, requests } = await appliedText(org, twoUsers, ['--dry-run']);
      expect(exitCode, stderr).to.equal(0);
      expect(writesOf(requests).map(inShort)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
      const lines = stdout.split('\n').map((line) => line.trimEnd());
      const start = lines.indexOf(`ZoomInfo (${USERNAME})`);
      const next = lines.indexOf(`Billing (${BILLING})`);
      expect(start).to.be.greaterThan(-1);
      expect(next).to.be.greaterThan(start);
      const ofZoomInfo = lines.slice(start, next).join('\n');
      expect(ofZoomInfo).to.match(/^ {2}- FieldPermissions +Account\.Phone: edit$/m);
      expect(ofZoomInfo).to.match(/^ {2}~ ObjectPermissions +Account: /m);
      expect(ofZoomInfo).not.to.match(/^ {2}\+/m);
      expect(lines.slice(next).join('\n')).to.match(new RegExp(`^ {2}\\+ User +${BILLING}$`, 'm'));
      expect(stdout).to.match(
        /Plan: 9 to add, 4 to change, 5 to remove; 0 of 2 users unchanged\. Nothing is written\./,
      );
    }));

  it('says what would be taken from a set in so many words', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      driftInside(org);
      const { stdout } = await appliedText(org, { users: [zoomInfo] }, ['--dry-run']);
      // What an update takes away looks different from what it adds.
      expect(stdout).to.match(/~ PermissionSet +Integration_ZoomInfo: not EditTask, not RunReports/);
      expect(stdout).to.match(/~ ObjectPermissions +Account: not create, not delete/);
      expect(stdout).to.match(/~ FieldPermissions +Account\.Industry: not edit/);
    }));

  it('--detailed-exit-code: 2 when something would change, 0 when nothing would', () =>
    withOrg({}, async (org) => {
      const planned = await applied(org, twoUsers, '--dry-run', '--detailed-exit-code');
      expect([planned.exitCode, planned.json.status]).to.deep.equal([2, 2]);
      expect(planned.json.result).to.include({ outcome: 'planned', dryRun: true });
      expect((await applied(org, twoUsers, '--dry-run')).exitCode).to.equal(0);
      const done = await applied(org, twoUsers, '--detailed-exit-code');
      expect(done.exitCode, done.json.message).to.equal(0);
      const unchanged = await applied(org, twoUsers, '--dry-run', '--detailed-exit-code');
      expect([unchanged.exitCode, unchanged.json.status]).to.deep.equal([0, 0]);
      expect(unchanged.json.result?.outcome).to.equal('unchanged');
      const blocked = await applied(
        org,
        { users: [{ ...zoomInfo, role: 'Nobodys' }] },
        '--dry-run',
        '--detailed-exit-code',
      );
      expect(blocked.exitCode).to.equal(1);
    }));

  it('--prune --dry-run plans to take assignments away', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftOutside(org);
      const before = dumpOf(org);
      const { json } = await applied(org, twoUsers, '--prune', '--dry-run');
      const changes = json.result?.users.flatMap((user) => user.changes);
      expect(changes?.map(({ action, name, status }) => `${action} ${name} ${status}`)).to.deep.equal([
        'unassign Sales_Sync planned',
        'unassign Account_Read planned',
      ]);
      expectSame(before, dumpOf(org));
    }));
});

describe('integration-user apply: drift: somebody at a terminal is asked before anything is taken away', () => {
  const ask = async (org: RunningOrg, yes: boolean, ...args: string[]) => {
    const questions: string[] = [];
    const ran = await appliedText(org, twoUsers, args, (question) => {
      questions.push(question);
      return yes;
    });
    return { ...ran, questions };
  };

  it('no: nothing is written', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftInside(org);
      const before = dumpOf(org);
      const { exitCode, stderr, questions } = await ask(org, false);
      expect(questions).to.have.length(1);
      expect(questions[0]).to.match(/^8 /);
      expect(exitCode).to.equal(1);
      expect(stderr).to.contain('Nothing was written').and.contain('--no-prompt');
      expectSame(before, dumpOf(org));
    }));

  it('yes: it goes on', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const right = dumpWithoutTrail(org);
      driftInside(org);
      const { exitCode, stderr } = await ask(org, true);
      expect(exitCode, stderr).to.equal(0);
      expectSame(right, dumpWithoutTrail(org));
    }));

  it('lowering a right takes something away too', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      administer(org).update('PermissionSet', setId(org, SET), { PermissionsEditTask: true });
      expect((await ask(org, false)).questions).to.have.length(1);
    }));

  it('is not asked with --no-prompt, --dry-run, or where nothing is taken away', () =>
    withOrg({}, async (org) => {
      expect((await ask(org, false)).questions).to.deep.equal([]);
      driftInside(org);
      expect((await ask(org, false, '--dry-run')).questions).to.deep.equal([]);
      const ran = await ask(org, false, '--no-prompt');
      expect([ran.exitCode, ran.questions], ran.stderr).to.deep.equal([0, []]);
    }));
});

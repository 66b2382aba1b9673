import { expect } from 'chai';
import type { RawObjectAccess, RawUser } from '../../src/definition/raw.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { expectCorrectUser, userOf } from './correctUser.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { expectShape } from './shape.ts';
import { applied, appliedText, BILLING, billing, BILLING_SET, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, SET, USERNAME, writesOf } from './zoomInfo.ts';

const third = { name: 'Warehouse', username: 'warehouse@acme.integration', email: 'team@acme.com' };
const threeUsers = { users: [zoomInfo, billing, third] };

/** Nothing of Billing is in the org. */
function expectNoBilling(org: RunningOrg): void {
  expect(userOf(org, BILLING)).to.equal(undefined);
  expect(org.org.store.find('PermissionSet', { Name: BILLING_SET })).to.deep.equal([]);
}

describe('integration-user apply: a user that the org refuses', () => {
  for (const atomicComposite of ['accepted', 'refused', 'licenseNotSeen', 'mixedDml'] as const) {
    it(`does not stop the others: 68, and the result holds both (composite ${atomicComposite})`, () =>
      withOrg({ usernamesElsewhere: [BILLING], switches: { atomicComposite } }, async (org) => {
        const { json, exitCode } = await applied(org, threeUsers);
        expect([exitCode, json.status], json.message).to.deep.equal([68, 68]);
        expectShape(json.result, 3);
        expect(json.result.outcome).to.equal('failed');
        expect(json.result.users.map(({ outcome }) => outcome)).to.deep.equal(['created', 'failed', 'created']);
        const [done, failed, other] = json.result.users;
        expect([...new Set(done?.changes.map(({ status }) => status))]).to.deep.equal(['done']);
        expect([...new Set(other?.changes.map(({ status }) => status))]).to.deep.equal(['done']);
        expect(done?.id).to.equal(idOf(org, 'User', { Username: USERNAME }));
        expect(failed?.id).to.equal(null);
        expect(failed?.changes.filter(({ status }) => status === 'failed').map(({ type }) => type)).to.deep.equal([
          'User',
        ]);
        expect(failed?.changes.filter(({ status }) => status === 'done')).to.deep.equal([]);
        expect(json.warnings.join('\n')).to.contain('DUPLICATE_USERNAME').and.contain('taken back');
        expectCorrectUser(org);
        expectNoBilling(org);
        expect(userOf(org, third.username)?.['IsActive']).to.equal(1);
        // Nothing is left of the attempt, and running again does nothing but try the one.
        const before = dumpWithoutTrail(org);
        const again = await applied(org, threeUsers);
        expect(again.exitCode).to.equal(1);
        expect(again.json.result?.users.map(({ outcome }) => outcome)).to.deep.equal([
          'unchanged',
          'failed',
          'unchanged',
        ]);
        expectSame(before, dumpWithoutTrail(org));
      }));
  }

  it('is named to a person, with cause and way out', () =>
    withOrg({}, async (org) => {
      const users = [{ ...zoomInfo, permissionSetLicenses: ['HealthCloudStarterPsl'] }, billing];
      const { stdout, stderr, exitCode } = await appliedText(org, { users });
      expect(exitCode).to.equal(68);
      expect(stderr).to.contain('HealthCloudStarterPsl').and.contain("user license doesn't support it");
      expect(stderr).to.contain('ZoomInfo');
      expect(stdout).to.contain(`Billing (${BILLING})`);
    }));

  it('what failed does not look as if it were done', () =>
    withOrg({ usernamesElsewhere: [BILLING] }, async (org) => {
      const { stdout, stderr } = await appliedText(org, twoUsers);
      expect(stdout).to.match(/^ {2}\+ User +zoominfo@acme\.integration$/m);
      expect(stdout).not.to.match(/^ {2}\+ User +billing@acme\.integration$/m);
      // The other user is there: of the org as a whole it would be wrong.
      expect(stderr).not.to.contain('the org is as it was before');
    }));

  it('when all are refused: 1, and the org is as it was before', () =>
    withOrg({ usernamesElsewhere: [BILLING, USERNAME] }, async (org) => {
      const before = dumpWithoutTrail(org);
      const { json, exitCode } = await applied(org, twoUsers);
      expect([exitCode, json.status]).to.deep.equal([1, 1]);
      expectShape(json.result, 2);
      expect(json.message).to.contain('ZoomInfo: ').and.contain('Billing: ').and.contain('DUPLICATE_USERNAME');
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('a profile of its own goes with it, a shared one stays', () =>
    withOrg({ usernamesElsewhere: [BILLING] }, async (org) => {
      const { exitCode } = await applied(org, { users: [zoomInfo, { ...billing, profile: { name: 'Finance API' } }] });
      expect(exitCode).to.equal(68);
      expect(org.org.store.find('Profile', { Name: 'Finance API' })).to.deep.equal([]);
      expect(org.org.store.find('Profile', { Name: PROFILE })).to.have.length(1);
      expectNoBilling(org);
    }));

  it('the first of the file: those after it still get the profile that all share', () =>
    withOrg({ usernamesElsewhere: [USERNAME] }, async (org) => {
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(68);
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['failed', 'created']);
      const user = userOf(org, BILLING);
      expect(user?.['ProfileId']).to.equal(idOf(org, 'Profile', { Name: PROFILE }));
      expect(userOf(org)).to.equal(undefined);
    }));

  it('a license of one that is refused: the other is made', () =>
    withOrg({}, async (org) => {
      // A license that does not go with the user license is refused when it is assigned (facts 1.4).
      const users = [{ ...zoomInfo, permissionSetLicenses: ['HealthCloudStarterPsl'] }, billing];
      const { json, exitCode } = await applied(org, { users });
      expect(exitCode, json.message).to.equal(68);
      expect(json.warnings.join('\n')).to.contain('HealthCloudStarterPsl');
      expect(userOf(org)).to.equal(undefined);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
      expect(userOf(org, BILLING)?.['IsActive']).to.equal(1);
    }));

  it('an org that makes no profiles refuses all who need one, and only them', () =>
    withOrg({ switches: { profileDml: 'refused' } }, async (org) => {
      const standard = 'Minimum Access - API Only Integrations';
      const { json, exitCode } = await applied(org, { users: [zoomInfo, { ...billing, profile: { name: standard } }] });
      expect(exitCode, json.message).to.equal(68);
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['failed', 'created']);
      expect(json.warnings.join('\n')).to.contain(standard);
    }));

  it('a session that expires on the way: what is done stays, the same command completes it', () =>
    withOrg({}, async (org) => {
      const before = dumpWithoutTrail(org);
      org.faults.add({ kind: 'expired', match: /POST .*\/composite$/, times: 50 });
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain('INVALID_SESSION_ID');
      if (json.message?.includes('the org is as it was before')) expectSame(before, dumpWithoutTrail(org));
      org.faults.clear();
      expect((await applied(org, twoUsers)).exitCode).to.equal(0);
      expectCorrectUser(org);
    }));
});

describe('integration-user apply: a permission set that the org refuses', () => {
  const switches = { accountReadRequired: true };
  const set = (name: string, objects: Readonly<Record<string, RawObjectAccess>>): RawUser => ({
    ...{ name, username: `${name.toLowerCase()}@acme.integration`, email: 'team@acme.com' },
    permissionSet: { objects },
  });
  const good = Array.from({ length: 2 }, (_, at) => set(`Good${String(at)}`, { Account: { access: ['read'] } }));
  const bad = set('Bad', { Contact: { access: ['read'] } });

  it('does not stop those in the same request, which go together once more, and leaves nothing behind', () =>
    withOrg({ switches }, async (org) => {
      const { json, exitCode, requests } = await applied(org, { users: [...good.slice(0, 1), bad, ...good.slice(1)] });
      expect(exitCode, json.message).to.equal(68);
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal([...['created', 'failed', 'created']]);
      expect(json.warnings.join('\n')).to.contain('Integration_Bad').and.contain('Account');
      const { Bad, ...made } = Object.fromEntries(
        [...good, bad].map(({ name }) => [
          name,
          org.org.store.find('PermissionSet', { Name: `Integration_${name}` }).length,
        ]),
      );
      expect([Bad, ...Object.values(made)]).to.deep.equal([0, 1, 1]);
      // The sets of all, of all but one, and of that one; then the users.
      expect(writesOf(requests).map(inShort)).to.deep.equal([
        ...['POST /sobjects/Profile', 'POST /sobjects/Profile'],
        ...['POST /composite', 'POST /composite', 'POST /composite', 'POST /composite'],
      ]);
      const again = await applied(org, { users: good });
      expect(again.json.result?.outcome).to.equal('unchanged');
    }));

  it('twice in one request: each is named, and the others are there', () =>
    withOrg({ switches }, async (org) => {
      const other = set('Worse', { Contact: { access: ['read'] } });
      const { json, exitCode } = await applied(org, { users: [bad, ...good, other] });
      expect(exitCode, json.message).to.equal(68);
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal([
        ...['failed', 'created', 'created', 'failed'],
      ]);
      expect(json.warnings.join('\n')).to.contain('Integration_Bad').and.contain('Integration_Worse');
      expect(org.org.store.find('PermissionSet', { Name: 'Integration_Worse' })).to.deep.equal([]);
    }));
});

describe('integration-user apply: answers that are lost', () => {
  for (const kind of ['drop-after', 'truncated', 'garbage', 'html', 'drop-before'] as const) {
    // Before them: describes, state, the profile twice.
    const requests = { 'both sets': 5, 'both users': 6 };
    for (const [what, at] of Object.entries(requests))
      it(`to the request for ${what} (${kind}): each is there once`, () =>
        withOrg({}, async (org) => {
          const before = dumpWithoutTrail(org);
          org.faults.add({ kind, at });
          const { json, exitCode } = await applied(org, twoUsers);
          expect(exitCode, json.message).to.equal(0);
          expectShape(json.result, 2);
          expect(json.result.users.map(({ outcome }) => outcome)).to.deep.equal(['created', 'created']);
          const statuses = json.result.users.flatMap(({ changes }) => changes.map(({ status }) => status));
          expect([...new Set(statuses)]).to.deep.equal(['done']);
          expect(counts(difference(before, dumpWithoutTrail(org)).added)).to.include({
            User: 2,
            Profile: 1,
            PermissionSet: 3,
          });
          expectCorrectUser(org);
          expect((await applied(org, twoUsers)).json.result?.outcome).to.equal('unchanged');
        }));

    it(`to the profile that both share (${kind}): it is made once`, () =>
      withOrg({}, async (org) => {
        org.faults.add({ kind, at: 4 });
        const { json, exitCode } = await applied(org, twoUsers);
        expect(exitCode, json.message).to.equal(0);
        expect(org.org.store.find('Profile', { Name: PROFILE })).to.have.length(1);
        expectCorrectUser(org);
      }));
  }

  it('while drift is removed: nothing is lost or done twice', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const right = dumpWithoutTrail(org);
      const ParentId = idOf(org, 'PermissionSet', { Name: SET });
      const field = { ParentId, PermissionsRead: 1, PermissionsEdit: 0 };
      for (const name of ['Phone', 'Fax'])
        org.org.store.insert('FieldPermissions', { ...field, SobjectType: 'Account', Field: `Account.${name}` });
      org.faults.add({ kind: 'drop-after', match: /DELETE|POST .*\/composite$/ });
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.users[0]?.changes.map(({ action, status }) => `${action} ${status}`)).to.deep.equal([
        'delete done',
        'delete done',
      ]);
      expectSame(right, dumpWithoutTrail(org));
    }));

  it('what was written although its answer was lost is taken back when its user is refused later', () =>
    withOrg({ usernamesElsewhere: [BILLING] }, async (org) => {
      const done = await applied(org, { users: [zoomInfo] });
      expect(done.exitCode).to.equal(0);
      const before = dumpWithoutTrail(org);
      org.faults.add({ kind: 'drop-after', match: /POST .*\/composite$/ });
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain('DUPLICATE_USERNAME');
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('a locked row in the middle is waited for', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'lock', match: /POST .*\/ObjectPermissions/, times: 2 });
      org.faults.add({ kind: 'lock', match: /POST .*\/PermissionSetAssignment/ });
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expectCorrectUser(org);
    }));

  it('an org that cannot be read: 1, nothing written', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      org.faults.add({ kind: 'status', code: 503, match: /./, times: 50 });
      const { json, exitCode, requests } = await applied(org, twoUsers);
      expect([exitCode, json.status]).to.deep.equal([1, 1]);
      expect(json.message).to.contain('could not be read');
      expect(writesOf(requests).map(inShort)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
    }));
});

import { expect } from 'chai';
import { administer } from './administer.ts';
import { fillSeats, idOf, licenseId, pslId } from './change.ts';
import { expectCorrectUser } from './correctUser.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, enabled, expectSame } from './difference.ts';
import { expectShape } from './shape.ts';
import { applied, appliedText, BILLING, billing, BILLING_SET, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, SET, USERNAME, writesOf } from './zoomInfo.ts';

describe('integration-user apply', () => {
  it('makes all users of a file, adds rows only, and changes nothing the second time', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { json, exitCode, requests } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expectShape(json.result, 2);
      expect(json.result).to.include({ outcome: 'created', dryRun: false });
      expect(json.result.users.map(({ name, username, outcome }) => [name, username, outcome])).to.deep.equal([
        ['ZoomInfo', USERNAME, 'created'],
        ['Billing', BILLING, 'created'],
      ]);
      expect(json.result.users.map(({ id }) => id)).to.deep.equal([
        idOf(org, 'User', { Username: USERNAME }),
        idOf(org, 'User', { Username: BILLING }),
      ]);
      const changes = json.result.users.flatMap((user) => user.changes);
      expect([...new Set(changes.map(({ status }) => status))]).to.deep.equal(['done']);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
      // Two sets of their own and that of the profile; to each user its profile's set is assigned too.
      expect(counts(added)).to.include({ Profile: 1, PermissionSet: 3, User: 2, PermissionSetLicenseAssign: 2 });
      expect(counts(added)).to.include({ ObjectPermissions: 3, FieldPermissions: 3, PermissionSetAssignment: 5 });
      expectCorrectUser(org);
      // The profile twice, then both sets in one request, and both users in one.
      expect(writesOf(requests).map(inShort)).to.deep.equal([
        ...['POST /sobjects/Profile', 'POST /sobjects/Profile', 'POST /composite', 'POST /composite'],
      ]);

      const complete = dumpOf(org);
      const again = await applied(org, twoUsers);
      expect(again.exitCode, again.json.message).to.equal(0);
      expectShape(again.json.result, 2);
      expect(again.json.result.outcome).to.equal('unchanged');
      expect(again.json.result.users.flatMap((user) => user.changes)).to.deep.equal([]);
      expect(again.json.warnings).to.deep.equal([]);
      expect(again.requests.map(inShort)).to.have.length.at.most(3);
      expect(writesOf(again.requests)).to.deep.equal([]);
      expectSame(complete, dumpOf(org));
    }));

  it('makes one user that is missing and leaves the other', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const before = dumpOf(org);
      const { json } = await applied(org, twoUsers);
      expect(json.result?.outcome).to.equal('created');
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['unchanged', 'created']);
      const { removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
    }));

  it('takes up what create has made', () =>
    withOrg({}, async (org) => {
      await applied(org, { users: [zoomInfo] });
      const { json } = await applied(org, { users: [zoomInfo] }, '--prune');
      expect(json.result?.outcome).to.equal('unchanged');
    }));

  it('activates an inactive user, changes e-mail, role and label', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const user = idOf(org, 'User', { Username: USERNAME });
      org.org.store.update('User', user, { IsActive: 0 });
      const before = dumpOf(org);
      const changedUsers = [
        { ...zoomInfo, email: 'new@acme.com' },
        { ...billing, role: 'Sales', permissionSet: { ...billing.permissionSet, label: 'Billing access' } },
      ];
      const { json, exitCode } = await applied(org, { users: changedUsers });
      expect(exitCode, json.message).to.equal(0);
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['updated', 'updated']);
      expect(
        json.result?.users.flatMap(({ changes }) => changes.map(({ action, type }) => `${action} ${type}`)),
      ).to.deep.equal(['activate User', 'update PermissionSet', 'update User']);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ added, removed }).to.deep.equal({ added: {}, removed: {} });
      expect(changed['PermissionSet']).to.deep.equal([
        { Id: idOf(org, 'PermissionSet', { Name: BILLING_SET }), Label: 'Billing access' },
      ]);
      expect(changed['User']).to.deep.include({ Id: user, IsActive: 1, Email: 'new@acme.com' });
      expect(Object.keys(changed).sort()).to.deep.equal(['PermissionSet', 'User']);
    }));

  it('users without a permission set of their own', () =>
    withOrg({}, async (org) => {
      const users = [{ ...zoomInfo, permissionSet: 'none' as const, permissionSets: ['Existing_Set'] }];
      const { json, exitCode } = await applied(org, { users });
      expect(exitCode, json.message).to.equal(0);
      expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
      expect((await applied(org, { users })).json.result?.outcome).to.equal('unchanged');
    }));

  it('two users by the same default: what is left of the name before the @ is told apart', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await applied(org, { users: [{ name: 'Zoom Info' }, { name: 'ZoomInfo' }] });
      expect(exitCode).to.equal(1);
      expect(json.result?.blockers.map(({ id }) => id)).to.include('duplicate-default-username');
    }));

  describe('profiles', () => {
    const options = { switches: { passwordNeverExpiresOnProfile: 'accepted' } } as const;
    const permissionsOf = (org: Parameters<typeof idOf>[0], Name: string): string[] =>
      enabled(org.org.store.get('Profile', idOf(org, 'Profile', { Name })));
    const forced = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

    it('one that all share is made once, with what any of them asks for', () =>
      withOrg(options, async (org) => {
        const users = [
          { ...zoomInfo, profile: { permissions: [] } },
          { ...billing, profile: { name: PROFILE.toUpperCase(), permissions: ['PasswordNeverExpires'] } },
        ];
        const { json, exitCode } = await applied(org, { users });
        expect(exitCode, json.message).to.equal(0);
        expect(permissionsOf(org, PROFILE)).to.deep.equal([...forced, 'PasswordNeverExpires']);
        const made = json.result?.users.flatMap(({ changes }) => changes).filter(({ type }) => type === 'Profile');
        expect(made?.map(({ action, status }) => [action, status])).to.deep.equal([['create', 'done']]);
        expect((await applied(org, { users })).json.result?.outcome).to.equal('unchanged');
      }));

    it('one for each', () =>
      withOrg(options, async (org) => {
        const users = [
          { ...zoomInfo, profile: { name: 'Marketing API', permissions: [] } },
          { ...billing, profile: { name: 'Finance API' } },
        ];
        const { json, exitCode } = await applied(org, { profile: { permissions: ['PasswordNeverExpires'] }, users });
        expect(exitCode, json.message).to.equal(0);
        expect(permissionsOf(org, 'Marketing API')).to.deep.equal(forced);
        expect(permissionsOf(org, 'Finance API')).to.deep.equal([...forced, 'PasswordNeverExpires']);
        const profileOf = (Username: string): unknown =>
          org.org.store.get('User', idOf(org, 'User', { Username }))?.['ProfileId'];
        expect(profileOf(USERNAME)).to.equal(idOf(org, 'Profile', { Name: 'Marketing API' }));
        expect(profileOf(BILLING)).to.equal(idOf(org, 'Profile', { Name: 'Finance API' }));
        expect(
          (await applied(org, { profile: { permissions: ['PasswordNeverExpires'] }, users })).json.result?.outcome,
        ).to.equal('unchanged');
      }));

    it('cannot hold PasswordNeverExpires: the set of each user does, at the cost of one refusal', () =>
      withOrg({}, async (org) => {
        const { json, exitCode, requests } = await applied(org, twoUsers);
        expect(exitCode, json.message).to.equal(0);
        for (const Name of [SET, BILLING_SET])
          expect(enabled(org.org.store.get('PermissionSet', idOf(org, 'PermissionSet', { Name })))).to.include(
            'PasswordNeverExpires',
          );
        expect(requests.filter(({ status }) => status >= 400).map(inShort)).to.deep.equal(['POST /sobjects/Profile']);
      }));

    it('only gains: what somebody switched on stays', () =>
      withOrg(options, async (org) => {
        await applied(org, { profile: { permissions: ['PasswordNeverExpires'] }, users: [zoomInfo] });
        const before = dumpOf(org);
        const { json } = await applied(org, { profile: { permissions: [] }, users: [zoomInfo] });
        expect(json.result?.outcome).to.equal('unchanged');
        expectSame(before, dumpOf(org));
      }));

    it('a user that moves to another profile takes it, and the old one stays', () =>
      withOrg({}, async (org) => {
        await applied(org, { users: [zoomInfo] });
        const before = dumpWithoutTrail(org);
        const users = [{ ...zoomInfo, profile: { name: 'Marketing API', permissions: [] } }];
        const { json, exitCode } = await applied(org, { users });
        expect(exitCode, json.message).to.equal(0);
        const { removed, changed } = difference(before, dumpWithoutTrail(org));
        expect(Object.keys(removed)).not.to.include('Profile');
        expect(changed['User']?.map((row) => row['ProfileId'])).to.deep.equal([
          idOf(org, 'Profile', { Name: 'Marketing API' }),
        ]);
      }));
  });

  describe('before the first write', () => {
    const expectBlocked = async (
      org: Parameters<typeof idOf>[0],
      users: Parameters<typeof applied>[1]['users'],
      ids: readonly string[],
      ...args: readonly string[]
    ) => {
      const before = dumpOf(org);
      const { json, exitCode, requests } = await applied(org, { users }, ...args);
      expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
      expectShape(json.result, users.length);
      expect(json.result.blockers.map(({ id, subject }) => `${id} ${subject}`)).to.have.members(ids);
      for (const { message, fix } of json.result.blockers) {
        expect(json.message).to.contain(message);
        expect(json.actions).to.include(fix);
      }
      expect(writesOf(requests).map(inShort)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
      return json.result;
    };

    it('all problems of all users are told at once, and none is made', () =>
      withOrg({}, async (org) => {
        await expectBlocked(
          org,
          [
            { ...zoomInfo, permissionSet: { objects: { Acount: { access: ['read'] } } }, role: 'Integration' },
            { ...billing, permissionSets: ['Existing_Sett'], permissionSet: { userPermissions: ['ModifyAllData'] } },
            { name: 'ERP', username: 'erp.sync@example.com', email: 'e@acme.com' },
          ],
          [
            'unknown-object Acount',
            'unknown-roles Integration',
            'unknown-permission-sets Existing_Sett',
            'broad-permission ModifyAllData',
            'user-on-other-license erp.sync@example.com',
          ],
        );
      }));

    it('seats are counted over all users', () =>
      withOrg({}, async (org) => {
        const users = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name: `App ${name}`, email: 'a@acme.com' }));
        const { blockers } = await expectBlocked(org, users, [
          'user-license-seats Salesforce Integration',
          'permission-set-license-seats Salesforce API Integration',
        ]);
        for (const { message } of blockers) expect(message).to.match(/\b5\b/);
        expect((await applied(org, { users: users.slice(1) })).exitCode).to.equal(0);
      }));

    it('full licenses are no obstacle to users who are there', () =>
      withOrg({}, async (org) => {
        await applied(org, twoUsers);
        fillSeats(org, 'UserLicense', licenseId(org, 'Salesforce Integration'));
        fillSeats(org, 'PermissionSetLicense', pslId(org));
        const more = { ...billing, permissionSet: { ...billing.permissionSet, userPermissions: [] } };
        const { json } = await applied(org, { users: [zoomInfo, more] });
        expect(json.result?.outcome, json.message).to.equal('updated');
      }));

    it('a set that others hold too and that would change', () =>
      withOrg({}, async (org) => {
        await applied(org, twoUsers);
        administer(org).assign('erp.sync@example.com', idOf(org, 'PermissionSet', { Name: SET }));
        // As it is, it may stay.
        expect((await applied(org, twoUsers)).json.result?.outcome).to.equal('unchanged');
        const more = { ...zoomInfo, permissionSet: { objects: { Account: { access: ['read'] } } } };
        const { blockers } = await expectBlocked(org, [more, billing], [`set-shared ${SET}`]);
        expect(blockers[0]?.message).to.contain('erp.sync@example.com');
      }));

    it('a set that another user of the same file holds is no obstacle, for the file describes both: it is drift', () =>
      withOrg({}, async (org) => {
        await applied(org, twoUsers);
        administer(org).assign(BILLING, idOf(org, 'PermissionSet', { Name: SET }));
        const more = { ...zoomInfo, permissionSet: { objects: { Account: { access: ['read'] } } } };
        const { json, exitCode } = await applied(org, { users: [more, billing] });
        expect(exitCode, json.message).to.equal(0);
        expect(
          json.result?.users.map(({ findings }) =>
            findings.filter(({ severity }) => severity !== 'info').map(({ id, subject }) => `${id} ${subject}`),
          ),
        ).to.deep.equal([[], [`assignment-not-listed ${SET}`]]);
      }));

    it('an edition without the license', () =>
      withOrg({ scenario: 'scratch' }, async (org) => {
        const { licenses } = await expectBlocked(
          org,
          [{ name: 'ZoomInfo', email: 'a@acme.com' }],
          ['user-license-missing Salesforce Integration', 'permission-set-license-missing SalesforceAPIIntegrationPsl'],
        );
        expect(licenses).to.deep.equal({ userLicense: null, permissionSetLicense: null });
      }));
  });

  it('tells a person what was done, by user, and warns of every finding', () =>
    withOrg({}, async (org) => {
      const { stdout, stderr, exitCode } = await appliedText(org, { users: [{ ...zoomInfo }, { name: 'Billing' }] });
      expect(exitCode, stderr).to.equal(0);
      expect(stdout)
        .to.contain(`ZoomInfo (${USERNAME})`)
        .and.contain(`+ User`)
        .and.match(/\d+ added, 0 changed, 0 removed/);
      // Billing has no e-mail address.
      expect(stderr).to.match(/email/i);
    }));

  it('bad flags exit with 2', () =>
    withOrg({}, async (org) => {
      const { exitCode, json } = await applied(org, twoUsers, '--nope');
      expect([exitCode, json.status]).to.deep.equal([2, 2]);
    }));
});

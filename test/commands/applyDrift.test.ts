import { expect } from 'chai';
import { administer } from './administer.ts';
import { idOf, plantSet } from './change.ts';
import { counts, difference, dumpOf, dumpWithoutTrail, enabled, expectSame } from './difference.ts';
import { applied, BILLING, billing, BILLING_SET, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { PROFILE, SET, USERNAME, writesOf } from './zoomInfo.ts';
import { setId, driftInside, driftOutside } from './drifting.ts';

describe('integration-user apply: drift: multi-factor authentication for API logins', () => {
  it('in the set of the user: taken out, for the set is owned', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const right = dumpWithoutTrail(org);
      org.org.store.update('PermissionSet', setId(org, SET), { PermissionsTwoFactorApi: 1 });
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expectSame(right, dumpWithoutTrail(org));
    }));

  it('in a set that somebody gave the user: refused, and --prune takes it away', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const PermissionSetId = plantSet(org, { Name: 'Strict_Login', PermissionsTwoFactorApi: 1 });
      const right = dumpWithoutTrail(org);
      org.org.store.insert('PermissionSetAssignment', {
        AssigneeId: idOf(org, 'User', { Username: USERNAME }),
        PermissionSetId,
      });
      const refused = await applied(org, twoUsers);
      expect(refused.exitCode).to.equal(1);
      expect(refused.json.result?.blockers.map(({ id }) => id)).to.deep.equal(['mfa-for-api-in-set']);
      const pruned = await applied(org, twoUsers, '--prune');
      expect(pruned.exitCode, pruned.json.message).to.equal(0);
      expectSame(right, dumpWithoutTrail(org));
    }));
});

describe('integration-user apply: drift', () => {
  it('is removed from the sets that the file describes, and from nowhere else', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftOutside(org);
      const right = dumpWithoutTrail(org);
      driftInside(org);
      const drifted = dumpWithoutTrail(org);
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expectSame(right, dumpWithoutTrail(org));
      expect(json.result?.outcome).to.equal('updated');
      expect(json.result?.users.map(({ outcome }) => outcome)).to.deep.equal(['updated', 'unchanged']);
      const told = json.result?.users[0]?.changes.map(
        ({ action, type, name, status }) => `${action} ${type} ${name} ${status}`,
      );
      expect(told).to.include.members([
        `update PermissionSet ${SET} done`,
        'update ObjectPermissions Account done',
        'delete ObjectPermissions Contact done',
        'update FieldPermissions Account.Industry done',
        'delete FieldPermissions Account.Phone done',
        'delete FieldPermissions Contact.Title done',
      ]);
      expect(told).to.have.length(8);
      expect(counts(difference(drifted, dumpWithoutTrail(org)).removed)).to.deep.equal({
        ObjectPermissions: 1,
        FieldPermissions: 2,
        SetupEntityAccess: 2,
      });
      expect((await applied(org, twoUsers)).json.result?.outcome).to.equal('unchanged');
    }));

  it('access to a class or a custom permission is told by its name', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftInside(org);
      const { json } = await applied(org, twoUsers, '--dry-run');
      const told = json.result?.users[0]?.changes.filter(({ type }) => type === 'SetupEntityAccess');
      expect(told?.map(({ action, name }) => `${action} ${name}`)).to.have.members([
        'delete ZoomInfoInbound',
        'delete Skip_Validation',
      ]);
    }));

  it('assignments that the file does not list are reported, and stay', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftOutside(org);
      const before = dumpOf(org);
      const { json, exitCode, requests } = await applied(org, twoUsers);
      expect(exitCode).to.equal(0);
      expect(json.result?.outcome).to.equal('unchanged');
      expectSame(before, dumpOf(org));
      expect(writesOf(requests)).to.deep.equal([]);
      const findings = json.result?.users.map((user) =>
        user.findings
          .filter(({ severity }) => severity !== 'info')
          .map(({ id, severity, subject }) => [id, severity, subject]),
      );
      expect(findings).to.deep.equal([
        [['assignment-not-listed', 'warning', 'Sales_Sync']],
        [['assignment-not-listed', 'warning', 'Account_Read']],
      ]);
      expect(json.warnings.join()).to.contain(`${BILLING} has Account_Read`).and.contain('--prune');
    }));

  it('--prune takes them away, and nothing else', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftOutside(org);
      const before = dumpWithoutTrail(org);
      const { json, exitCode } = await applied(org, twoUsers, '--prune');
      expect(exitCode, json.message).to.equal(0);
      const { added, removed, changed } = difference(before, dumpWithoutTrail(org));
      expect({ added, changed }).to.deep.equal({ added: {}, changed: {} });
      expect(counts(removed)).to.deep.equal({ PermissionSetAssignment: 2 });
      expect(
        json.result?.users.map((user) =>
          user.changes.map(({ action, type, name, status }) => `${action} ${type} ${name} ${status}`),
        ),
      ).to.deep.equal([
        ['unassign PermissionSetAssignment Sales_Sync done'],
        ['unassign PermissionSetAssignment Account_Read done'],
      ]);
      const left = json.result?.users.flatMap(({ findings }) => findings.map(({ id }) => id));
      expect(left).to.deep.equal(['password-never-expires', 'password-never-expires']);
      const after = dumpOf(org);
      expect((await applied(org, twoUsers, '--prune')).json.result?.outcome).to.equal('unchanged');
      expectSame(after, dumpOf(org));
    }));

  it('a right that the file lists less is lowered: edit to read, all to nothing', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const less = [
        { ...zoomInfo, permissionSet: { objects: { Account: { access: ['read'], readFields: ['Website'] } } } },
        { ...billing, permissionSet: {} },
      ];
      const before = dumpWithoutTrail(org);
      const { json, exitCode } = await applied(org, { users: less });
      expect(exitCode, json.message).to.equal(0);
      const ParentId = setId(org, SET);
      const rights = (object: string, parent: string): string[][] =>
        org.org.store
          .find(object, { ParentId: parent })
          .map((row) => [String(row['Field'] ?? row['SobjectType']), ...enabled(row)]);
      expect(rights('ObjectPermissions', ParentId)).to.deep.equal([['Account', 'Read']]);
      expect(rights('FieldPermissions', ParentId)).to.deep.equal([['Account.Website', 'Read']]);
      const other = setId(org, BILLING_SET);
      expect(rights('ObjectPermissions', other)).to.deep.equal([]);
      expect(rights('FieldPermissions', other)).to.deep.equal([]);
      expect(org.org.store.find('SetupEntityAccess', { ParentId: other })).to.deep.equal([]);
      expect(enabled(org.org.store.get('PermissionSet', other))).to.deep.equal(['PasswordNeverExpires']);
      expect(difference(before, dumpWithoutTrail(org)).added).to.deep.equal({});
      expect((await applied(org, { users: less })).json.result?.outcome).to.equal('unchanged');
    }));

  it('a detail goes together with its master', () =>
    withOrg({}, async (org) => {
      const wide = { objects: { Invoice_Line__c: { access: ['read', 'create', 'edit', 'delete'] } } };
      const made = await applied(org, { users: [{ ...zoomInfo, permissionSet: wide }] });
      expect(made.exitCode, made.json.message).to.equal(0);
      const { json, exitCode } = await applied(org, { users: [{ ...zoomInfo, permissionSet: {} }] });
      expect(exitCode, json.message).to.equal(0);
      expect(org.org.store.find('ObjectPermissions', { ParentId: setId(org, SET) })).to.deep.equal([]);
    }));

  it('record types: those the file lists, no others; where it says nothing they stay', () =>
    withOrg({}, async (org) => {
      const shown = (): unknown[] =>
        (dumpOf(org)['_RecordTypeVisibility'] ?? [])
          .filter((row) => row['ParentId'] === setId(org, SET))
          .map((row) => row['RecordTypeId']);
      const withTypes = (recordTypes: string[]) => ({
        users: [{ ...zoomInfo, permissionSet: { ...zoomInfo.permissionSet, recordTypes } }],
      });
      const first = await applied(org, withTypes(['Account.Partner']));
      expect(first.exitCode, first.json.message).to.equal(0);
      expect(shown()).to.have.length(1);
      expect((await applied(org, withTypes(['Account.Partner']))).json.result?.outcome).to.equal('unchanged');
      expect((await applied(org, { users: [zoomInfo] })).json.result?.outcome).to.equal('unchanged');
      expect(shown()).to.have.length(1);
      const none = await applied(org, withTypes([]));
      expect(none.exitCode, none.json.message).to.equal(0);
      expect(none.json.result?.users[0]?.changes.map(({ action, name }) => `${action} ${name}`)).to.deep.equal([
        `delete ${SET}: Account.Partner`,
      ]);
      expect(shown()).to.deep.equal([]);
    }));

  it('is taken back whole when another change of the same user is refused', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      driftInside(org);
      const before = dumpWithoutTrail(org);
      // A license that does not go with the user license is refused when it is assigned (facts 1.4).
      const users = [{ ...zoomInfo, permissionSetLicenses: ['HealthCloudStarterPsl'] }, billing];
      const { json, exitCode } = await applied(org, { users });
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain('HealthCloudStarterPsl');
      const withoutIds = (dump: typeof before): unknown =>
        ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'].map((object) =>
          (dump[object] ?? [])
            .map(({ Id: _id, CreatedDate: _c, LastModifiedDate: _m, SystemModstamp: _s, ...row }) =>
              JSON.stringify(row),
            )
            .sort(),
        );
      expect(withoutIds(dumpWithoutTrail(org))).to.deep.equal(withoutIds(before));
      const { added, removed, changed } = difference(before, dumpWithoutTrail(org));
      for (const part of [added, removed, changed])
        expect(Object.keys(part)).to.satisfy((names: string[]) =>
          names.every((name) => ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'].includes(name)),
        );
    }));

  it('rights over the whole org that somebody added are removed, with what they brought', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const right = dumpWithoutTrail(org);
      const { insert, update } = administer(org);
      update('PermissionSet', setId(org, SET), { PermissionsViewSetup: true, PermissionsViewRoles: true });
      const row = { ParentId: setId(org, SET), SobjectType: 'Lead', PermissionsRead: true };
      insert('ObjectPermissions', { ...row, PermissionsViewAllRecords: true, PermissionsViewAllFields: true });
      expect(difference(right, dumpWithoutTrail(org)).changed['PermissionSet']).to.have.length(1);
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expectSame(right, dumpWithoutTrail(org));
    }));

  it('View All Fields on an object of the definition is removed', () =>
    withOrg({}, async (org) => {
      await applied(org, twoUsers);
      const right = dumpWithoutTrail(org);
      const row = idOf(org, 'ObjectPermissions', { ParentId: setId(org, SET), SobjectType: 'Account' });
      administer(org).update('ObjectPermissions', row, { PermissionsViewAllFields: true });
      const { json, exitCode } = await applied(org, twoUsers);
      expect(exitCode, json.message).to.equal(0);
      expectSame(right, dumpWithoutTrail(org));
    }));

  it('the profile keeps what somebody added', () =>
    withOrg({ switches: { passwordNeverExpiresOnProfile: 'accepted' } }, async (org) => {
      await applied(org, { profile: { permissions: [] }, users: [zoomInfo] });
      administer(org).update('Profile', idOf(org, 'Profile', { Name: PROFILE }), {
        PermissionsPasswordNeverExpires: true,
      });
      const before = dumpOf(org);
      expect((await applied(org, { profile: { permissions: [] }, users: [zoomInfo] })).json.result?.outcome).to.equal(
        'unchanged',
      );
      expectSame(before, dumpOf(org));
    }));
});

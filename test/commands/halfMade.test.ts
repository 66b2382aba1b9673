import { expect } from 'chai';
import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { expectCorrectUser } from './correctUser.ts';
import { counts, difference, dumpOf, expectSame, type Difference } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, PSL, SET, STANDARD_PROFILE, USERNAME, writesOf, ZOOMINFO } from './zoomInfo.ts';

type HalfMade = {
  readonly what: string;
  /** Whether a row of the complete user is there already. */
  readonly kept: (object: string, row: Row) => boolean;
  /** Rows that must come, beside the audit trail. */
  readonly added: Readonly<Record<string, number>>;
  readonly changes: readonly string[];
  /** What was planned, refused and done another way. */
  readonly skipped?: readonly string[];
  /** The requests that write, each with its status. */
  readonly writes: readonly string[];
};

const ofProfile = (object: string, row: Row): boolean =>
  object === 'Profile' || (object === 'PermissionSet' && row['IsOwnedByProfile'] === 1);
const isSet = (object: string, row: Row): boolean => object === 'PermissionSet' && row['IsOwnedByProfile'] !== 1;
const ofSet = (object: string, row: Row): boolean =>
  isSet(object, row) || object === 'ObjectPermissions' || object === 'FieldPermissions';
const ofUser = (object: string): boolean => ['User', 'UserLogin', 'PermissionSetAssignment'].includes(object);

const account = `create User ${USERNAME}`;
const license = `assign PermissionSetLicenseAssign ${PSL}`;
const assignment = `assign PermissionSetAssignment ${SET}`;
const rights = [
  'create ObjectPermissions Account',
  'create FieldPermissions Account.Industry',
  'create FieldPermissions Account.Website',
];

const CASES: readonly HalfMade[] = [
  {
    what: 'the profile alone',
    kept: ofProfile,
    added: {
      ...{ PermissionSet: 1, ObjectPermissions: 1, FieldPermissions: 2, User: 1, UserLogin: 1 },
      ...{ PermissionSetLicenseAssign: 1, PermissionSetAssignment: 2 },
    },
    changes: [`create PermissionSet ${SET}`, ...rights, account, license, assignment],
    skipped: [`update Profile ${PROFILE}`],
    // The profile is asked to hold PasswordNeverExpires, refuses, and stays as it is.
    writes: ['PATCH Profile 400', 'POST /composite 200', 'POST /composite 200'],
  },
  {
    what: 'profile and permission set',
    kept: (object, row) => ofProfile(object, row) || ofSet(object, row),
    added: { User: 1, UserLogin: 1, PermissionSetLicenseAssign: 1, PermissionSetAssignment: 2 },
    changes: [account, license, assignment],
    writes: ['POST /composite 200'],
  },
  {
    what: 'profile and a permission set without fields',
    kept: (object, row) => ofProfile(object, row) || (ofSet(object, row) && object !== 'FieldPermissions'),
    added: { FieldPermissions: 2, User: 1, UserLogin: 1, PermissionSetLicenseAssign: 1, PermissionSetAssignment: 2 },
    changes: [...rights.slice(1), account, license, assignment],
    writes: ['POST /composite/sobjects 200', 'POST /composite 200'],
  },
  {
    what: 'everything but the fields',
    kept: (object) => object !== 'FieldPermissions',
    added: { FieldPermissions: 2 },
    changes: rights.slice(1),
    writes: ['POST /composite/sobjects 200'],
  },
  {
    what: 'everything but the rights of the set',
    kept: (object) => object !== 'FieldPermissions' && object !== 'ObjectPermissions',
    added: { ObjectPermissions: 1, FieldPermissions: 2 },
    changes: rights,
    writes: ['POST /composite 200'],
  },
  {
    what: 'the user without license, set and assignment',
    kept: (object, row) => ofProfile(object, row) || (ofUser(object) && object !== 'PermissionSetAssignment'),
    added: {
      ...{ PermissionSet: 1, ObjectPermissions: 1, FieldPermissions: 2 },
      ...{ PermissionSetLicenseAssign: 1, PermissionSetAssignment: 1 },
    },
    changes: [`create PermissionSet ${SET}`, ...rights, license, assignment],
    skipped: [`update Profile ${PROFILE}`],
    writes: ['PATCH Profile 400', 'POST /composite 200', 'POST /composite 200'],
  },
  {
    what: 'the user without license and assignment',
    kept: (object) => object !== 'PermissionSetLicenseAssign' && object !== 'PermissionSetAssignment',
    added: { PermissionSetLicenseAssign: 1, PermissionSetAssignment: 1 },
    changes: [license, assignment],
    writes: ['POST /composite 200'],
  },
  {
    what: 'the license without the set assigned',
    kept: (object) => object !== 'PermissionSetAssignment',
    added: { PermissionSetAssignment: 1 },
    changes: [assignment],
    writes: ['POST /sobjects/PermissionSetAssignment 201'],
  },
];

/** Makes the user complete and takes away what is not kept; the implicit assignment of the profile stays with the user. */
async function makeHalf(org: RunningOrg, { kept }: HalfMade): Promise<void> {
  const before = dumpOf(org);
  expect((await create(org, ZOOMINFO)).exitCode).to.equal(0);
  const { added } = difference(before, dumpOf(org));
  const stays = (object: string, row: Row): boolean => {
    if (object === 'SetupAuditTrail' || kept(object, row)) return true;
    if (object !== 'PermissionSetAssignment') return false;
    const set = org.org.store.get('PermissionSet', String(row['PermissionSetId']));
    return set?.['IsOwnedByProfile'] === 1 && (added['User'] ?? []).some((user) => kept('User', user));
  };
  for (const [object, row] of rowsOf(added)) if (!stays(object, row)) org.org.store.delete(object, String(row['Id']));
}

function rowsOf(added: Difference['added']): (readonly [string, Row])[] {
  return Object.entries(added).flatMap(([object, rows]) => rows.map((row) => [object, row] as const));
}

const written = (requests: Parameters<typeof writesOf>[0]): string[] =>
  writesOf(requests).map((request) => {
    const text = inShort(request).replace(/\/sobjects\/(\w+)\/\w+$/, '$1');
    return `${text} ${String(request.status)}`;
  });

describe('integration-user create: a half-made user is completed, touching only what is missing', () => {
  for (const half of CASES) {
    it(half.what, () =>
      withOrg({}, async (org) => {
        await makeHalf(org, half);
        const before = dumpOf(org);
        const { json, exitCode, requests } = await createJson(org, ZOOMINFO);
        expect(exitCode, json.message).to.equal(0);
        const { added, removed, changed } = difference(before, dumpOf(org));
        expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
        const { SetupAuditTrail: _trail, ...rows } = counts(added);
        expect(rows).to.deep.equal(half.added);
        const hadUser = half.kept('User', {});
        expect(json.result?.outcome).to.equal(hadUser ? 'updated' : 'created');
        const changes = json.result?.users[0]?.changes ?? [];
        const told = (wanted: string): string[] =>
          changes
            .filter(({ status }) => status === wanted)
            .map(({ action, type, name }) => `${action} ${type} ${name}`);
        expect(told('done')).to.deep.equal(half.changes);
        expect(told('skipped')).to.deep.equal(half.skipped ?? []);
        expect(changes).to.have.length(half.changes.length + (half.skipped ?? []).length);
        expect(written(requests)).to.deep.equal(half.writes);
        expectCorrectUser(org);
        const complete = dumpOf(org);
        expect((await createJson(org, ZOOMINFO)).json.result?.outcome).to.equal('unchanged');
        expectSame(complete, dumpOf(org));
      }),
    );
  }

  it('an inactive user is activated, and nothing else', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      const id = idOf(org, 'User', { Username: USERNAME });
      org.org.store.update('User', id, { IsActive: 0 });
      const before = dumpOf(org);
      const { json, exitCode, requests } = await createJson(org, ZOOMINFO);
      expect(exitCode, json.message).to.equal(0);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: { User: [{ Id: id, IsActive: 1 }] } });
      expect(Object.keys(added).filter((name) => name !== 'SetupAuditTrail')).to.deep.equal([]);
      expect(json.result?.users[0]?.changes.map(({ action, type }) => [action, type])).to.deep.equal([
        ['activate', 'User'],
      ]);
      expect(json.result?.outcome).to.equal('updated');
      expect(written(requests)).to.deep.equal(['PATCH User 204']);
    }));

  it('an inactive user without license and set is activated before they are assigned', () =>
    withOrg({}, async (org) => {
      await makeHalf(org, { ...CASES[0], kept: (object) => !object.includes('Assign') } as HalfMade);
      org.org.store.update('User', idOf(org, 'User', { Username: USERNAME }), { IsActive: 0 });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode, json.message).to.equal(0);
      expectCorrectUser(org);
    }));

  it('rights that are there in part are raised, those that are more stay', () =>
    withOrg({}, async (org) => {
      await create(org, [...ZOOMINFO, '--field', 'Account.Phone=edit', '--object', 'Contact=read']);
      const { store } = org.org;
      store.update(
        'ObjectPermissions',
        idOf(org, 'ObjectPermissions', { ParentId: idOf(org, 'PermissionSet', { Name: SET }), SobjectType: 'Account' }),
        {
          PermissionsEdit: 0,
        },
      );
      const website = { ParentId: idOf(org, 'PermissionSet', { Name: SET }), Field: 'Account.Website' };
      store.update('FieldPermissions', idOf(org, 'FieldPermissions', website), { PermissionsEdit: 0 });
      const before = dumpOf(org);
      const { json } = await createJson(org, ZOOMINFO);
      expect(
        json.result?.users[0]?.changes.map(({ action, type, name, detail }) => [action, type, name, detail]),
      ).to.deep.equal([
        ['update', 'ObjectPermissions', 'Account', 'edit'],
        ['update', 'FieldPermissions', 'Account.Website', 'edit'],
      ]);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ added, removed }).to.deep.equal({ added: {}, removed: {} });
      expect(counts(changed)).to.deep.equal({ ObjectPermissions: 1, FieldPermissions: 1 });
    }));

  it('a user on the standard profile gets the profile that is described', () =>
    withOrg({}, async (org) => {
      await create(org, [...ZOOMINFO, '--profile', STANDARD_PROFILE]);
      const before = dumpOf(org);
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode, json.message).to.equal(0);
      expect(difference(before, dumpOf(org)).changed['User']).to.have.length(1);
      const id = idOf(org, 'User', { Username: USERNAME });
      expect(org.org.store.get('Profile', String(org.org.store.get('User', id)?.['ProfileId']))?.['Name']).to.equal(
        PROFILE,
      );
    }));

  it('a role is changed, other memberships stay', () =>
    withOrg({}, async (org) => {
      await create(org, [...ZOOMINFO, '--role', 'Sales', '--public-group', 'Integrations']);
      const before = dumpOf(org);
      const { json } = await createJson(org, [...ZOOMINFO, '--role', 'Integrations', '--queue', 'Order_Intake']);
      expect(json.result?.users[0]?.changes.map(({ action, type }) => `${action} ${type}`)).to.deep.equal([
        'update User',
        'assign GroupMember',
      ]);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect(removed).to.deep.equal({});
      expect(counts(added)).to.deep.equal({ GroupMember: 1 });
      expect(changed['User']?.[0]?.['UserRoleId']).to.equal(idOf(org, 'UserRole', { DeveloperName: 'Integrations' }));
    }));

  it('a second integration uses the profile that the first one made', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      const before = dumpOf(org);
      const second = ['--name', 'Billing', '--username', 'billing@acme.integration', '--email', 'b@acme.com'];
      const { json, exitCode } = await createJson(org, [...second, '--object', 'Order=read']);
      expect(exitCode, json.message).to.equal(0);
      const { added, removed, changed } = difference(before, dumpOf(org));
      expect({ removed, changed }).to.deep.equal({ removed: {}, changed: {} });
      expect(counts(added)).to.include({ User: 1, PermissionSet: 1 }).and.not.have.property('Profile');
    }));
});

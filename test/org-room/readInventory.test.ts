import { expect } from 'chai';
import type { HoldingKind } from '../../src/org/inventory/inventoryQueries.ts';
import type { Row } from '../../src/org/wire/query.ts';
import { inventoryOf } from '../../src/org/inventory/readInventory.ts';
import type { RightsKind } from '../../src/org/inventory/rightsQueries.ts';
import type { Org } from '../../src/org/wire/transport.ts';

type Parts = Parameters<typeof inventoryOf>;

const org = { connection: { instanceUrl: 'https://acme.my.salesforce.com' } } as unknown as Org;
const schema = { refused: new Map(), setPermissions: new Map() } as unknown as Parts[1];

/** An org of so many users, each with a profile's set, one of its own, a license and a group; `seen` counts what is read of the rows. */
function orgOf(users: number): { readonly seen: () => number; readonly read: () => ReturnType<typeof inventoryOf> } {
  let count = 0;
  const counted = (row: Row): Row =>
    new Proxy(row, {
      get: (target, key, receiver) => {
        count += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  const each = (make: (at: string) => Row): Row[] =>
    Array.from({ length: users }, (_, at) => counted(make(String(at))));
  const own = { IsOwnedByProfile: false };
  const holding: Record<HoldingKind, readonly Row[]> = {
    organization: [],
    userLicense: [],
    permissionSetLicense: [],
    users: each((at) => ({ Id: `005${at}`, Username: `u${at}`, IsActive: true, ProfileId: '00e' })),
    userLicenses: each((at) => ({ Id: `005${at}` })),
    logins: each((at) => ({ UserId: `005${at}`, IsFrozen: at === '1' })),
    profileSets: [counted({ Id: '0PSprofile', ProfileId: '00e' })],
    assignments: [
      ...each((at) => ({
        AssigneeId: `005${at}`,
        PermissionSetId: '0PSprofile',
        PermissionSet: { IsOwnedByProfile: true },
      })),
      ...each((at) => ({ AssigneeId: `005${at}`, PermissionSetId: `0PS${at}`, PermissionSet: own })),
      ...each((at) => ({ AssigneeId: `005${at}`, PermissionSetGroupId: `0PG${at}`, PermissionSet: own })),
    ],
    components: each((at) => ({ PermissionSetGroupId: `0PG${at}`, PermissionSetId: `0PSg${at}` })),
    licenseAssignments: each((at) => ({ AssigneeId: `005${at}`, PermissionSetLicenseId: '0PL' })),
    memberships: each((at) => ({ UserOrGroupId: `005${at}`, Group: { Type: 'Regular', DeveloperName: `G${at}` } })),
  };
  const none = { sets: [], mutingSets: [], licenses: [], objects: [], entities: [] };
  const fields = each((at) => ({ ParentId: `0PS${at}`, Field: 'Account.Website', PermissionsRead: true }));
  const rights = { ...none, fields, ...names() } as unknown as Record<RightsKind, readonly Row[]>;
  const read = () =>
    inventoryOf(org, schema, { rows: holding, refused: new Map() }, { rows: rights, refused: new Map() });
  return { read, seen: () => count };
}

function names(): Record<string, readonly Row[]> {
  const kinds = ['ApexClass', 'ApexPage', 'CustomPermission', 'ConnectedApplication', 'NamedCredential'];
  return Object.fromEntries(kinds.map((kind) => [kind, []]));
}

describe('inventoryOf', () => {
  it('gives each user what is its own', () => {
    const { users, sets, groups, assignmentsVisible } = orgOf(3).read();
    expect(
      users.map(({ sets: [set], groups: [group], publicGroups, isFrozen, profileSetId }) => [
        set?.id,
        group?.id,
        publicGroups,
        isFrozen,
        profileSetId,
      ]),
    ).to.deep.equal([
      ['0PS0', '0PG0', ['G0'], false, '0PSprofile'],
      ['0PS1', '0PG1', ['G1'], true, '0PSprofile'],
      ['0PS2', '0PG2', ['G2'], false, '0PSprofile'],
    ]);
    expect([...(sets.get('0PS1')?.fields.keys() ?? [])]).to.deep.equal(['Account.Website']);
    expect([...groups.values()].map(({ setIds }) => setIds)).to.deep.equal([['0PSg0'], ['0PSg1'], ['0PSg2']]);
    expect(assignmentsVisible).to.equal(true);
  });

  it('reads each row as often in an org of four times as many users', () => {
    const seenOf = (users: number): number => {
      const { read, seen } = orgOf(users);
      read();
      return seen();
    };
    expect(seenOf(200) / seenOf(50)).to.be.within(3.9, 4.1);
  });
});

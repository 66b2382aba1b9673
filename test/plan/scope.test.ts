import { expect } from 'chai';
import { BROAD_USER_PERMISSIONS } from '../../src/definition/broadAccess.ts';
import { CALLER_PERMISSIONS } from '../../src/plan/preflight.ts';
import { scopeOf } from '../../src/plan/scope.ts';
import { definition, OWN_SET, USERNAME } from './snapshot.ts';

describe('scopeOf', () => {
  it('names everything that the plan of a user looks at', () => {
    const user = definition({
      profile: { name: 'P', permissions: ['RunFlow'] },
      permissionSet: {
        objects: { Account: { access: ['read'] } },
        recordTypes: ['Account.Partner', 'nonsense', "a.b' OR Name != '"],
        apexClasses: ['C'],
        customPermissions: ['CP'],
        userPermissions: ['EditTask'],
      },
      permissionSets: ['S'],
      permissionSetGroups: ['G'],
      permissionSetLicenses: ['L'],
      role: 'R',
      publicGroups: ['PG'],
      queues: ['Q'],
    });
    const { permissions, ...rest } = scopeOf(user, USERNAME, 'admin@acme.com');
    expect(rest).to.deep.equal({
      caller: 'admin@acme.com',
      usernames: [USERNAME],
      profileNames: ['P'],
      ownSets: [OWN_SET],
      otherSets: ['S'],
      groups: ['G'],
      permissionSetLicenses: ['L'],
      apexClasses: ['C'],
      customPermissions: ['CP'],
      recordTypes: ['Account.Partner'],
      roles: ['R'],
      publicGroups: ['PG'],
      queues: ['Q'],
    });
    expect(permissions).to.include.members([
      'RunFlow',
      'EditTask',
      'TwoFactorApi',
      'ApiEnabled',
      ...CALLER_PERMISSIONS,
      ...BROAD_USER_PERMISSIONS,
    ]);
    expect(permissions).to.deep.equal([...new Set(permissions)]);
  });

  it('asks for no role where none is described', () => {
    expect(scopeOf(definition(), USERNAME, 'admin@acme.com').roles).to.deep.equal([]);
  });
});

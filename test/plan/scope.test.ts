import { expect } from 'chai';
import { BROAD_USER_PERMISSIONS } from '../../src/definition/broadAccess.ts';
import { CALLER_PERMISSIONS } from '../../src/plan/preflight.ts';
import { scopeOf } from '../../src/plan/scope.ts';
import { assignmentsAlone } from '../../src/definition/part.ts';
import { definition, definitions, OWN_SET, rawUser, USERNAME } from './snapshot.ts';

describe('scopeOf', () => {
  it('names everything that the plan of a user looks at', () => {
    const user = definition({
      profile: { name: 'P', permissions: ['RunFlow'] },
      permissionSet: {
        objects: { Account: { access: ['read'] } },
        recordTypes: ['Account.Partner', 'nonsense', "a.b' OR Name != '"],
        apexClasses: ['C'],
        apexPages: ['AP'],
        customPermissions: ['CP'],
        flows: ['F'],
        namedCredentials: ['NC'],
        externalCredentials: ['EC-P'],
        connectedApps: ['CA'],
        userPermissions: ['EditTask'],
      },
      permissionSets: ['S'],
      permissionSetGroups: ['G'],
      permissionSetLicenses: ['L'],
      role: 'R',
      publicGroups: ['PG'],
      queues: ['Q'],
    });
    const { permissions, ...rest } = scopeOf([user], [USERNAME], 'admin@acme.com');
    expect(rest).to.deep.equal({
      caller: 'admin@acme.com',
      usernames: [USERNAME],
      profileNames: ['P'],
      ownSets: new Map([[OWN_SET, 1]]),
      otherSets: ['S'],
      groups: ['G'],
      permissionSetLicenses: ['L'],
      apexClasses: ['C'],
      apexPages: ['AP'],
      customPermissions: ['CP'],
      flows: ['F'],
      namedCredentials: ['NC'],
      externalCredentials: ['EC-P'],
      connectedApps: ['CA'],
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
    expect(scopeOf([definition()], [USERNAME], 'admin@acme.com').roles).to.deep.equal([]);
  });

  it('names what several users share once', () => {
    const lists = { permissionSets: ['S'], permissionSetGroups: ['G'], role: 'R', queues: ['Q'] };
    const set = { apexClasses: ['C'], recordTypes: ['Account.Partner'], userPermissions: ['EditTask'] };
    const users = definitions(
      ['Zoom', 'Billing'].map((name) => rawUser(name, { ...lists, permissionSet: set, profile: { name: 'P' } })),
    );
    const scope = scopeOf(users, [USERNAME, 'billing@acme.integration'], 'admin@acme.com');
    expect(scope).to.deep.include({
      usernames: [USERNAME, 'billing@acme.integration'],
      profileNames: ['P'],
      otherSets: ['S'],
      groups: ['G'],
      roles: ['R'],
      queues: ['Q'],
      apexClasses: ['C'],
      recordTypes: ['Account.Partner'],
    });
    expect([...scope.ownSets.keys()]).to.deep.equal(['Integration_Zoom', 'Integration_Billing']);
    expect(scope.permissions.filter((name) => name === 'EditTask')).to.have.lengthOf(1);
  });

  it('expects as many field permissions of a set as are described, a hundred for "all"', () => {
    const set = {
      objects: {
        Account: { readFields: ['Phone', 'Fax'], editFields: ['Website'] },
        Case: { readFields: 'all' as const, editFields: ['Reason'] },
      },
    };
    const { ownSets } = scopeOf([definition({ permissionSet: set })], [USERNAME], 'a@b.co');
    expect(ownSets.get(OWN_SET)).to.equal(1 + 3 + 101);
  });

  it('names no profile and no set where there are none', () => {
    const scope = scopeOf(assignmentsAlone([USERNAME], { 'permission-set': ['S'] }).users, [USERNAME], 'a@b.co');
    expect(scope).to.deep.include({ profileNames: [], otherSets: ['S'], recordTypes: [] });
    expect(scope.ownSets.size).to.equal(0);
  });
});

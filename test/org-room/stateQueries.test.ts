import { isQueryValid, parseQuery } from '@jetstreamapp/soql-parser-js';
import { expect } from 'chai';
import { stateQueries } from '../../src/org/state/stateQueries.ts';
import type { UserDefinition } from '../../src/definition/definition.ts';
import { scopeOf } from '../../src/plan/scope.ts';
import { definition, definitions, orgSchema, rawUser } from '../plan/snapshot.ts';

const EVIL = "x' OR Name != '\\";
const full = definition({
  profile: { name: EVIL, permissions: ['RunFlow', "Evil' OR"] },
  permissionSet: {
    recordTypes: ['Account.Partner', 'Account.Client'],
    apexClasses: [EVIL],
    apexPages: [EVIL],
    customPermissions: [EVIL],
    flows: [EVIL],
    namedCredentials: [EVIL],
    externalCredentials: [EVIL],
    connectedApps: [EVIL],
    userPermissions: ['EditTask'],
  },
  permissionSets: [EVIL, 'ns__Extra'],
  permissionSetGroups: [EVIL],
  permissionSetLicenses: [EVIL],
  role: EVIL,
  publicGroups: [EVIL],
  queues: [EVIL],
});
const scoped = (users: readonly UserDefinition[]) =>
  scopeOf(
    users,
    users.flatMap(({ username }) => username ?? []),
    'admin@acme.com',
  );
const listsOf = (user = full): Readonly<Partial<Record<string, readonly string[]>>> =>
  stateQueries(orgSchema(), scoped([user]));
/** The only query of each kind. */
const queriesOf = (user = full): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(listsOf(user)).flatMap(([name, queries = []]) => {
      const [query, ...more] = queries;
      expect(more, name).to.deep.equal([]);
      return query === undefined ? [] : [[name, query]];
    }),
  );
const settings = { allowApexBindVariables: false, ignoreParseErrors: false };

/** The columns of a query, with those of parents by their path. */
function fieldsOf(query: string): string[] {
  return (parseQuery(query, settings).fields ?? []).flatMap((field) =>
    'rawValue' in field && field.rawValue ? field.rawValue : 'field' in field ? field.field : [],
  );
}

describe('stateQueries', () => {
  for (const [name, query] of Object.entries(queriesOf())) {
    it(`${name} is one SELECT, whatever the names are`, () => {
      expect(isQueryValid(query, settings), query).to.equal(true);
    });
  }

  it('are one for each kind of thing that is named', () => {
    expect(Object.keys(queriesOf())).to.have.members(Object.keys(listsOf()));
    expect(Object.keys(queriesOf()).length).to.equal(29);
  });

  it('fit into one batch request for an ordinary user', () => {
    const ordinary = definition({
      permissionSet: { objects: { Account: { access: ['edit'], editFields: 'all' } }, userPermissions: ['EditTask'] },
    });
    expect(Object.keys(queriesOf(ordinary)).length).to.be.at.most(25);
  });

  it('do not ask for what the definition does not name', () => {
    expect(Object.keys(queriesOf(definition()))).to.have.members([
      'organization',
      'userLicense',
      'permissionSetLicenses',
      'licensePermissions',
      'profiles',
      'users',
      'licenseAssignments',
      'setAssignments',
      'permissionSets',
      'setPermissions',
      'setGroups',
      'objectPermissions',
      'fieldPermissions',
      'setupAccess',
      'foreignAssignments',
    ]);
  });

  it('ask for every user permission of the own sets, and of each once', () => {
    const columns = (listsOf(definition())['setPermissions'] ?? []).flatMap((query) => fieldsOf(query));
    const asked = [...columns, ...fieldsOf(queriesOf(definition())['permissionSets'] ?? '')];
    const permissions = asked.filter((name) => name.startsWith('Permissions'));
    expect(permissions).to.have.members([...orgSchema().setPermissions.keys()].map((name) => `Permissions${name}`));
  });

  it('ask for everything that the licenses carry, and of each once', () => {
    const lists = listsOf(definition({ permissionSets: ['Extra'] }));
    const asked = [lists['permissionSetLicenses'], lists['licensePermissions']].flatMap((queries = []) =>
      queries.flatMap((query) => fieldsOf(query)),
    );
    const maximum = asked.filter((name) => name.startsWith('MaximumPermissions'));
    expect(maximum).to.have.members([...orgSchema().licensePermissions].map((name) => `MaximumPermissions${name}`));
  });

  it('ask for View All Fields only where the org has it', () => {
    const fields = (hasViewAllFields: boolean) =>
      (stateQueries(orgSchema({ hasViewAllFields }), scoped([full])).objectPermissions ?? []).flatMap((query) =>
        fieldsOf(query),
      );
    expect(fields(true)).to.include('PermissionsViewAllFields');
    expect(fields(false)).not.to.include('PermissionsViewAllFields');
    expect(fields(false)).to.include.members([
      'Id',
      'ParentId',
      'SobjectType',
      'PermissionsRead',
      'PermissionsModifyAllRecords',
    ]);
  });

  it('cut lists of names that are too long, so that none is missing and none is asked for twice', () => {
    const users = definitions(
      Array.from({ length: 450 }, (_, index) =>
        rawUser(`U${String(index)}`, { permissionSet: { apexClasses: [`Class${String(index)}`] } }),
      ),
    );
    const { users: queries = [], apexClasses = [], fieldPermissions = [] } = stateQueries(orgSchema(), scoped(users));
    for (const [lists, name] of [
      [queries, (index: number) => `u${String(index)}@acme.integration`],
      [apexClasses, (index: number) => `Class${String(index)}`],
      [fieldPermissions, (index: number) => `Integration_U${String(index)}`],
    ] as const) {
      expect(lists.length).to.be.greaterThan(1);
      for (const query of lists) {
        expect(isQueryValid(query, settings)).to.equal(true);
        expect(query.length).to.be.lessThan(8000);
      }
      for (const index of [0, 199, 200, 449]) {
        expect(
          lists.filter((query) => query.includes(`'${name(index)}'`)),
          name(index),
        ).to.have.lengthOf(1);
      }
    }
  });

  it('ask for so many sets at a time as have rows for a page', () => {
    const users = definitions(
      Array.from({ length: 10 }, (_, index) =>
        rawUser(`U${String(index)}`, {
          permissionSet: {
            objects: {
              Account: { readFields: 'all' },
              Case: { readFields: 'all' },
              Lead: { readFields: 'all', editFields: 'all' },
            },
          },
        }),
      ),
    );
    const { fieldPermissions = [], objectPermissions = [] } = stateQueries(orgSchema(), scoped(users));
    expect(fieldPermissions).to.have.lengthOf(3);
    expect(objectPermissions).to.have.lengthOf(1);
  });

  it('select only permissions for which the org has a column, each once', () => {
    const columnsOf = (name: string): string[] => fieldsOf(queriesOf()[name] ?? '');
    expect(columnsOf('profiles')).to.include('PermissionsRunFlow');
    expect(columnsOf('profiles').join(' ')).not.to.match(/Evil|ViewAllData/);
    expect(columnsOf('users')).to.include('Profile.PermissionsTwoFactorApi');
    expect(columnsOf('setAssignments')).to.include('PermissionSet.PermissionsTwoFactorApi');
    expect(columnsOf('permissionSetLicenses')).to.include.members([
      'MaximumPermissionsRunFlow',
      'MaximumPermissionsViewSetup',
    ]);
    for (const name of ['profiles', 'users', 'permissionSets', 'setAssignments', 'permissionSetLicenses']) {
      expect(columnsOf(name), name).to.deep.equal([...new Set(columnsOf(name))]);
    }
  });

  it('ask for the principals of a credential once, whatever their names are', () => {
    const names = ['Cred-Main', 'ns__Cred-Other - 2', 'Cred-Per User', 'Other-Main'];
    const { externalCredentials } = queriesOf(definition({ permissionSet: { externalCredentials: names } }));
    expect(externalCredentials).to.match(/WHERE ExternalCredential\.DeveloperName IN \('Cred', 'Other'\)$/);
  });

  it('look up what a package brought by its name alone', () => {
    expect(queriesOf()['permissionSets']).to.contain("'Extra'");
    expect(queriesOf()['permissionSets']).not.to.contain('ns__Extra');
  });

  it('ask for the record types of an object once', () => {
    expect(queriesOf()['recordTypes']).to.match(/SobjectType IN \('Account'\)$/);
  });
});

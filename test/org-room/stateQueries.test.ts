import { isQueryValid, parseQuery } from '@jetstreamapp/soql-parser-js';
import { expect } from 'chai';
import { stateQueries } from '../../src/org/stateQueries.ts';
import { scopeOf } from '../../src/plan/scope.ts';
import { definition, orgSchema, USERNAME } from '../plan/snapshot.ts';

const EVIL = "x' OR Name != '\\";
const full = definition({
  profile: { name: EVIL, permissions: ['RunFlow', "Evil' OR"] },
  permissionSet: {
    recordTypes: ['Account.Partner', 'Account.Client'],
    apexClasses: [EVIL],
    customPermissions: [EVIL],
    userPermissions: ['EditTask'],
  },
  permissionSets: [EVIL, 'ns__Extra'],
  permissionSetGroups: [EVIL],
  permissionSetLicenses: [EVIL],
  role: EVIL,
  publicGroups: [EVIL],
  queues: [EVIL],
});
const queriesOf = (user = full): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(stateQueries(orgSchema(), scopeOf(user, USERNAME, 'admin@acme.com'))).map(([name, query]) => [
      name,
      query,
    ]),
  );
const settings = { allowApexBindVariables: false, ignoreParseErrors: false };

describe('stateQueries', () => {
  for (const [name, query] of Object.entries(queriesOf())) {
    it(`${name} is one SELECT, whatever the names are`, () => {
      expect(isQueryValid(query, settings), query).to.equal(true);
    });
  }

  it('fit into one batch request', () => {
    expect(Object.keys(queriesOf()).length).to.equal(20);
    expect(Object.keys(queriesOf()).length).to.be.at.most(25);
  });

  it('do not ask for what the definition does not name', () => {
    const asked = Object.keys(queriesOf(definition()));
    expect(asked).not.to.include.members([
      'groups',
      'apexClasses',
      'customPermissions',
      'recordTypes',
      'roles',
      'publicGroups',
      'queues',
      'memberships',
    ]);
    expect(asked).to.have.lengthOf(12);
  });

  it('select only permissions for which the org has a column, each once', () => {
    const columnsOf = (name: string): string[] =>
      (parseQuery(queriesOf()[name] ?? '', settings).fields ?? []).flatMap((field) =>
        'rawValue' in field && field.rawValue ? field.rawValue : 'field' in field ? field.field : [],
      );
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

  it('look up what a package brought by its name alone', () => {
    expect(queriesOf()['permissionSets']).to.contain("'Extra'");
    expect(queriesOf()['permissionSets']).not.to.contain('ns__Extra');
  });

  it('ask for the record types of an object once', () => {
    expect(queriesOf()['recordTypes']).to.match(/SobjectType IN \('Account'\)$/);
  });
});

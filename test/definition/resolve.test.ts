import { expect } from 'chai';
import type { UserDefinition } from '../../src/definition/definition.ts';
import { error } from '../../src/definition/problem.ts';
import type { RawDefinition, RawUser } from '../../src/definition/raw.ts';
import { resolve } from '../../src/definition/resolve.ts';
import { EMPTY_SET, setOf } from './sets.ts';

const resolved = (raw: RawUser, profile?: RawDefinition['profile']): UserDefinition => {
  const { definition, problems } = resolve({ ...(profile ? { profile } : {}), users: [raw] });
  expect(problems).to.deep.equal([]);
  const [user] = definition.users;
  if (user === undefined) throw new Error('no user');
  return user;
};
const ids = (...users: readonly RawUser[]): string[] => resolve({ users }).problems.map(({ id }) => id);

describe('resolve', () => {
  it('fills in every default', () => {
    const expected: UserDefinition = {
      name: 'Billing Sync',
      account: 'managed',
      username: undefined,
      email: undefined,
      profile: { name: 'Integration API Only', permissions: ['PasswordNeverExpires'], permissionsAreDefault: true },
      permissionSet: {
        name: 'Integration_Billing_Sync',
        label: 'Integration - Billing Sync',
        ...EMPTY_SET,
      },
      permissionSets: [],
      permissionSetGroups: [],
      permissionSetLicenses: [],
      role: undefined,
      publicGroups: [],
      queues: [],
      credential: undefined,
    };
    expect(resolved({ name: 'Billing Sync' })).to.deep.equal(expected);
  });

  it('keeps what was written', () => {
    const user = resolved({
      name: 'A',
      username: 'A@Acme.Integration',
      email: 'Team@acme.com',
      profile: { name: 'P', permissions: ['X'] },
      permissionSet: { name: 'Own', label: 'Own set', objects: { Account: { access: ['read'], editFields: 'all' } } },
      role: 'R',
      queues: ['Q'],
    });
    expect(user.username).to.equal('a@acme.integration');
    expect(user.email).to.equal('Team@acme.com');
    expect(user.profile).to.deep.equal({ name: 'P', permissions: ['X'], permissionsAreDefault: false });
    expect(setOf(user).name).to.equal('Own');
    expect(setOf(user).label).to.equal('Own set');
    expect(setOf(user).objects).to.deep.equal({
      Account: { access: ['read'], readFields: [], editFields: 'all' },
    });
    expect(user.role).to.equal('R');
    expect(user.queues).to.deep.equal(['Q']);
  });

  const profiles: readonly (readonly [
    string,
    RawDefinition['profile'],
    RawUser['profile'],
    string,
    string,
    boolean,
  ])[] = [
    ['the shared profile', { name: 'S', permissions: [] }, undefined, 'S', '', false],
    [
      'the name of its own and the permissions that are shared',
      { name: 'S', permissions: ['X'] },
      { name: 'P' },
      'P',
      'X',
      false,
    ],
    ['the shared name and permissions of its own', { name: 'S' }, { permissions: ['Y'] }, 'S', 'Y', false],
    ['no permissions at all where it says so', undefined, { permissions: [] }, 'Integration API Only', '', false],
    [
      'the default permission on a profile of another name',
      undefined,
      { name: 'P' },
      'P',
      'PasswordNeverExpires',
      true,
    ],
  ];
  for (const [what, shared, own, name, permissions, isDefault] of profiles) {
    it(`gives a user ${what}`, () => {
      const user = resolved({ name: 'A', ...(own ? { profile: own } : {}) }, shared);
      expect(user.profile).to.deep.equal({
        name,
        permissions: permissions === '' ? [] : [permissions],
        permissionsAreDefault: isDefault,
      });
    });
  }

  it('drops repetitions, also those in another case', () => {
    const user = resolved({
      name: 'A',
      permissionSets: ['One', 'ONE', 'Two'],
      permissionSet: {
        userPermissions: ['EditTask', 'EditTask'],
        objects: { Case: { access: ['read', 'read'], readFields: ['Reason', 'reason'] } },
      },
    });
    expect(user.permissionSets.map((name) => name.toLowerCase())).to.deep.equal(['one', 'two']);
    expect(setOf(user).userPermissions).to.deep.equal(['EditTask']);
    expect(setOf(user).objects['Case']?.access).to.deep.equal(['read']);
    expect(setOf(user).objects['Case']?.readFields).to.have.lengthOf(1);
  });

  it('checks username, e-mail address and permission set', () => {
    expect(ids({ name: 'A', username: 'x', email: 'y', permissionSet: { name: '1', label: ' ' } })).to.deep.equal([
      'usernameForm',
      'emailForm',
      'permissionSetName',
      'permissionSetLabel',
    ]);
  });

  it('does not blame a permission set for a name that it was only made from', () => {
    expect(ids({ name: 'データ' })).to.deep.equal(['nameLetters']);
    expect(ids({ name: 'x'.repeat(300) })).to.deep.equal(['nameTooLong']);
    expect(ids({ name: 'A', permissionSet: { label: ' ' } })).to.deep.equal(['permissionSetLabel']);
    expect(ids({ name: 'データ', permissionSet: { name: '1' } })).to.deep.equal(['nameLetters', 'permissionSetName']);
  });

  it('refuses users who share a name, a username or a permission set, in any case, each once', () => {
    const a: RawUser = { name: 'Zoom', username: 'a@b.co', permissionSet: { name: 'S' } };
    const problems = resolve({
      users: [a, { ...a, name: 'ZOOM', username: 'A@b.co', permissionSet: { name: 's' } }, a],
    }).problems;
    expect(problems).to.deep.equal([
      error('duplicateName', 'Zoom', ['Zoom']),
      error('duplicateUsername', 'a@b.co', ['a@b.co']),
      error('duplicatePermissionSet', 'S', ['S']),
    ]);
  });

  it('refuses users who share an app, in any case, each once', () => {
    const login = (app?: string): Pick<RawUser, 'credential'> => ({
      credential: { type: 'client-credentials', ...(app === undefined ? {} : { app }) },
    });
    const users = [
      { name: 'A', ...login('App') },
      { name: 'B', ...login('APP') },
      { name: 'C', ...login('App') },
      { name: 'App', ...login() },
      { name: 'D' },
    ];
    expect(resolve({ users }).problems).to.deep.equal([error('duplicateApp', 'App', ['App'])]);
    expect(resolve({ users: [{ name: 'A B', ...login() }] }).definition.users[0]?.credential?.app).to.equal(
      'Integration_A_B',
    );
    expect(ids({ name: 'A', ...login('1') })).to.deep.equal(['credentialApp']);
  });

  it('lets different users pass', () => {
    expect(ids({ name: 'A' }, { name: 'B' })).to.deep.equal([]);
  });

  it('refuses two users whose default usernames would be the same', () => {
    const sets = [{ name: 'One' }, { name: 'Two' }];
    const problems = resolve({
      users: [
        { name: 'Billing Sync', permissionSet: sets[0] ?? {} },
        { name: 'BillingSync', permissionSet: sets[1] ?? {} },
      ],
    }).problems;
    expect(problems).to.deep.equal([
      {
        id: 'duplicateDefaultUsername',
        severity: 'error',
        subject: 'billingsync',
        tokens: ['billingsync'],
        fixTokens: [],
      },
    ]);
    expect(ids({ name: 'Billing Sync', username: 'a@b.co' }, { name: 'BillingSync' })).to.deep.equal([]);
  });

  it('leaves a user without a permission set of its own where it says so', () => {
    expect(resolved({ name: 'A', permissionSet: 'none', permissionSets: ['S'] })).to.deep.include({
      permissionSet: undefined,
      permissionSets: ['S'],
    });
  });

  it('does not compare the permission sets of users who have none', () => {
    expect(ids({ name: 'A', permissionSet: 'none' }, { name: 'B', permissionSet: 'none' })).to.deep.equal([]);
  });

  it('tells record types that are not described from an empty list of them', () => {
    expect(setOf(resolved({ name: 'A' })).recordTypes).to.equal(undefined);
    expect(setOf(resolved({ name: 'A', permissionSet: { recordTypes: [] } })).recordTypes).to.deep.equal([]);
    const twice = { recordTypes: ['Account.Partner', 'account.partner'] };
    expect(setOf(resolved({ name: 'A', permissionSet: twice })).recordTypes).to.have.lengthOf(1);
  });

  it('keeps flows, named credentials and connected apps, each once', () => {
    const set = setOf(
      resolved({
        name: 'A',
        permissionSet: { flows: ['F', 'f'], namedCredentials: ['N', 'n', 'O'], connectedApps: ['My App', 'my app'] },
      }),
    );
    expect([set.flows, set.namedCredentials, set.connectedApps].map(({ length }) => length)).to.deep.equal([1, 2, 1]);
  });

  it('keeps pages and principals of external credentials, each once, a principal as Setup shows it too', () => {
    const externalCredentials = ['Cred-Main', 'Cred - Main', 'ns__Cred - Main - 2', 'Cred', 'My Cred - Main'];
    const set = setOf(resolved({ name: 'A', permissionSet: { apexPages: ['P', 'p'], externalCredentials } }));
    expect(set.apexPages).to.have.lengthOf(1);
    expect(set.externalCredentials).to.deep.equal(['Cred-Main', 'ns__Cred-Main - 2', 'Cred', 'My Cred - Main']);
  });

  it('checks the name of a profile', () => {
    expect(ids({ name: 'A', profile: { name: ' ' } })).to.deep.equal(['profileName']);
  });
});

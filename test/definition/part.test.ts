import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { UserFlags } from '../../src/definition/fromFlags.ts';
import { manyUsers } from '../../src/definition/manyUsers.ts';
import { assignmentsAlone, permissionSetAlone, profileAlone, type Part } from '../../src/definition/part.ts';
import { error } from '../../src/definition/problem.ts';
import { EMPTY_SET, setOf } from './sets.ts';

const ids = ({ problems }: Pick<Part, 'problems'>): string[] => problems.map(({ id }) => id);
const source = (permissions: string[], rights = 0) => ({ profile: { permissions, rights }, names: ['P'] });

describe('profileAlone', () => {
  it('describes a profile without an account and without a permission set', () => {
    const { users, problems } = profileAlone('API Only', undefined, undefined, ['RunReports']);
    expect(problems).to.deep.equal([]);
    expect(users).to.have.lengthOf(1);
    expect(users[0]).to.deep.include({ name: 'API Only', account: 'none', permissionSet: undefined });
    expect(users[0]?.profile).to.deep.equal({
      name: 'API Only',
      permissions: ['RunReports'],
      permissionsAreDefault: false,
    });
  });

  it('takes over what its source holds, and each permission once', () => {
    const { users } = profileAlone('New', 'P', source(['RunReports', 'EditTask']), ['EditTask', 'ViewSetup']);
    expect(users[0]?.profile?.permissions).to.have.members(['RunReports', 'EditTask', 'ViewSetup']);
    expect(users[0]?.profile?.permissions).to.have.lengthOf(3);
    expect(profileAlone('New', 'P', source([]), []).problems).to.deep.equal([]);
  });

  it('has no permission by default: a clone is what its source is', () => {
    expect(profileAlone('New', 'P', source([]), []).users[0]?.profile?.permissions).to.deep.equal([]);
  });

  it('warns of rights of the source that are not taken over', () => {
    expect(profileAlone('New', 'P', source([], 7), []).problems).to.deep.equal([
      { id: 'sourceRights', severity: 'warning', subject: 'P', tokens: ['P', '7'], fixTokens: [] },
    ]);
  });

  it('offers the nearest source, or all that there are', () => {
    const none = { profile: undefined, names: ['Minimum', 'Integration'] };
    const found = (name: string) => profileAlone('New', name, none, []).problems;
    expect(found('Minimun')).to.deep.equal([error('unknownSource', 'Minimun', ['Minimun'], ['Minimum'])]);
    expect(found('Whatever')).to.deep.equal([
      error('unknownSource', 'Whatever', ['Whatever'], ['Minimum, Integration']),
    ]);
  });

  it('checks the name', () => {
    expect(ids(profileAlone(' ', undefined, undefined, []))).to.include('profileName');
  });

  it('takes every name that Salesforce takes for a profile, not only those that are good for a user', () => {
    for (const name of ['API "Only" 100%', 'x'.repeat(100), 'データ連携']) {
      expect(ids(profileAlone(name, undefined, undefined, [])), name).to.deep.equal([]);
    }
  });
});

const FILE = `
users:
  - name: Zoom
    permissionSet:
      label: The label
      objects:
        Account: { access: [read], readFields: [Phone] }
        Case: { access: [read] }
      recordTypes: [Account.Partner]
      flows: [Route]
  - name: Other
    permissionSet: none
`;

describe('parts out of a file', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'part-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });
  const written = async (content: string): Promise<string> => {
    const path = join(folder, 'definition.yaml');
    await writeFile(path, content);
    return path;
  };
  const alone = async (flags: UserFlags, content?: string, label?: string): Promise<Part> =>
    permissionSetAlone(flags, label, content === undefined ? undefined : await written(content));

  it('permissionSetAlone describes a set out of flags, without an account and without a profile', async () => {
    const { users, problems } = await alone({ name: 'Read_Accounts', object: ['Account=read'], 'apex-class': ['C'] });
    expect(problems).to.deep.equal([]);
    expect(users).to.have.lengthOf(1);
    expect(users[0]).to.deep.include({ name: 'Read_Accounts', account: 'none', profile: undefined });
    expect(setOf(users[0])).to.deep.equal({
      ...EMPTY_SET,
      name: 'Read_Accounts',
      label: 'Read Accounts',
      objects: { Account: { access: ['read'], readFields: [], editFields: [] } },
      apexClasses: ['C'],
    });
  });

  it('takes a label that is given before that of the file, and that of the file before one made from the name', async () => {
    expect(setOf((await alone({ name: 'Read__All_c' })).users[0]).label).to.equal('Read All c');
    expect(setOf((await alone({ name: 'A' }, undefined, 'Given')).users[0]).label).to.equal('Given');
    expect(setOf((await alone({}, FILE)).users[0]).label).to.equal('The label');
    expect(setOf((await alone({}, FILE, 'Given')).users[0]).label).to.equal('Given');
  });

  it('takes the only set of a file, with everything in it', async () => {
    const { users, problems } = await alone({}, FILE);
    expect(problems).to.deep.equal([]);
    expect(users[0]).to.include({ name: 'Integration_Zoom', account: 'none' });
    expect(setOf(users[0])).to.deep.include({
      name: 'Integration_Zoom',
      recordTypes: ['Account.Partner'],
      flows: ['Route'],
    });
    expect(Object.keys(setOf(users[0]).objects)).to.deep.equal(['Account', 'Case']);
  });

  it('picks a set by its name, in any case, and offers those that there are', async () => {
    const two = 'users: [{ name: A }, { name: B }]';
    expect(setOf((await alone({ name: 'INTEGRATION_b' }, two)).users[0]).name.toLowerCase()).to.equal('integration_b');
    expect((await alone({}, two)).problems).to.deep.equal([
      error('fileSeveralSets', 'users', ['Integration_A, Integration_B']),
    ]);
    const none = await alone({ name: 'Nothing' }, two);
    expect(none.users).to.deep.equal([]);
    expect(none.problems).to.deep.equal([
      error('fileNoSuchSet', 'Nothing', ['Nothing'], ['Integration_A, Integration_B']),
    ]);
    expect(ids(await alone({}))).to.deep.equal(['permissionSetName', 'permissionSetLabel']);
    expect(ids(await alone({}, 'users: [{ name: A, permissionSet: none }]'))).to.deep.equal(['fileSeveralSets']);
  });

  it('joins the objects of flags and file as create does: a flag takes no right of the file away', async () => {
    const { users } = await alone({ object: ['account=edit', 'Lead=read'] }, FILE);
    const { objects } = setOf(users[0]);
    expect(Object.keys(objects).map((name) => name.toLowerCase())).to.have.members(['account', 'case', 'lead']);
    const account = Object.entries(objects).find(([name]) => name.toLowerCase() === 'account')?.[1];
    expect(account?.access).to.have.members(['read', 'edit']);
    expect(account?.readFields).to.deep.equal(['Phone']);
  });

  it('tells what is wrong in file, flags and names', async () => {
    expect(ids(await alone({}, 'users: 5'))).to.deep.equal(['fileValue']);
    expect(ids(await alone({ name: 'A', object: ['x'] }))).to.deep.equal(['objectFlag']);
    expect(ids(await alone({ name: '1 bad' }))).to.deep.equal(['permissionSetName']);
    expect(ids(await alone({ name: 'A' }, undefined, ' '))).to.deep.equal(['permissionSetLabel']);
  });

  it('manyUsers gives all users of a file, or all that is wrong', async () => {
    const good = await manyUsers(await written(FILE));
    expect(good.problems).to.deep.equal([]);
    expect(good.users.map(({ name, permissionSet }) => [name, permissionSet?.name])).to.deep.equal([
      ['Zoom', 'Integration_Zoom'],
      ['Other', undefined],
    ]);
    const bad = await manyUsers(await written('users: [{ name: A, username: x }, { name: a, email: y }]'));
    expect(ids(bad)).to.have.members(['usernameForm', 'emailForm', 'duplicateName', 'duplicatePermissionSet']);
    expect(await manyUsers(await written('users: 5'))).to.deep.include({ users: [] });
    expect(ids(await manyUsers(join(folder, 'none.yaml')))).to.deep.equal(['fileUnreadable']);
  });
});

describe('assignmentsAlone', () => {
  it('describes users who are there already, by their usernames, with nothing but assignments', () => {
    const { users, problems } = assignmentsAlone(['A@acme.com', 'b@acme.com'], {
      'permission-set': ['S', 's'],
      'permission-set-group': ['G'],
      'permission-set-license': ['L'],
    });
    expect(problems).to.deep.equal([]);
    expect(users.map(({ name, username }) => [name, username])).to.deep.equal([
      ['a@acme.com', 'a@acme.com'],
      ['b@acme.com', 'b@acme.com'],
    ]);
    for (const user of users) {
      expect(user).to.deep.include({ account: 'existing', profile: undefined, permissionSet: undefined });
      expect(user).to.deep.include({ permissionSetGroups: ['G'], permissionSetLicenses: ['L'] });
      expect(user.permissionSets).to.have.lengthOf(1);
    }
  });

  it('checks the usernames, and takes each once', () => {
    expect(ids(assignmentsAlone(['x'], {}))).to.deep.equal(['usernameForm']);
    expect(ids(assignmentsAlone(['a@b.co', 'A@b.co'], {}))).to.deep.equal(['duplicateUsername']);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { UserDefinition } from '../../src/definition/definition.ts';
import { error } from '../../src/definition/problem.ts';
import type { UserFlags } from '../../src/definition/fromFlags.ts';
import { oneUser } from '../../src/definition/oneUser.ts';
import { setOf } from './sets.ts';

const TWO = `
profile: { name: Shared, permissions: [EditTask] }
users:
  - name: ZoomInfo
    username: zoom@acme.integration
    role: R
    permissionSets: [One]
    permissionSet:
      label: Zoom
      apexClasses: [Inbound]
      objects:
        Account: { access: [read], readFields: [Phone], editFields: all }
        Case: { access: [read] }
  - name: Billing
    profile: { name: Own }
`;

describe('oneUser', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-user-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const inFile = async (flags: UserFlags, content: string) => {
    const path = join(folder, 'definition.yaml');
    await writeFile(path, content);
    return oneUser(flags, path);
  };
  const good = async (flags: UserFlags, content: string): Promise<UserDefinition> => {
    const { user, problems } = await inFile(flags, content);
    expect(problems).to.deep.equal([]);
    if (user === undefined) throw new Error('no user');
    return user;
  };

  it('makes a user of flags alone', async () => {
    const { user, problems } = await oneUser({ name: 'A', object: ['Account=read'] }, undefined);
    expect(problems).to.deep.equal([]);
    expect(setOf(user).name).to.equal('Integration_A');
    expect(setOf(user).objects).to.have.keys('Account');
    expect(user?.profile?.permissionsAreDefault).to.equal(true);
  });

  it('tells what is wrong in the flags and in what they make, together', async () => {
    const { problems } = await oneUser({ name: 'A', username: 'x', object: ['x'], field: ['y'] }, undefined);
    expect(problems.map(({ id }) => id)).to.deep.equal(['objectFlag', 'fieldFlag', 'usernameForm']);
    expect((await oneUser({}, undefined)).problems.map(({ id }) => id)).to.deep.equal(['nameEmpty']);
  });

  it('takes the only user of a file', async () => {
    const user = await good({}, 'users: [{ name: Billing Sync, role: R }]');
    expect([user.name, user.role]).to.deep.equal(['Billing Sync', 'R']);
  });

  it('takes the user of a file that the name picks, in any case, and keeps the name as the file writes it', async () => {
    const user = await good({ name: 'ZOOMinfo' }, TWO);
    expect(user.name).to.equal('ZoomInfo');
    expect(user.username).to.equal('zoom@acme.integration');
    expect(setOf(user).label).to.equal('Zoom');
    expect(setOf(user).name).to.equal('Integration_ZoomInfo');
  });

  it('gives each user the shared profile, and those of its own what they say themselves', async () => {
    const shared = { name: 'Shared', permissions: ['EditTask'], permissionsAreDefault: false };
    expect((await good({ name: 'ZoomInfo' }, TWO)).profile).to.deep.equal(shared);
    expect((await good({ name: 'Billing' }, TWO)).profile).to.deep.equal({ ...shared, name: 'Own' });
    expect((await good({ name: 'Billing', profile: 'Flag' }, TWO)).profile).to.deep.equal({ ...shared, name: 'Flag' });
    const flagged = (await good({ name: 'Billing', 'profile-permission': ['X'] }, TWO)).profile;
    expect(flagged).to.deep.equal({ ...shared, name: 'Own', permissions: ['X'] });
  });

  it('lets a flag count more than the file', async () => {
    const user = await good({ name: 'ZoomInfo', username: 'Other@acme.integration', role: 'S', email: 'a@b.co' }, TWO);
    expect([user.username, user.role, user.email]).to.deep.equal(['other@acme.integration', 'S', 'a@b.co']);
    expect(setOf(user).apexClasses).to.deep.equal(['Inbound']);
  });

  it('joins the objects of both, whatever their case', async () => {
    const flags = {
      name: 'ZoomInfo',
      object: ['account=edit', 'Lead=read'],
      field: ['account.Fax', 'account.Phone=edit', 'Case.*'],
    };
    const { objects } = setOf(await good(flags, TWO));
    expect(objects).to.deep.equal({
      Account: { access: ['read', 'edit'], readFields: ['Phone', 'Fax'], editFields: 'all' },
      Case: { access: ['read'], readFields: 'all', editFields: [] },
      Lead: { access: ['read'], readFields: [], editFields: [] },
    });
  });

  it('drops no object that a flag names, not even one that JavaScript has a use for', async () => {
    const user = await good({ name: 'Billing', object: ['__proto__=read', 'constructor=read'] }, TWO);
    expect(Object.keys(setOf(user).objects)).to.have.members(['__proto__', 'constructor']);
  });

  it('asks which user is meant when the file has several', async () => {
    const { user, problems } = await inFile({}, TWO);
    expect(user).to.equal(undefined);
    expect(problems).to.deep.equal([error('fileSeveralUsers', 'users', ['ZoomInfo, Billing'])]);
  });

  it('offers the nearest names, or all, for a name that the file does not have', async () => {
    expect((await inFile({ name: 'Zoominfi' }, TWO)).problems).to.deep.equal([
      { id: 'fileNoSuchUser', severity: 'error', subject: 'Zoominfi', tokens: ['Zoominfi'], fixTokens: ['ZoomInfo'] },
    ]);
    const far = await inFile({ name: 'Marketing' }, TWO);
    expect(far.user).to.equal(undefined);
    expect(far.problems[0]?.fixTokens).to.deep.equal(['ZoomInfo, Billing']);
  });

  it('does not look at the flags while the file is broken', async () => {
    const { user, problems } = await inFile({ name: 'A', object: ['x'] }, 'users: 5');
    expect(user).to.equal(undefined);
    expect(problems.map(({ id }) => id)).to.deep.equal(['fileValue']);
  });

  it('checks what a file says as strictly as what flags say', async () => {
    const { problems } = await inFile(
      {},
      'users: [{ name: "a<b>", username: x, email: y, permissionSet: { name: "1" } }]',
    );
    expect(problems.map(({ id }) => id)).to.deep.equal([
      'nameCharacters',
      'usernameForm',
      'emailForm',
      'permissionSetName',
    ]);
  });

  const NONE = 'users: [{ name: A, permissionSet: none, permissionSets: [S] }]';

  it('leaves a user of a file without a set of its own, whatever flags say that are not about one', async () => {
    expect((await good({}, NONE)).permissionSet).to.equal(undefined);
    const user = await good({ role: 'R', 'permission-set': ['T'] }, NONE);
    expect([user.permissionSet, user.permissionSets]).to.deep.equal([undefined, ['S', 'T']]);
  });

  it('gives it one as soon as a flag describes rights', async () => {
    for (const flags of [{ object: ['Account=read'] }, { 'apex-class': ['C'] }, { 'user-permission': ['EditTask'] }]) {
      const user = await good(flags, NONE);
      expect(setOf(user).name, JSON.stringify(flags)).to.equal('Integration_A');
    }
  });

  it('lets flags say how a user of a file logs in, and keeps what they do not speak of', async () => {
    const FILE = 'users: [{ name: A, credential: { type: client-credentials, app: Mine, scopes: [Api] } }]';
    const { credential } = await good({ credential: 'jwt', certificate: 'erp.pem' }, FILE);
    expect(credential).to.deep.include({ type: 'jwt', app: 'Mine', scopes: ['Api'], certificate: 'erp.pem' });
    expect((await good({}, FILE)).credential).to.deep.include({ type: 'client-credentials', app: 'Mine' });
  });

  it('joins the lists of both', async () => {
    const user = await good({ name: 'ZoomInfo', 'apex-class': ['More'], 'record-type': ['Account.Partner'] }, TWO);
    expect(setOf(user).apexClasses).to.deep.equal(['Inbound', 'More']);
    expect(setOf(user).recordTypes).to.deep.equal(['Account.Partner']);
    expect(setOf(await good({ name: 'ZoomInfo' }, TWO)).recordTypes).to.equal(undefined);
  });
});

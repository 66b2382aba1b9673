import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDefinitionFile } from '../../src/definition/file.ts';
import type { RawDefinition } from '../../src/definition/raw.ts';
import { parsed, refused } from './parsed.ts';

const FULL = `
profile:
  name: Integration API Only
  permissions: [PasswordNeverExpires]
users:
  - name: ZoomInfo
    username: zoominfo@acme.integration
    email: salesforce-team@acme.com
    permissionSet:
      name: Integration_ZoomInfo
      label: Integration - ZoomInfo
      objects:
        Account:
          access: [read, create, edit]
          readFields: [Industry, AnnualRevenue]
          editFields: [Website, Phone]
        Contact:
          access: [read]
          readFields: all
      recordTypes: [Account.Partner]
      apexClasses: [ZoomInfoInbound]
      customPermissions: [Skip_Validation]
      userPermissions: [EditTask]
    permissionSets: [Existing_Set]
    permissionSetGroups: []
    permissionSetLicenses: []
    role: Integrations
    publicGroups: []
    queues: []
`;
const FULL_VALUE: RawDefinition = {
  profile: { name: 'Integration API Only', permissions: ['PasswordNeverExpires'] },
  users: [
    {
      name: 'ZoomInfo',
      username: 'zoominfo@acme.integration',
      email: 'salesforce-team@acme.com',
      permissionSet: {
        name: 'Integration_ZoomInfo',
        label: 'Integration - ZoomInfo',
        objects: {
          Account: {
            access: ['read', 'create', 'edit'],
            readFields: ['Industry', 'AnnualRevenue'],
            editFields: ['Website', 'Phone'],
          },
          Contact: { access: ['read'], readFields: 'all' },
        },
        recordTypes: ['Account.Partner'],
        apexClasses: ['ZoomInfoInbound'],
        customPermissions: ['Skip_Validation'],
        userPermissions: ['EditTask'],
      },
      permissionSets: ['Existing_Set'],
      permissionSetGroups: [],
      permissionSetLicenses: [],
      role: 'Integrations',
      publicGroups: [],
      queues: [],
    },
  ],
};

describe('parseDefinition', () => {
  it('reads every key in YAML', () => {
    expect(parsed(FULL)).to.deep.equal(FULL_VALUE);
  });

  it('reads the same in JSON, also with tabs', () => {
    expect(parsed(JSON.stringify(FULL_VALUE))).to.deep.equal(FULL_VALUE);
    expect(parsed(JSON.stringify(FULL_VALUE, undefined, '\t'))).to.deep.equal(FULL_VALUE);
  });

  it('reads the same behind a byte order mark and with CRLF', () => {
    expect(parsed(`\uFEFF${FULL}`)).to.deep.equal(FULL_VALUE);
    expect(parsed(FULL.replaceAll('\n', '\r\n'))).to.deep.equal(FULL_VALUE);
  });

  it('follows anchors, aliases and merge keys; what stands beside a merge key counts more', () => {
    const { users } = parsed(`
users:
  - &base
    name: A
    role: R
    permissionSet: &set
      objects: { Account: { access: [read] } }
  - <<: *base
    name: B
  - name: C
    permissionSet: *set
`);
    expect(users[1]).to.deep.equal({ ...users[0], name: 'B' });
    expect(users[2]).to.deep.equal({ name: 'C', permissionSet: users[0]?.permissionSet });
  });

  it('takes one anchor for a thousand users', () => {
    const more = Array.from(
      { length: 999 },
      (_, at) => `  - { name: A${String(at)}, permissionSet: *set, queues: *q }`,
    );
    const text = ['users:', '  - { name: A, permissionSet: &set { objects: {} }, queues: &q [Q] }', ...more].join('\n');
    const { users } = parsed(text);
    expect(users).to.have.lengthOf(1000);
    expect(users[999]).to.deep.equal({ name: 'A998', permissionSet: { objects: {} }, queues: ['Q'] });
  });

  it('reads "yes", "on" and "null" as YAML 1.2 does: names that look like booleans of YAML 1.1 are text', () => {
    expect(parsed('users: [{ name: yes }, { name: "null" }]').users.map(({ name }) => name)).to.deep.equal([
      'yes',
      'null',
    ]);
  });

  it('gives a key named __proto__ no effect', () => {
    const [problem] = refused('users:\n  - name: A\n    __proto__: { role: R }\n');
    expect(problem?.tokens.slice(0, 2)).to.deep.equal(['f.yaml:3:5', '__proto__']);
  });
});

describe('readDefinitionFile', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'definition-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it('reads a file', async () => {
    const path = join(folder, 'good.yaml');
    await writeFile(path, FULL);
    const { raw, problems, placeOf } = await readDefinitionFile(path);
    expect({ raw, problems }).to.deep.equal({ raw: FULL_VALUE, problems: [] });
    const objects = ['users', '0', 'permissionSet', 'objects'];
    const places = [[...objects, 'Contact'], [...objects, 'Contact', 'access', '0'], ['users', '0', 'queues', '7'], []];
    expect(places.map((one) => placeOf?.(one))).to.deep.equal(
      ['17:9', '18:20', '29:13', '2:1'].map((place) => `${path}:${place}`),
    );
  });

  it('finds the places in JSON too, when somebody asks for one', async () => {
    const path = join(folder, 'good.json');
    await writeFile(path, '{"users": [\n  {"name": "A",\n   "role": "R"}]}');
    const { placeOf } = await readDefinitionFile(path);
    expect(placeOf?.(['users', '0', 'role'])).to.equal(`${path}:3:4`);
  });

  it('looks for certificates beside the file', async () => {
    const path = join(folder, 'jwt.yaml');
    const absolute = join(folder, 'other', 'a.pem');
    const login = (certificate: string): string => `credential: { type: jwt, app: A, certificate: ${certificate} }`;
    await writeFile(
      path,
      `users: [{ name: A, role: R, ${login('keys/a.pem')} }, { name: B, ${login(absolute)} }, { name: C }]`,
    );
    const { raw } = await readDefinitionFile(path);
    const credential = { type: 'jwt', app: 'A', certificate: join(folder, 'keys', 'a.pem') };
    expect(raw?.users).to.deep.equal([
      { name: 'A', role: 'R', credential },
      { name: 'B', credential: { ...credential, certificate: absolute } },
      { name: 'C' },
    ]);
  });

  it('names the file in what is wrong', async () => {
    const path = join(folder, 'bad.yaml');
    await writeFile(path, 'users: 5');
    const { problems } = await readDefinitionFile(path);
    expect(problems[0]?.tokens[0]).to.equal(`${path}:1:8`);
  });

  it('says why a file cannot be read: missing, or a folder', async () => {
    for (const [path, why] of [
      [join(folder, 'none.yaml'), /ENOENT/],
      [folder, /EISDIR/],
    ] as const) {
      const { raw, problems } = await readDefinitionFile(path);
      expect(raw).to.equal(undefined);
      expect(problems).to.have.lengthOf(1);
      expect(problems[0]?.id).to.equal('fileUnreadable');
      expect(problems[0]?.tokens[0]).to.equal(path);
      expect(problems[0]?.tokens[1]).to.match(why);
    }
  });

  it('reads 5 MB', async function () {
    this.timeout(10_000);
    const path = join(folder, 'big.yaml');
    await writeFile(path, `users:\n  - name: A\n    queues: ["${'x'.repeat(5_000_000)}"]\n    rol: R\n`);
    const { problems } = await readDefinitionFile(path);
    expect(problems.map(({ id, tokens }) => `${id} ${tokens[0] ?? ''}`)).to.deep.equal([`fileUnknownKey ${path}:4:5`]);
  });
});

import { expect } from 'chai';
import { fromFlags, type UserFlags } from '../../src/definition/fromFlags.ts';
import type { RawObjectAccess, RawUser } from '../../src/definition/raw.ts';
import { error } from '../../src/definition/problem.ts';
import { rawSet } from './sets.ts';

const objectsOf = (flags: UserFlags): Readonly<Record<string, RawObjectAccess>> => {
  const { user, problems } = fromFlags({ name: 'A', ...flags });
  expect(problems).to.deep.equal([]);
  return rawSet(user).objects ?? {};
};

describe('fromFlags', () => {
  it('leaves out what was not given, so that a file or a default can fill it', () => {
    expect(fromFlags({ name: 'A' })).to.deep.equal({
      user: { name: 'A', permissionSet: { objects: {} } },
      problems: [],
    });
  });

  it('has an empty name where there is none, which is refused later', () => {
    expect(fromFlags({}).user.name).to.equal('');
  });

  it('puts every flag into its place', () => {
    const { user, problems } = fromFlags({
      name: 'ZoomInfo',
      username: 'Z@acme.integration',
      email: 'team@acme.com',
      profile: 'API Only',
      'profile-permission': ['PasswordNeverExpires'],
      object: ['Account=read, edit'],
      field: ['Account.Website=edit'],
      'record-type': [' Account.Partner '],
      'apex-class': ['Inbound'],
      'custom-permission': ['Skip'],
      'user-permission': ['EditTask'],
      'permission-set': ['S'],
      'permission-set-group': ['G'],
      'permission-set-license': ['L'],
      role: 'R',
      'public-group': ['PG'],
      queue: ['Q'],
      credential: 'jwt',
      certificate: 'erp.pem',
    });
    const expected: RawUser = {
      name: 'ZoomInfo',
      username: 'Z@acme.integration',
      email: 'team@acme.com',
      profile: { name: 'API Only', permissions: ['PasswordNeverExpires'] },
      permissionSet: {
        objects: { Account: { access: ['read', 'edit'], readFields: [], editFields: ['Website'] } },
        recordTypes: ['Account.Partner'],
        apexClasses: ['Inbound'],
        customPermissions: ['Skip'],
        userPermissions: ['EditTask'],
      },
      permissionSets: ['S'],
      permissionSetGroups: ['G'],
      permissionSetLicenses: ['L'],
      role: 'R',
      publicGroups: ['PG'],
      queues: ['Q'],
      credential: { type: 'jwt', certificate: 'erp.pem' },
    };
    expect(user).to.deep.equal(expected);
    expect(problems).to.deep.equal([]);
  });

  it('knows a profile by its name alone and by its permissions alone', () => {
    expect(fromFlags({ name: 'A', profile: 'P' }).user.profile).to.deep.equal({ name: 'P' });
    expect(fromFlags({ name: 'A', 'profile-permission': ['X'] }).user.profile).to.deep.equal({ permissions: ['X'] });
  });

  const understood: readonly (readonly [string, UserFlags, Readonly<Record<string, RawObjectAccess>>])[] = [
    [
      'every right',
      { object: ['Account=read,create,edit,delete,viewAll,modifyAll'] },
      {
        Account: {
          access: ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'],
          readFields: [],
          editFields: [],
        },
      },
    ],
    [
      'blanks around',
      { object: [' ns__X__c=read , edit '], field: [' ns__X__c.Y__c=edit '] },
      { ns__X__c: { access: ['read', 'edit'], readFields: [], editFields: ['Y__c'] } },
    ],
    [
      'several objects',
      { object: ['Account=read', 'Contact=edit'] },
      {
        Account: { access: ['read'], readFields: [], editFields: [] },
        Contact: { access: ['edit'], readFields: [], editFields: [] },
      },
    ],
    [
      'one object twice, in any case',
      { object: ['account=read', 'Account=edit'], field: ['ACCOUNT.Website'] },
      { ACCOUNT: { access: ['read', 'edit'], readFields: ['Website'], editFields: [] } },
    ],
    [
      'a field without a right as read',
      { field: ['Account.Website', 'Account.Phone=read', 'Account.Fax=edit'] },
      { Account: { access: [], readFields: ['Website', 'Phone'], editFields: ['Fax'] } },
    ],
    ['a star as all fields', { field: ['Account.*'] }, { Account: { access: [], readFields: 'all', editFields: [] } }],
    [
      'a star and single fields',
      { field: ['Account.*=edit', 'Account.Fax=edit', 'Account.Phone'] },
      { Account: { access: [], readFields: ['Phone'], editFields: 'all' } },
    ],
  ];
  for (const [what, flags, expected] of understood) {
    it(`understands ${what}`, () => {
      expect(objectsOf(flags)).to.deep.equal(expected);
    });
  }

  const badObjects = [
    'Account',
    'Account=',
    '=read',
    'Account=read;edit',
    'Acc ount=read',
    'Account.Name=read',
    '',
    "A'=read",
    'Account==read',
  ];
  for (const text of badObjects) {
    it(`does not understand --object ${JSON.stringify(text)}`, () => {
      const { user, problems } = fromFlags({ name: 'A', object: [text] });
      expect(problems).to.deep.equal([
        { id: 'objectFlag', severity: 'error', subject: text, tokens: [text], fixTokens: [] },
      ]);
      expect(rawSet(user).objects).to.deep.equal({});
    });
  }

  const badRights: readonly (readonly [string, string, string])[] = [
    ['Account=raed', 'raed', 'read'],
    ['Account=read,Edit', 'Edit', 'edit'],
    ['Account=read,raed,creat', 'raed, creat', 'read, create'],
    ['Account=everything', 'everything', 'read, create, edit, delete, viewAll, modifyAll'],
  ];
  for (const [text, unknown, meant] of badRights) {
    it(`names the unknown rights of --object ${text}`, () => {
      expect(fromFlags({ name: 'A', object: [text] }).problems).to.deep.equal([
        { id: 'objectRight', severity: 'error', subject: text, tokens: [text, unknown], fixTokens: [meant] },
      ]);
    });
  }

  it('does not name an empty right as an unknown one: a comma too many is a slip of the form', () => {
    const { problems } = fromFlags({ name: 'A', object: ['Account=read,'] });
    expect(problems.filter(({ id, tokens }) => id === 'objectRight' && tokens[1] === '')).to.deep.equal([]);
  });

  for (const text of [
    'Account',
    'Account.',
    '.Website',
    'Account.Website=write',
    'Account.Website=',
    'Account.We*',
    '*.Website',
    'A.B.C',
    '',
  ]) {
    it(`does not understand --field ${JSON.stringify(text)}`, () => {
      expect(fromFlags({ name: 'A', field: [text] }).problems).to.deep.equal([
        { id: 'fieldFlag', severity: 'error', subject: text, tokens: [text], fixTokens: [] },
      ]);
    });
  }

  for (const text of [
    'Partner',
    'Account.',
    '.Partner',
    'Account.Partner.More',
    'Account.Part ner',
    '%Account.Partner',
  ]) {
    it(`does not understand --record-type ${JSON.stringify(text)}`, () => {
      const { user, problems } = fromFlags({ name: 'A', 'record-type': [text, 'Account.Partner'] });
      expect(problems).to.deep.equal([error('recordTypeForm', text, [text])]);
      expect(rawSet(user).recordTypes).to.deep.equal(['Account.Partner']);
    });
  }

  it('tells every flag that is wrong, and keeps those that are right', () => {
    const { user, problems } = fromFlags({
      name: 'A',
      object: ['x', 'Case=read', 'Account=raed'],
      field: ['y', 'Case.Reason'],
    });
    expect(problems.map(({ id }) => id)).to.deep.equal(['objectFlag', 'objectRight', 'fieldFlag']);
    expect(rawSet(user).objects).to.deep.equal({
      Case: { access: ['read'], readFields: ['Reason'], editFields: [] },
    });
  });
});

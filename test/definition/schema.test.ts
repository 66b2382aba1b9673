import { Ajv } from 'ajv';
import { expect } from 'chai';
import { OBJECT_RIGHTS } from '../../src/definition/definition.ts';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';
import { DEFINITION_SCHEMA } from '../../src/definition/schema.ts';

const accepts = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(DEFINITION_SCHEMA);
const user = (more: Readonly<Record<string, unknown>>): unknown => ({ users: [{ name: 'A', ...more }] });

/** Every key that a definition may have; the compiler sees to it that none is forgotten here. */
const USER: Required<RawUser> = {
  name: 'A',
  username: 'a@b.co',
  email: 'a@b.co',
  profile: { name: 'P', permissions: [] },
  permissionSet: {},
  permissionSets: ['S'],
  permissionSetGroups: ['S'],
  permissionSetLicenses: ['S'],
  role: 'R',
  publicGroups: ['S'],
  queues: ['S'],
  credential: { type: 'jwt', app: 'A', scopes: ['Api'], ipRanges: ['203.0.113.7'], certificate: 'a.crt' },
};
const SET: Required<RawPermissionSet> = {
  name: 'S',
  label: 'S',
  objects: { Account: { access: [...OBJECT_RIGHTS], readFields: 'all', editFields: ['Name'] } },
  recordTypes: ['S'],
  apexClasses: ['S'],
  apexPages: ['S'],
  customPermissions: ['S'],
  flows: ['S'],
  namedCredentials: ['S'],
  externalCredentials: ['S-P'],
  connectedApps: ['S'],
  userPermissions: ['S'],
};

describe('DEFINITION_SCHEMA', () => {
  it('knows every key of a user and of a permission set', () => {
    expect(
      accepts({ profile: USER.profile, users: [{ ...USER, permissionSet: SET }] }),
      JSON.stringify(accepts.errors),
    ).to.equal(true);
  });

  it('knows no others', () => {
    const known = (at: object): string[] => Object.keys('properties' in at ? (at.properties as object) : {});
    const { items } = DEFINITION_SCHEMA.properties.users;
    expect(known(items)).to.have.members(Object.keys(USER));
    const [none, set] = items.properties.permissionSet.anyOf;
    expect(none).to.deep.equal({ const: 'none' });
    expect(known(set ?? {})).to.have.members(Object.keys(SET));
  });

  for (const key of Object.keys(USER).filter((name) => name !== 'name')) {
    it(`refuses a user whose ${key} is null, a number or empty`, () => {
      for (const value of [null, 5, '', ['']]) expect(accepts(user({ [key]: value })), String(value)).to.equal(false);
    });
  }
  it('lets a user be without a permission set of its own, in that word alone', () => {
    expect(accepts(user({ permissionSet: 'none' }))).to.equal(true);
    for (const value of ['None', 'any', true]) expect(accepts(user({ permissionSet: value }))).to.equal(false);
  });

  for (const key of Object.keys(SET)) {
    it(`refuses a permission set whose ${key} is null, a number or empty`, () => {
      for (const value of [null, 5, '', ['']]) {
        expect(accepts(user({ permissionSet: { [key]: value } })), String(value)).to.equal(false);
      }
    });
  }

  it('describes every key for editors', () => {
    const undescribed: string[] = [];
    const visit = (at: unknown, path: string): void => {
      if (typeof at !== 'object' || at === null) return;
      for (const [key, value] of Object.entries('properties' in at ? (at.properties as object) : {})) {
        const described =
          typeof value === 'object' &&
          value !== null &&
          ('description' in value || 'items' in value || 'anyOf' in value);
        if (!described) undescribed.push(`${path}.${key}`);
        visit(value, `${path}.${key}`);
      }
      if ('items' in at) visit(at.items, path);
      if ('anyOf' in at && Array.isArray(at.anyOf)) for (const one of at.anyOf) visit(one, path);
      if ('additionalProperties' in at) visit(at.additionalProperties, path);
    };
    visit(DEFINITION_SCHEMA, '');
    expect(undescribed).to.deep.equal([]);
  });
});

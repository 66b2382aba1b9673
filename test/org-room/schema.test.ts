import type { Connection } from '@salesforce/core';
import { contactField } from '../../src/org/names.ts';
import { expect } from 'chai';
import { readSchema, type OrgSchema } from '../../src/org/schema.ts';

/** A field as a describe has it, an ordinary one unless said otherwise. */
const described = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  label: `Label of ${name}`,
  type: 'string',
  permissionable: true,
  createable: true,
  updateable: true,
  nillable: true,
  calculated: false,
  autoNumber: false,
  compoundFieldName: null,
  relationshipOrder: null,
  referenceTo: [],
  picklistValues: [],
  ...more,
});
type Describe = { readonly name: string; readonly label: string; readonly fields: readonly object[] };
const object = (name: string, ...fields: object[]): Describe => ({ name, label: `Label of ${name}`, fields });

const SETUP: Readonly<Record<string, Describe>> = {
  Profile: object('Profile', described('Name'), described('PermissionsEditTask'), described('PermissionsRunFlow')),
  PermissionSet: object('PermissionSet', described('PermissionsEditTask'), described('Label')),
  PermissionSetLicense: object('PermissionSetLicense', described('MaximumPermissionsEditTask'), described('Status')),
  ObjectPermissions: object(
    'ObjectPermissions',
    described('SobjectType', {
      picklistValues: [{ value: 'Account' }, { value: 'Old__c', active: false }, { value: 'Case', active: true }],
    }),
  ),
};

/** Reads a schema out of describes; what is not there is answered with the refusals. */
async function schemaOf(
  objects: Readonly<Record<string, Describe>>,
  refusals: Readonly<Record<string, string>> = {},
  asked: readonly string[] = Object.keys(objects),
): Promise<{ schema: OrgSchema; requests: string[][] }> {
  const requests: string[][] = [];
  const answer = (url: string) => {
    const name = decodeURIComponent(/\/sobjects\/(.+)\/describe$/.exec(url)?.[1] ?? '');
    const code = refusals[name];
    const found = { ...SETUP, ...objects }[name];
    if (code === undefined && found) return { statusCode: 200, result: found };
    return { statusCode: 404, result: [{ errorCode: code ?? 'NOT_FOUND', message: 'no' }] };
  };
  const request = ({ body }: { body: string }) => {
    const { batchRequests } = JSON.parse(body) as { batchRequests: { url: string }[] };
    requests.push(batchRequests.map(({ url }) => url));
    return Promise.resolve({ results: batchRequests.map(({ url }) => answer(url)) });
  };
  const connection = { request, getApiVersion: () => '67.0' } as unknown as Connection;
  return { schema: await readSchema({ connection, backOff: [] }, asked), requests };
}

describe('readSchema', () => {
  it('knows permissions by their columns, and objects that take rights by the picklist', async () => {
    const { schema } = await schemaOf({});
    expect([...schema.profilePermissions]).to.deep.equal([
      ['EditTask', 'Label of PermissionsEditTask'],
      ['RunFlow', 'Label of PermissionsRunFlow'],
    ]);
    expect([...schema.setPermissions.keys()]).to.deep.equal(['EditTask']);
    expect([...schema.licensePermissions]).to.deep.equal(['EditTask']);
    expect(schema.permissionableObjects).to.deep.equal(['Account', 'Case']);
    expect(schema.objects.size).to.equal(0);
    expect(schema.refused.size).to.equal(0);
  });

  it('asks in one request for up to 21 objects, side by side for more, names escaped', async () => {
    const names = Array.from({ length: 22 }, (_, index) => `O${String(index)}__c`);
    const objects = Object.fromEntries(names.map((name) => [name, object(name)]));
    expect((await schemaOf(objects, {}, names.slice(1))).requests).to.have.lengthOf(1);
    const { schema, requests } = await schemaOf(objects);
    expect(requests.map(({ length }) => length)).to.deep.equal([13, 13]);
    expect(schema.objects.size).to.equal(22);
    const evil = await schemaOf({}, {}, ['../../query?q=x']);
    expect(evil.requests.flat().at(-1)).to.equal('v67.0/sobjects/..%2F..%2Fquery%3Fq%3Dx/describe');
  });

  it('knows objects and fields in any case, under the names that the org has', async () => {
    const { schema } = await schemaOf({ Account: object('Account', described('Website')) });
    expect(schema.objects.get('account')?.name).to.equal('Account');
    expect(schema.objects.get('account')?.label).to.equal('Label of Account');
    expect(schema.objects.get('account')?.fields.get('website')).to.deep.equal({
      name: 'Website',
      label: 'Label of Website',
      permissionable: true,
      readOnly: false,
      editable: true,
      reason: undefined,
    });
  });

  it('leaves out an object that the org does not have, without calling that a refusal', async () => {
    for (const code of ['NOT_FOUND', 'INVALID_TYPE']) {
      const { schema } = await schemaOf({}, { Nothing__c: code }, ['Nothing__c']);
      expect(schema.objects.size).to.equal(0);
      expect(schema.refused.size).to.equal(0);
    }
  });

  it('tells every other refusal, and each of what it cannot do without', async () => {
    const { schema } = await schemaOf({}, { Account: 'INSUFFICIENT_ACCESS', PermissionSetLicense: 'NOT_FOUND' }, [
      'Account',
    ]);
    expect([...schema.refused]).to.deep.equal([
      ['PermissionSetLicense', 'NOT_FOUND: no'],
      ['Account', 'INSUFFICIENT_ACCESS: no'],
    ]);
  });

  it('knows the masters of a detail, and no look-ups among them', async () => {
    const { schema } = await schemaOf({
      Line__c: object(
        'Line__c',
        described('A__c', { type: 'reference', relationshipOrder: 0, referenceTo: ['A__c'] }),
        described('B__c', { type: 'reference', relationshipOrder: 1, referenceTo: ['B__c'] }),
        described('C__c', { type: 'reference', referenceTo: ['C__c'] }),
      ),
    });
    expect(schema.objects.get('line__c')?.masters).to.deep.equal(['A__c', 'B__c']);
  });

  for (const [name, contact] of [
    ['PersonEmail', 'Contact.Email'],
    ['PersonMailingAddress', 'Contact.MailingAddress'],
    ['Region__pc', 'Contact.Region__c'],
    ['PersonShoeSize__pc', 'Contact.PersonShoeSize__c'],
  ] as const)
    it(`knows that ${name} of a person account is secured as ${contact}`, async () => {
      const of = async (object_: string) =>
        (await schemaOf({ [object_]: object(object_, described(name)) })).schema.objects.get(object_.toLowerCase());
      const field = (await of('Account'))?.fields.get(name.toLowerCase());
      expect(field).to.include({ permissionable: false, reason: 'personAccount' });
      expect(contactField('Account', name)).to.equal(contact);
      expect((await of('Lead'))?.fields.get(name.toLowerCase())?.permissionable).to.equal(true);
    });

  it('takes no custom field for one of a person account', () => {
    for (const name of ['Person__c', 'PersonId__c', 'Personal__c', 'Person', 'Website'])
      expect(contactField('Account', name), name).to.equal(undefined);
  });

  const address = described('BillingAddress', { type: 'address', createable: false, updateable: false });
  const fixed = { createable: false, updateable: false };
  const fields: readonly (readonly [string, object, boolean, boolean, string | undefined])[] = [
    ['an ordinary field', described('F'), true, true, undefined],
    ['a field that is set on creation only', described('F', { updateable: false }), true, true, undefined],
    ['a formula', described('F', { calculated: true, ...fixed }), true, false, undefined],
    ['a formula that says it could be written', described('F', { calculated: true }), true, false, undefined],
    ['an automatic number', described('F', { autoNumber: true, ...fixed }), true, false, undefined],
    ['a field that nobody writes', described('F', fixed), true, false, undefined],
    ['a system field', described('F', { permissionable: false, ...fixed }), false, false, 'system'],
    ['a required field', described('F', { permissionable: false, nillable: false }), false, true, 'required'],
    ['the name', described('F', { permissionable: false, nameField: true }), false, true, 'required'],
    ['a field without security', described('F', { permissionable: false }), false, true, 'unsecured'],
    [
      'a master',
      described('F', { permissionable: false, nillable: false, relationshipOrder: 0 }),
      false,
      true,
      'masterDetail',
    ],
    ['a part of an address', described('F', { compoundFieldName: 'BillingAddress' }), false, true, 'addressPart'],
    ['a part of a name', described('F', { compoundFieldName: 'Name' }), true, true, undefined],
    [
      'an address itself, whose parts are written',
      described('F', { type: 'address', ...fixed }),
      true,
      true,
      undefined,
    ],
    ['a geolocation', described('F', { type: 'location', ...fixed }), true, true, undefined],
  ];
  for (const [what, one, permissionable, editable, reason] of fields) {
    it(`knows what may be said of ${what}`, async () => {
      const { schema } = await schemaOf({ Account: object('Account', described('Name'), address, one) });
      const { fields: known } = schema.objects.get('account') ?? {};
      expect(known?.get('f')).to.include({ permissionable, editable, reason });
    });
  }
});

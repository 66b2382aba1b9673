import { expect } from 'chai';
import { codeOf, restClient, type RestClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';

const accounts = (...list: object[]): object[] =>
  list.map((fields) => ({ attributes: { type: 'Account' }, ...fields }));
const rolledBack = {
  success: false,
  errors: [
    {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      fields: [],
    },
  ],
};
const unknownColumn = {
  success: false,
  errors: [{ statusCode: 'INVALID_FIELD', message: "No such column 'Nme' on sobject of type Account", fields: [] }],
};

describe('collections', () => {
  let running: RunningOrg;
  let admin: RestClient;
  let ids: string[];
  before(async () => {
    running = await startOrg();
    admin = restClient(running);
    const records = accounts({ Name: 'One' }, { Name: 'Two' });
    const { body } = await admin.send('POST', '/composite/sobjects', { records });
    ids = (body as { id: string }[]).map((row) => row.id);
  });
  after(() => running.close());

  it('keeps the good records and tells of the bad', async () => {
    const records = accounts({ Name: 'Three' }, { Nme: 'x' });
    const { status, body } = await admin.send('POST', '/composite/sobjects', { records });
    expect(status).to.equal(200);
    const [good, bad] = body as object[];
    expect(good).to.include({ success: true });
    expect(bad).to.deep.equal(unknownColumn);
  });

  it('takes all back with allOrNone', async () => {
    const before = running.org.store.dump();
    const records = accounts({ id: ids[0], Name: 'Changed' }, { id: ids[1], Nme: 'x' });
    const { body } = await admin.send('PATCH', '/composite/sobjects', { allOrNone: true, records });
    expect(body).to.deep.equal([rolledBack, unknownColumn]);
    expect(running.org.store.dump()).to.deep.equal(before);
  });

  it('says which record of an update has no id (recorded)', async () => {
    const { body } = await admin.send('PATCH', '/composite/sobjects', { records: accounts({ Name: 'x' }) });
    const error = { statusCode: 'MISSING_ARGUMENT', message: 'Id not specified in an update call', fields: [] };
    expect(body).to.deep.equal([{ success: false, errors: [error] }]);
  });

  it('refuses none and more than 200 records', async () => {
    const none = await admin.send('POST', '/composite/sobjects', { records: [] });
    expect(none.status).to.equal(400);
    expect(none.body).to.deep.equal([
      { message: 'At least 1 record is required', errorCode: 'REQUIRED_FIELD_MISSING' },
    ]);
    const records = accounts(...Array.from({ length: 201 }, () => ({ Name: 'x' })));
    expect(codeOf(await admin.send('POST', '/composite/sobjects', { records }))).to.equal('EXCEEDED_ID_LIMIT');
  });

  it('refuses several types with a setup object among them, and more than 10 chunks', async () => {
    const user = { attributes: { type: 'User' }, LastName: 'x' };
    const mixed = await admin.send('POST', '/composite/sobjects', { records: [...accounts({ Name: 'x' }), user] });
    expect([mixed.status, codeOf(mixed)]).to.deep.equal([400, 'INVALID_TYPE']);
    const pair = [...accounts({ Name: 'x' }), { attributes: { type: 'Contact' }, LastName: 'x' }];
    const records = Array.from({ length: 6 }, () => pair).flat();
    expect((await admin.send('POST', '/composite/sobjects', { records })).status).to.equal(400);
  });

  it('reads in the order of the ids, null for what is not there', async () => {
    const list = [ids[1], '001hs0000000000AAA', ids[0]];
    const byUrl = await admin.get(`/composite/sobjects/Account?ids=${list.join(',')}&fields=Name`);
    const names = (body: unknown): unknown[] => (body as ({ Name: string } | null)[]).map((row) => row?.Name ?? null);
    expect(names(byUrl.body)).to.deep.equal(['Two', null, 'One']);
    const byBody = await admin.send('POST', '/composite/sobjects/Account', { ids: list, fields: ['Name'] });
    expect(byBody.body).to.deep.equal(byUrl.body);
    expect((await admin.get(`/composite/sobjects/Account?ids=${String(ids[0])}&fields=Nme`)).status).to.equal(400);
  });

  it('upserts by Id and says what was created', async () => {
    const records = accounts({ Id: null, Name: 'New' }, { Id: ids[0], Name: 'Old' });
    const { body } = await admin.send('PATCH', '/composite/sobjects/Account/Id', { records });
    expect((body as { created: boolean }[]).map((row) => row.created)).to.deep.equal([true, false]);
  });

  it('deletes by the ids of the address', async () => {
    const { body } = await admin.send('DELETE', `/composite/sobjects?ids=${ids.join(',')},001x`);
    expect((body as { success: boolean }[]).map((row) => row.success)).to.deep.equal([true, true, false]);
    expect(body).to.have.nested.property('[2].errors[0].statusCode', 'MALFORMED_ID');
  });
});

import { expect } from 'chai';
import { codeOf, restClient, type RestClient } from './restClient.ts';
import { startOrg, type RunningOrg } from './start.ts';

describe('REST of the simulated org', () => {
  let running: RunningOrg;
  let admin: RestClient;
  before(async () => {
    running = await startOrg();
    admin = restClient(running);
  });
  after(() => running.close());

  it('lists its versions to anybody', async () => {
    const response = await fetch(`${running.url}//services/data`);
    const versions = (await response.json()) as unknown[];
    expect(versions).to.have.length(18);
    expect(versions[0]).to.deep.equal({ label: "Winter '21", url: '/services/data/v50.0', version: '50.0' });
    expect(versions.at(-1)).to.deep.equal({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
  });

  it('names the identity URL among the resources', async () => {
    const { identity } = (await admin.get('/')).body as { identity: string };
    const token = running.tokenFor(running.adminUsername);
    const response = await fetch(identity, { headers: { authorization: `Bearer ${token}` } });
    expect(await response.json()).to.include({ username: running.adminUsername });
  });

  it('answers 404 for what there is not', async () => {
    const paths = [
      '/services/data/v60/limits',
      '/services/data/v99.0/limits',
      '/sobjects/Foo',
      '/nothing',
      '/sobjects/Foo/describe',
    ];
    for (const path of paths) {
      const answer = await admin.get(path);
      expect(answer.status, path).to.equal(404);
      expect(answer.body).to.deep.equal([{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
    }
  });

  it('gives an event log as CSV to who may see it, and its address to nobody', async () => {
    const LogFile = '"USER_ID"\n"005000000000001"\n';
    const id = running.org.store.insert('EventLogFile', { EventType: 'ApiTotalUsage', Interval: 'Daily', LogFile });
    const path = `/sobjects/EventLogFile/${id}/LogFile`;
    const url = `${running.url}/services/data/v67.0${path}`;
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${running.tokenFor(running.adminUsername)}` },
    });
    expect([response.headers.get('content-type'), await response.text()]).to.deep.equal(['text/csv', LogFile]);
    expect((await restClient(running, 'sales.one@example.com').get(path)).status).to.equal(404);
    expect((await admin.get(path.replace(id, '0AThs0000000099AAA'))).status).to.equal(404);
    expect((await admin.get(`/sobjects/EventLogFile/${id}`)).status).to.equal(501);
  });

  it('answers 405 with the methods allowed', async () => {
    const answer = await admin.send('PUT', '/sobjects/User');
    expect(answer.status).to.equal(405);
    const message = "HTTP Method 'PUT' not allowed. Allowed are GET,HEAD,POST";
    expect(answer.body).to.deep.equal([{ message, errorCode: 'METHOD_NOT_ALLOWED' }]);
    expect((await admin.send('POST', '/tooling/sobjects/Profile', {})).status).to.equal(405);
  });

  it('answers 403 to a user without API Enabled', async () => {
    const { store } = running.org;
    const username = 'chatter.person@example.com';
    const profileId = store.find('User', { Username: username })[0]?.['ProfileId'] ?? null;
    const set = store.find('PermissionSet', { ProfileId: profileId })[0];
    store.update('PermissionSet', String(set?.['Id']), { PermissionsApiEnabled: 0 });
    const answer = await restClient(running, username).get('/limits');
    expect(answer.status).to.equal(403);
    expect(answer.body).to.deep.equal([
      { message: 'API is disabled for this User', errorCode: 'API_DISABLED_FOR_ORG' },
    ]);
  });

  it('names its gaps', async () => {
    const answers = [
      await admin.send('POST', '/jobs/query', {}),
      await admin.send('POST', '/composite/tree/Account', {}),
      await admin.get('/tooling/sobjects/Flow'),
      await admin.send('POST', '/services/Soap/u/67.0', '<x/>'),
    ];
    for (const answer of answers) expect([answer.status, codeOf(answer)]).to.deep.equal([501, 'SIMULATOR_GAP']);
  });

  it('refuses an over-long address, a missing query and a body that is no JSON', async () => {
    const long = await admin.get(`/query?q=${'a'.repeat(16_384)}`);
    expect([long.status, codeOf(long)]).to.deep.equal([414, 'URI_TOO_LONG']);
    expect(codeOf(await admin.get('/query'))).to.equal('MALFORMED_QUERY');
    expect(codeOf(await admin.send('POST', '/sobjects/Account', '{'))).to.equal('JSON_PARSER_ERROR');
    const text = await admin.send('POST', '/sobjects/Account', '{}', { 'content-type': 'text/plain' });
    expect(text.status).to.equal(415);
  });

  it('creates, reads, changes and deletes a record, counting requests', async () => {
    const made = await admin.send('POST', '/sobjects/Account', { Name: 'Acme' });
    expect(made.status).to.equal(201);
    const { id } = made.body as { id: string };
    expect(made.body).to.deep.equal({ id, success: true, errors: [] });
    expect(made.headers.get('location')).to.equal(`/services/data/v67.0/sobjects/Account/${id}`);
    expect(made.headers.get('sforce-limit-info')).to.match(/^api-usage=\d+\/\d+$/);
    expect(made.headers.get('content-type')).to.equal('application/json;charset=UTF-8');
    expect((await admin.send('PATCH', `/sobjects/Account/${id}`, { Name: 'Acme Ltd' })).status).to.equal(204);
    const { body } = await admin.get(`/sobjects/Account/${id}?fields=Id,Name`);
    expect(body).to.include({ Id: id, Name: 'Acme Ltd' });
    expect((await admin.send('DELETE', `/sobjects/Account/${id}`)).status).to.equal(204);
    const again = await admin.send('DELETE', `/sobjects/Account/${id}`);
    expect(again.status).to.equal(404);
    expect(again.body).to.deep.equal([{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }]);
  });

  it('gives no fields member to an unknown column (recorded)', async () => {
    const { body } = await admin.send('POST', '/sobjects/Account', { AccountNumer: '1' });
    const message = "No such column 'AccountNumer' on sobject of type Account";
    expect(body).to.deep.equal([{ message, errorCode: 'INVALID_FIELD' }]);
  });

  it('reads and upserts by a key field', async () => {
    const name = encodeURIComponent(running.adminUsername);
    const { body } = await admin.get(`/sobjects/User/Username/${name}?fields=Id,Username`);
    expect(body).to.include({ Username: running.adminUsername });
    const changed = await admin.send('PATCH', `/sobjects/User/Username/${name}`, { Title: 'Chief' });
    expect(changed.status).to.equal(200);
    expect(changed.body).to.include({ created: false, success: true });
    expect((await admin.get('/sobjects/User/Title/Chief')).status).to.equal(404);
  });

  it('pages by the batch size of the header, 200 at least', async () => {
    const records = Array.from({ length: 200 }, (_, index) => ({ attributes: { type: 'Account' }, Name: `A${index}` }));
    await admin.send('POST', '/composite/sobjects', { records });
    await admin.send('POST', '/composite/sobjects', { records: records.slice(0, 50) });
    const soql = encodeURIComponent("SELECT Id FROM Account WHERE Name LIKE 'A%'");
    const first = (await admin.get(`/query?q=${soql}`, { 'Sforce-Query-Options': 'batchSize=10' })).body;
    const {
      done,
      records: page,
      nextRecordsUrl,
      totalSize,
    } = first as {
      done: boolean;
      records: unknown[];
      nextRecordsUrl: string;
      totalSize: number;
    };
    expect([totalSize, done, page.length]).to.deep.equal([250, false, 200]);
    const rest = (await admin.get(nextRecordsUrl)).body as { done: boolean; records: unknown[] };
    expect([rest.done, rest.records.length]).to.deep.equal([true, 50]);
  });

  it('tells the columns of a query, which sf asks for before it prints a table', async () => {
    const soql = 'SELECT Id, Profile.Name, Profile.UserLicense.Name FROM User LIMIT 1';
    const { body } = await admin.get(`/query?q=${encodeURIComponent(soql)}&columns=true`);
    expect(body).to.include({ entityName: 'User', idSelected: true, groupBy: false, keyPrefix: '005' });
    const [id, profile] = (body as { columnMetadata: { columnName: string; joinColumns: unknown[] }[] }).columnMetadata;
    expect(id).to.include({ columnName: 'Id', apexType: 'Id', textType: false, insertable: false });
    expect(profile).to.include({ columnName: 'Profile', foreignKeyName: 'ProfileId', aggregate: false });
    expect(profile?.joinColumns).to.have.length(2);
    expect(profile).to.have.nested.property('joinColumns[1].joinColumns[0].columnName', 'Name');
    const grouped = await admin.get('/query?q=SELECT+Name,count(Id)+FROM+Account+GROUP+BY+Name&columns=true');
    expect(grouped.body).to.have.nested.property('columnMetadata[1].displayName', 'count(Id)');
    expect(grouped.body).to.have.nested.property('columnMetadata[1].columnName', 'expr0');
  });

  it('guards passwords', async () => {
    const [self] = await admin.query(`SELECT Id FROM User WHERE Username = '${running.adminUsername}'`);
    const path = `/sobjects/User/${String(self?.['Id'])}/password`;
    expect((await admin.get(path)).body).to.deep.equal({ isExpired: false });
    const refused = await admin.send('POST', path, { NewPassword: 'secret-1234' });
    expect(refused.status).to.equal(403);
    expect(refused.body).to.deep.equal([{ message: 'Cannot set password for self', errorCode: 'INSUFFICIENT_ACCESS' }]);
    expect(JSON.stringify(running.requests)).not.to.include('secret-1234');
  });

  it('logs requests as tests want to see them', async () => {
    running.clearRequests();
    await admin.query('SELECT Id FROM Organization');
    expect(running.requests).to.have.length(1);
    expect(running.requests[0]).to.include({
      ordinal: 1,
      method: 'GET',
      path: '/services/data/v67.0/query',
      soql: 'SELECT Id FROM Organization',
      status: 200,
      username: running.adminUsername,
    });
  });
});

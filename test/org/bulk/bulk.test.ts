import { Connection } from '@jsforce/jsforce-node';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import type { Switches } from '../org.ts';
import { codeOf, restClient, type Answer, type RestClient } from '../rest/restClient.ts';
import { startOrg, type RunningOrg } from '../rest/start.ts';

type Told = Readonly<Record<string, unknown>>;

describe('query jobs of Bulk API 2.0', () => {
  let running: RunningOrg;
  let client: RestClient;

  before(async () => {
    running = await startOrg();
    client = restClient(running);
    for (let at = 0; at < 25; at++)
      running.org.store.insert('Account', { Name: `Bulk "${String(at)}"\nLine`, OwnerId: null, AnnualRevenue: at });
  });
  after(() => running.close());

  const create = (query: string, more: Told = {}, by = client): Promise<Answer> =>
    by.send('POST', '/jobs/query', { operation: 'query', query, ...more });
  const made = async (query: string, more: Told = {}): Promise<string> =>
    String(((await create(query, more)).body as Told)['id']);
  const check = async (id: string): Promise<Told> => (await client.get(`/jobs/query/${id}`)).body as Told;
  const complete = async (query: string, more: Told = {}): Promise<string> => {
    const id = await made(query, more);
    expect((await check(id))['state']).to.equal('InProgress');
    expect((await check(id))['state']).to.equal('JobComplete');
    return id;
  };

  it('give their rows page by page, names on top of each, until the locator says null', async () => {
    const id = await complete(
      "SELECT Id, Name, Owner.Name, AnnualRevenue FROM Account WHERE Name LIKE 'Bulk %' ORDER BY AnnualRevenue",
    );
    expect((await check(id))['numberRecordsProcessed']).to.equal(25);
    const names: string[] = [];
    let locator: string | null = '';
    let pages = 0;
    while (locator !== 'null') {
      const page = await client.get(
        `/jobs/query/${id}/results?maxRecords=10${locator === '' ? '' : `&locator=${String(locator)}`}`,
      );
      const rows = parse<Record<string, string>>(String(page.body), { columns: true });
      expect(page.headers.get('sforce-numberofrecords')).to.equal(String(rows.length));
      expect(Object.keys(rows[0] ?? {})).to.deep.equal(['Id', 'Name', 'Owner.Name', 'AnnualRevenue']);
      names.push(...rows.map((row) => row['Name'] ?? ''));
      locator = page.headers.get('sforce-locator');
      pages += 1;
    }
    expect(pages).to.equal(3);
    expect(names).to.deep.equal(Array.from({ length: 25 }, (_, at) => `Bulk "${String(at)}"\nLine`));
  });

  it('write booleans, times and nothing as bulk results do, with the delimiter and line ending asked for', async () => {
    const style = { columnDelimiter: 'CARET', lineEnding: 'CRLF' };
    const id = await complete("SELECT IsActive, CreatedDate, Title FROM User WHERE Username LIKE 'admin%'", style);
    const { body } = await client.get(`/jobs/query/${id}/results`);
    expect(body).to.match(
      /^"IsActive"\^"CreatedDate"\^"Title"\r\n"true"\^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"\^""\r\n$/,
    );
  });

  it('have no rows before they are complete, and none in another version', async () => {
    const id = await made('SELECT Id FROM Account');
    expect((await client.get(`/jobs/query/${id}/results`)).status).to.equal(204);
    expect((await client.get(`/services/data/v66.0/jobs/query/${id}/results`)).status).to.equal(409);
  });

  it('answer an empty result with names alone', async () => {
    const id = await complete("SELECT Id FROM Account WHERE Name = 'nobody'");
    const page = await client.get(`/jobs/query/${id}/results`);
    expect([page.body, page.headers.get('sforce-locator')]).to.deep.equal(['"Id"\n', 'null']);
  });

  const refused: readonly (readonly [query: string, code: string, message: RegExp])[] = [
    ['SELECT COUNT() FROM Account', 'API_ERROR', /^Aggregate Relationships not supported in Bulk Query$/],
    ['SELECT MAX(Name) FROM Account', 'API_ERROR', /^Aggregate Relationships not supported/],
    ['SELECT Name FROM Account GROUP BY Name', 'API_ERROR', /^Aggregate Relationships not supported/],
    ['SELECT Id, (SELECT Id FROM Contacts) FROM Account', 'API_ERROR', /^Aggregate Relationships not supported/],
    ['SELECT BillingAddress FROM Account', 'API_ERROR', /^Selecting compound data not supported in Bulk Query$/],
    ['SELECT FIELDS(STANDARD) FROM Account', 'API_ERROR', /^Selecting compound data not supported/],
    ['SELECT Nope FROM Account', 'API_ERROR', /No such column 'Nope'/],
    ["SELECT Id FROM LoginHistory WHERE Status = 'Success'", 'API_ERROR', /can not be filtered in a query call/],
    ['SELECT Id FROM TaskStatus', 'INVALIDENTITY', /^Entity 'TaskStatus' is not supported by the Bulk API\.$/],
    ['SELECT Id FROM Account OFFSET 3', 'SIMULATOR_GAP', /OFFSET/],
    ['SELECT UserId FROM OauthToken', 'SIMULATOR_GAP', /OauthToken/],
  ];
  for (const [query, code, message] of refused) {
    it(`refuse ${query}`, async () => {
      const answer = await create(query);
      expect(codeOf(answer)).to.equal(code);
      expect((answer.body as { message: string }[])[0]?.message).to.match(message);
    });
  }

  it('can be listed, ended and deleted by who made them, and by nobody else', async () => {
    const id = await made('SELECT Id FROM Account');
    const listed = (await client.get('/jobs/query')).body as { records: Told[] };
    expect(listed.records.map((job) => job['id'])).to.include(id);
    const other = restClient(running, 'sales.one@example.com');
    expect((await other.get(`/jobs/query/${id}`)).status).to.equal(404);
    const ended = await client.send('PATCH', `/jobs/query/${id}`, { state: 'Aborted' });
    expect((ended.body as Told)['state']).to.equal('Aborted');
    expect((await check(id))['state']).to.equal('Aborted');
    expect((await client.send('DELETE', `/jobs/query/${id}`)).status).to.equal(204);
    expect((await client.get(`/jobs/query/${id}`)).status).to.equal(404);
  });

  it('show each caller the rows that he may see', async () => {
    const other = restClient(running, 'sales.one@example.com');
    const { body } = await create('SELECT UserId FROM LoginHistory', {}, other);
    const path = `/jobs/query/${String((body as Told)['id'])}`;
    await other.get(path);
    await other.get(path);
    const rows = parse<Record<string, string>>(String((await other.get(`${path}/results`)).body), { columns: true });
    expect(new Set(rows.map((row) => row['UserId'])).size).to.equal(1);
  });

  it('are what the client of sf asks for', async () => {
    const accessToken = running.tokenFor(running.adminUsername);
    const connection = new Connection({ instanceUrl: running.url, accessToken, version: '67.0' });
    connection.bulk2.pollInterval = 5;
    const stream = await connection.bulk2.query("SELECT Name FROM Account WHERE Name LIKE 'Bulk %'");
    expect(await stream.toArray()).to.have.length(25);
    const failure = await connection.bulk2.query('SELECT COUNT(Id) FROM Account').catch((error: unknown) => error);
    expect(String(failure)).to.contain('Aggregate Relationships');
  });
});

describe('query jobs on LoginHistory', () => {
  const ask = async (value: Switches['bulkLoginHistory']): Promise<Answer[]> => {
    const running = await startOrg({ scenario: 'developer', switches: { bulkLoginHistory: value, bulkChecks: 0 } });
    try {
      const client = restClient(running);
      const job = await client.send('POST', '/jobs/query', {
        operation: 'query',
        query: 'SELECT Id FROM LoginHistory',
      });
      const id = (job.body as Told)['id'];
      return typeof id === 'string' ? [job, await client.get(`/jobs/query/${id}`)] : [job];
    } finally {
      await running.close();
    }
  };

  it('are taken, refused, or taken and fail, as the org is', async () => {
    expect(((await ask('accepted'))[1]?.body as Told)['state']).to.equal('JobComplete');
    expect((await ask('refused')).map(codeOf)).to.deep.equal(['INVALIDENTITY']);
    expect(((await ask('fails'))[1]?.body as Told)['state']).to.equal('Failed');
  });
});

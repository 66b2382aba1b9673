import { expect } from 'chai';
import { codeOf, restClient, type RestClient } from '../rest/restClient.ts';
import { startOrg, type RunningOrg } from '../rest/start.ts';

describe('faults', () => {
  let running: RunningOrg;
  let admin: RestClient;
  before(async () => {
    running = await startOrg();
    admin = restClient(running);
  });
  after(() => running.close());
  beforeEach(() => {
    running.clearRequests();
    running.faults.clear();
  });

  const create = (Name: string): ReturnType<RestClient['send']> => admin.send('POST', '/sobjects/Account', { Name });
  const count = (Name: string): number => running.org.store.find('Account', { Name }).length;
  const failure = async (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'no failure',
      (error: unknown) => (error instanceof Error ? error.name : String(error)),
    );

  it('drops the connection before or after the commit', async () => {
    running.faults.add({ kind: 'drop-before' });
    running.faults.add({ kind: 'drop-after', at: 2 });
    expect(await failure(create('Before'))).to.equal('TypeError');
    expect(await failure(create('After'))).to.equal('TypeError');
    expect([count('Before'), count('After')]).to.deep.equal([0, 1]);
    expect(running.requests.map((request) => request.status)).to.deep.equal([0, 0]);
  });

  it('answers with a status in place of processing or after it', async () => {
    running.faults.add({ kind: 'status', code: 503 });
    running.faults.add({ kind: 'status', code: 502, committed: true });
    running.faults.add({ kind: 'status', code: 403 });
    const unprocessed = await create('Unprocessed');
    expect([unprocessed.status, codeOf(unprocessed)]).to.deep.equal([503, 'SERVER_UNAVAILABLE']);
    const committed = await create('Committed');
    expect([committed.status, String(committed.body)])
      .to.have.nested.property('[1]')
      .that.includes('<html>');
    expect(codeOf(await create('Limit'))).to.equal('REQUEST_LIMIT_EXCEEDED');
    expect([count('Unprocessed'), count('Committed')]).to.deep.equal([0, 1]);
  });

  it('strikes by ordinal, by request and so many times', async () => {
    running.faults.add({ kind: 'lock', at: 2 });
    running.faults.add({ kind: 'expired', match: /^GET .*\/query$/, times: 2 });
    expect((await create('First')).status).to.equal(201);
    expect(codeOf(await create('Second'))).to.equal('UNABLE_TO_LOCK_ROW');
    const query = '/query?q=SELECT+Id+FROM+Organization';
    expect((await admin.get(query)).status).to.equal(401);
    expect((await admin.get(query)).status).to.equal(401);
    expect((await admin.get(query)).status).to.equal(200);
  });

  it('is slow, truncates, garbles and shows a page', async () => {
    running.faults.add({ kind: 'slow', ms: 60 });
    const start = performance.now();
    expect((await admin.get('/limits')).status).to.equal(200);
    expect(performance.now() - start).to.be.at.least(59);
    running.faults.add({ kind: 'truncated' });
    expect(await failure(admin.get('/limits'))).to.equal('TypeError');
    running.faults.add({ kind: 'garbage' });
    expect(await failure(admin.get('/limits'))).to.equal('SyntaxError');
    running.faults.add({ kind: 'html' });
    const page = await admin.get('/limits');
    expect([page.status, page.headers.get('content-type')]).to.deep.equal([200, 'text/html;charset=UTF-8']);
  });

  it('lets nobody ask again for ever', async () => {
    running.faults.add({ kind: 'expired', times: Infinity });
    for (let round = 0; round < 50; round++) expect((await admin.get('/limits')).status).to.equal(401);
    const stopped = await admin.get('/limits');
    expect([stopped.status, codeOf(stopped)]).to.deep.equal([400, 'SIMULATOR_LOOP']);
  });
});

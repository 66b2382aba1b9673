import { expect } from 'chai';
import { restClient, type Answer, type RestClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';

describe('composite batch', () => {
  let running: RunningOrg;
  let admin: RestClient;
  before(async () => {
    running = await startOrg();
    admin = restClient(running);
  });
  after(() => running.close());

  const bad = { method: 'POST', url: 'v67.0/sobjects/Account', richInput: { Nme: 'x' } };
  const good = { method: 'POST', url: '/services/data/v67.0/sobjects/Account', richInput: { Name: 'Batch' } };
  const query = { method: 'GET', url: 'v67.0/query?q=SELECT+Id+FROM+Organization' };

  const run = (batchRequests: object[], haltOnError = false): Promise<Answer> =>
    admin.send('POST', '/composite/batch', { batchRequests, haltOnError });
  const statuses = (answer: Answer): number[] =>
    (answer.body as { results: { statusCode: number }[] }).results.map((result) => result.statusCode);

  it('runs each request on its own', async () => {
    const answer = await run([query, bad, good]);
    expect(answer.body).to.include({ hasErrors: true });
    expect(statuses(answer)).to.deep.equal([200, 400, 201]);
    expect(running.org.store.find('Account', { Name: 'Batch' })).to.have.length(1);
  });

  it('stops after an error when asked to', async () => {
    const answer = await run([bad, query], true);
    expect(statuses(answer)).to.deep.equal([400, 412]);
    expect(answer.body).to.have.nested.property('results[1].result[0].errorCode', 'BATCH_PROCESSING_HALTED');
  });

  it('gives null for an answer without content', async () => {
    const [record] = running.org.store.find('Account', { Name: 'Batch' });
    const answer = await run([{ method: 'DELETE', url: `v67.0/sobjects/Account/${String(record?.['Id'])}` }]);
    expect(answer.body).to.deep.equal({ hasErrors: false, results: [{ statusCode: 204, result: null }] });
  });

  it('refuses more than 25', async () => {
    expect((await run(Array.from({ length: 26 }, () => query))).status).to.equal(400);
  });
});

import { expect } from 'chai';
import { codeOf, restClient, type Answer, type RestClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';

type Graphs = {
  graphs: {
    graphId: string;
    isSuccessful: boolean;
    graphResponse: { compositeResponse: { httpStatusCode: number }[] };
  }[];
};

const account = (referenceId: string, body: object): object => ({
  method: 'POST',
  url: '/services/data/v67.0/sobjects/Account',
  referenceId,
  body,
});

describe('composite graph', () => {
  let running: RunningOrg;
  let admin: RestClient;
  before(async () => {
    running = await startOrg();
    admin = restClient(running);
  });
  after(() => running.close());

  const run = (...lists: object[][]): Promise<Answer> => {
    const graphs = lists.map((compositeRequest, index) => ({ graphId: `g${index}`, compositeRequest }));
    return admin.send('POST', '/composite/graph', { graphs });
  };

  it('commits each graph on its own', async () => {
    const answer = await run(
      [account('child', { Name: 'Child', ParentId: '@{top.id}' }), account('top', { Name: 'Top' })],
      [account('good', { Name: 'Good' }), account('wrong', { Nme: 'Wrong' })],
    );
    const { graphs } = answer.body as Graphs;
    expect(graphs.map((graph) => [graph.graphId, graph.isSuccessful])).to.deep.equal([
      ['g0', true],
      ['g1', false],
    ]);
    expect(graphs[1]?.graphResponse.compositeResponse.map((part) => part.httpStatusCode)).to.deep.equal([400, 400]);
    expect(running.org.store.find('Account', { Name: 'Child' })).to.have.length(1);
    expect(running.org.store.find('Account', { Name: 'Good' })).to.deep.equal([]);
  });

  it('takes records only', async () => {
    const query = { method: 'GET', url: '/services/data/v67.0/query?q=SELECT Id FROM Account', referenceId: 'q' };
    expect((await run([query])).status).to.equal(404);
  });

  it('keeps the documented limits', async () => {
    const nodes = Array.from({ length: 501 }, (_, index) => account(`r${index}`, { Name: 'x' }));
    expect(codeOf(await run(nodes))).to.equal('LIMIT_EXCEEDED');
    const chain = Array.from({ length: 16 }, (_, index) =>
      account(`r${index}`, index === 0 ? { Name: 'x' } : { Name: 'x', ParentId: `@{r${index - 1}.id}` }),
    );
    expect(codeOf(await run(chain))).to.equal('LIMIT_EXCEEDED');
    expect((await run(chain.slice(1))).status).to.equal(200);
  });

  it('halts the rest after the 15th failure', async () => {
    const lists = Array.from({ length: 16 }, () => [account('wrong', { Nme: 'x' })]);
    const last = ((await run(...lists, [account('good', { Name: 'Halted' })])).body as Graphs).graphs.at(-1);
    expect(last?.isSuccessful).to.equal(false);
    expect(running.org.store.find('Account', { Name: 'Halted' })).to.deep.equal([]);
  });
});

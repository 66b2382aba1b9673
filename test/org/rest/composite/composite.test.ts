import { expect } from 'chai';
import type { Switches } from '../../org.ts';
import { restClient, type Answer, type RestClient } from '../restClient.ts';
import { startOrg, type RunningOrg } from '../start.ts';
import { provision } from './provision.ts';

type Part = { body: unknown; httpStatusCode: number; referenceId: string; httpHeaders: Record<string, string> };

const at = '/services/data/v67.0';
const account = (referenceId: string, body: unknown): object => ({
  method: 'POST',
  url: `${at}/sobjects/Account`,
  referenceId,
  body,
});

const partsOf = (answer: Answer): Part[] => (answer.body as { compositeResponse: Part[] }).compositeResponse;
const halted = {
  errorCode: 'PROCESSING_HALTED',
  message: 'The transaction was rolled back since another operation in the same transaction failed.',
};

describe('composite', () => {
  let running: RunningOrg;
  let admin: RestClient;
  before(async () => {
    running = await startOrg();
    admin = restClient(running);
  });
  after(() => running.close());

  const run = (compositeRequest: unknown[], options: object = {}): Promise<Answer> =>
    admin.send('POST', '/composite', { compositeRequest, ...options });

  it('answers each part as if alone', async () => {
    const url = `${at}/query/?q=select count() from Account`;
    const parts = partsOf(
      await run([
        account('one', { Name: 'One' }),
        { method: 'GET', url, referenceId: 'count' },
        { method: 'GET', url: `${at}/sobjects/Foo`, referenceId: 'foo' },
      ]),
    );
    expect(parts.map((part) => part.httpStatusCode)).to.deep.equal([201, 200, 404]);
    expect(parts[0]?.httpHeaders['Location']).to.match(/^\/services\/data\/v67\.0\/sobjects\/Account\/001/);
    expect(parts[1]).to.deep.include({ httpHeaders: {}, referenceId: 'count' });
    expect(parts[2]?.body).to.deep.equal([
      { errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' },
    ]);
  });

  it('follows references, also into the records of a collection', async () => {
    const parts = partsOf(
      await run([
        account('one', { Name: 'Parent' }),
        {
          method: 'POST',
          url: `${at}/composite/sobjects`,
          referenceId: 'contacts',
          body: { records: [{ attributes: { type: 'Contact' }, LastName: 'Child', AccountId: '@{one.id}' }] },
        },
        { method: 'GET', url: `${at}/sobjects/Contact/@{contacts[0].id}?fields=AccountId`, referenceId: 'read' },
      ]),
    );
    expect(parts.map((part) => part.httpStatusCode)).to.deep.equal([201, 200, 200]);
    const { id } = parts[0]?.body as { id: string };
    expect(parts[2]?.body).to.include({ AccountId: id });
  });

  it('takes everything back when atomic, and the others say so', async () => {
    const before = running.org.store.dump();
    const parts = partsOf(
      await run(
        [account('good', { Name: 'Good' }), account('bad', { Nme: 'Bad' }), account('late', { Name: 'Late' })],
        {
          allOrNone: true,
          collateSubrequests: false,
        },
      ),
    );
    expect(parts.map((part) => part.httpStatusCode)).to.deep.equal([400, 400, 400]);
    expect(parts[0]?.body).to.deep.equal([halted]);
    expect((parts[1]?.body as { errorCode: string }[])[0]?.errorCode).to.equal('INVALID_FIELD');
    expect(parts[2]?.body).to.deep.equal([halted]);
    expect(running.org.store.dump()).to.deep.equal(before);
  });

  it('overrides allOrNone of a collection inside, which still shows 200 and its rows', async () => {
    const before = running.org.store.dump();
    const records = [
      { attributes: { type: 'Account' }, Name: 'Good' },
      { attributes: { type: 'Account' }, Nme: 'Bad' },
    ];
    const collection = { method: 'POST', url: `${at}/composite/sobjects`, referenceId: 'rows', body: { records } };
    const parts = partsOf(await run([account('one', { Name: 'One' }), collection], { allOrNone: true }));
    expect(parts.map((part) => part.httpStatusCode)).to.deep.equal([400, 200]);
    expect((parts[1]?.body as { success: boolean }[]).map((row) => row.success)).to.deep.equal([true, false]);
    expect(running.org.store.dump()).to.deep.equal(before);
  });

  it('may not mix setup and other objects when atomic', async () => {
    const set = {
      method: 'POST',
      url: `${at}/sobjects/PermissionSet`,
      referenceId: 'set',
      body: { Name: 'Mixed', Label: 'Mixed' },
    };
    const options = { allOrNone: true, collateSubrequests: false };
    const parts = partsOf(await run([account('one', { Name: 'One' }), set], options));
    expect((parts[1]?.body as { errorCode: string }[])[0]?.errorCode).to.equal('MIXED_DML_OPERATION');
    expect(partsOf(await run([account('one', { Name: 'One' }), set])).map((part) => part.httpStatusCode)).to.deep.equal(
      [201, 201],
    );
  });

  it('leaves out only dependants when not atomic', async () => {
    const parts = partsOf(
      await run([
        account('bad', { Nme: 'x' }),
        account('child', { Name: 'Child', ParentId: '@{bad.id}' }),
        account('free', { Name: 'Free' }),
      ]),
    );
    expect(parts.map((part) => part.httpStatusCode)).to.deep.equal([400, 400, 201]);
    const message = 'Invalid reference specified. No value for bad.id found in bad.';
    expect(parts[1]?.body).to.deep.equal([{ errorCode: 'PROCESSING_HALTED', message }]);
  });

  it('refuses more than 25 parts, and more than 5 queries and collections', async () => {
    const many = Array.from({ length: 26 }, (_, index) => account(`r${index}`, { Name: 'x' }));
    const over = partsOf(await run(many));
    expect(over).to.have.length(1);
    expect(over[0]).to.deep.include({ httpStatusCode: 400, referenceId: null });
    const url = `${at}/query?q=SELECT Id FROM Account`;
    const queries = Array.from({ length: 6 }, (_, index) => ({ method: 'GET', url, referenceId: `q${index}` }));
    expect((partsOf(await run(queries))[0]?.body as { errorCode: string }[])[0]?.errorCode).to.equal('LIMIT_EXCEEDED');
  });

  it('refuses malformed calls whole', async () => {
    const calls = [
      [account('a.b', {})],
      [account('twice', {}), account('twice', {})],
      [{ ...account('a', {}), httpHeaders: { Authorization: 'x' } }],
      [],
    ];
    for (const call of calls) expect((await run(call)).status, JSON.stringify(call)).to.equal(400);
    const gap = await run([{ method: 'GET', url: `${at}/limits`, referenceId: 'a' }]);
    expect(gap.status).to.equal(501);
  });

  it('locks one part on demand', async () => {
    running.faults.add({ kind: 'lock', match: /^POST .*\/sobjects\/Account$/ });
    const parts = partsOf(await run([account('one', { Name: 'One' }), account('two', { Name: 'Two' })]));
    expect(parts.map((part) => part.httpStatusCode)).to.deep.equal([400, 201]);
    expect((parts[0]?.body as { errorCode: string }[])[0]?.errorCode).to.equal('UNABLE_TO_LOCK_ROW');
  });
});

describe('user, license and permission set in one composite', () => {
  async function statuses(switches: Partial<Switches>, collateSubrequests: boolean): Promise<unknown> {
    const running = await startOrg({ switches });
    try {
      const answer = await provision(restClient(running), collateSubrequests);
      return answer.status === 200 ? partsOf(answer).map((part) => part.httpStatusCode) : answer.status;
    } finally {
      await running.close();
    }
  }

  it('works in the given order', async () => {
    expect(await statuses({}, false)).to.deep.equal([201, 201, 201]);
  });

  it('fails when collated: nothing ties the assignment to the license', async () => {
    expect(await statuses({}, true)).to.deep.equal([400, 400, 400]);
  });

  it('fails or is refused in the ways that the switch tells', async () => {
    expect(await statuses({ atomicComposite: 'licenseNotSeen' }, false)).to.deep.equal([400, 400, 400]);
    expect(await statuses({ atomicComposite: 'mixedDml' }, false)).to.deep.equal([400, 400, 400]);
    expect(await statuses({ atomicComposite: 'refused' }, false)).to.equal(403);
  });
});

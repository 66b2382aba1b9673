import { expect } from 'chai';
import type { Case } from './case.ts';
import { made } from './created.ts';
import { differences } from './match.ts';
import { isProduction } from './production.ts';
import { publishable } from './publishable.ts';
import { resolve } from './references.ts';
import { toJson, toText } from './report.ts';
import { runCases } from './run.ts';
import { withSimulatedOrg } from './simulatedOrg.ts';
import type { Answer, Target } from './target.ts';

const set = { Name: 'Conf_@{unique}', Label: 'Conformance @{unique}' };
const createSet = { method: 'POST', path: 'sobjects/PermissionSet', body: set } as const;
const fact: Case = {
  id: 'a.fact',
  title: 'A fact',
  source: 'facts 0 [inference]',
  kind: 'fact',
  setup: [{ id: 'set', ...createSet }],
  request: { query: "SELECT Id FROM PermissionSet WHERE Id = '@{set.id}'" },
  expect: { status: 200, body: { totalSize: 2 } },
};
const answering = (answer: Answer): Target => ({
  name: 'org',
  apiVersion: '67.0',
  request: () => Promise.resolve(answer),
});

describe('a run', () => {
  it('reports a fact that does not hold, and cleans up all the same', async () => {
    await withSimulatedOrg({}, async (target) => {
      const report = await runCases(target, { cases: [fact] });
      expect(report.outcomes.map((one) => one.result)).to.deep.equal(['differs']);
      expect(report.outcomes[0]?.differences).to.deep.equal(['body.totalSize is 1 instead of 2']);
      expect(toText(report)).to.contain('0 holds, 1 differs');
      expect(report.leftovers).to.deep.equal([]);
      expect(await conformanceSets(target)).to.equal(0);
    });
  });

  it('cleans up after a connection that was lost', async () => {
    await withSimulatedOrg({}, async (target) => {
      const lossy: Target = {
        ...target,
        request: (method, path, ...rest) =>
          path.includes('FROM%20PermissionSet%20WHERE')
            ? Promise.reject(new Error('connection lost'))
            : target.request(method, path, ...rest),
      };
      const report = await runCases(lossy, { cases: [fact] });
      expect(report.outcomes[0]).to.include({ result: 'skipped', reason: 'connection lost' });
      expect(await conformanceSets(target)).to.equal(0);
    });
  });

  it('lists what could not be cleaned, without ids in the JSON', async () => {
    await withSimulatedOrg({}, async (target) => {
      const refusing: Target = {
        ...target,
        request: (method, ...rest) =>
          method === 'DELETE'
            ? Promise.resolve({ status: 400, body: [{ errorCode: 'DELETE_FAILED', message: 'in use' }] })
            : target.request(method, ...rest),
      };
      const report = await runCases(refusing, { cases: [fact] });
      expect(report.leftovers[0]).to.match(/^PermissionSet 0PS\w{15}: in use$/);
      expect(toJson(report))
        .to.contain('PermissionSet <id>: in use')
        .and.not.match(/0PS\w{15}/);
    });
  });

  it('calls an answer open when no value of the switch stands for it', async () => {
    const unknown: Case = {
      id: 'an.unknown',
      title: 'An unknown',
      source: 'facts 10 [UNKNOWN]',
      kind: 'unknown',
      request: { query: 'SELECT Id FROM UserLicense LIMIT 1' },
      switch: 'userDelete',
      answers: [{ value: 'METHOD_NOT_ALLOWED', expect: { status: 405 } }],
    };
    const outcomes = await withSimulatedOrg(
      {},
      async (target) => (await runCases(target, { cases: [unknown] })).outcomes,
    );
    expect(outcomes[0]).to.include({ result: 'open', switch: 'userDelete' });
  });
});

describe('its parts', () => {
  it('find errors in single, collection and SOAP answers', () => {
    const expected = { errorCode: 'X', message: '^bad', fields: ['Name'] };
    const error = { message: 'bad name', fields: ['Name'] };
    for (const body of [
      [{ ...error, errorCode: 'X' }],
      [{ success: false, errors: [{ ...error, statusCode: 'X' }] }],
      { result: [{ success: 'false', errors: [{ ...error, statusCode: 'X' }] }] },
    ]) {
      expect(differences(expected, { status: 400, body })).to.deep.equal([]);
    }
    expect(differences(expected, { status: 200, body: [{ success: true, errors: [] }] })).to.have.length(3);
  });

  it('compare lists by length and by $every, $some, $length and $atLeast', () => {
    const answer = { status: 200, body: [{ a: 1 }, { a: 2 }] };
    const differs = (body: unknown): boolean => differences({ body }, answer).length > 0;
    expect(differs([{ a: 1 }, { a: '<number>' }])).to.equal(false);
    expect(differs([{ a: 1 }])).to.equal(true);
    expect(differs({ $every: { a: '<number>' }, $length: 2, $some: { a: 2 } })).to.equal(false);
    expect(differs({ $some: { a: 3 } })).to.equal(true);
    expect(differs({ $atLeast: 3 })).to.equal(true);
  });

  it('resolve what is known and leave the references of Salesforce', () => {
    const known = { set: { id: '1', total: 3 }, unique: 'u' };
    expect(resolve({ a: '@{set.total}', b: 'x@{unique}', c: '@{NewSet.id}' }, known)).to.deep.equal({
      a: 3,
      b: 'xu',
      c: '@{NewSet.id}',
    });
    expect(resolve({ $repeat: 2, of: 'p@{n}' }, known)).to.deep.equal(['p1', 'p2']);
    expect(() => resolve('@{set.nothing}', known)).to.throw('@{set.nothing} is not known');
  });

  it('know what a composite made, and that a refused one made nothing', () => {
    const body = { compositeRequest: [{ url: '/services/data/v67.0/sobjects/User', referenceId: 'A' }] };
    const request = { method: 'POST', path: 'composite', body } as const;
    const part = { referenceId: 'A', httpStatusCode: 201, body: { id: '005', success: true } };
    expect(made(request, { status: 200, body: { compositeResponse: [part] } })).to.deep.equal([
      { type: 'User', id: '005' },
    ]);
    expect(
      made(request, { status: 200, body: { compositeResponse: [{ ...part, httpStatusCode: 400 }] } }),
    ).to.deep.equal([]);
  });

  it('take ids, addresses and hosts out of what is published', () => {
    const text =
      '005ak000005hvjJ 005ak000005hvjJAAQ X00eak00000abcde a.b@acme.com https://acme.my.salesforce.com/x PermissionSetId';
    expect(publishable(text)).to.equal('<id> <id> X<id> <address> <host>/x PermissionSetId');
  });

  it('tell a production org from all others', async () => {
    const org = { IsSandbox: false, OrganizationType: 'Enterprise Edition', TrialExpirationDate: null };
    const is = (row: object): Promise<boolean> => isProduction(answering({ status: 200, body: { records: [row] } }));
    expect(await is(org)).to.equal(true);
    expect(await is({ ...org, IsSandbox: true })).to.equal(false);
    expect(await is({ ...org, OrganizationType: 'Developer Edition' })).to.equal(false);
    expect(await is({ ...org, TrialExpirationDate: '2027-01-01T00:00:00.000+0000' })).to.equal(false);
  });
});

async function conformanceSets(target: Target): Promise<unknown> {
  const soql = encodeURIComponent("SELECT count() FROM PermissionSet WHERE Name LIKE 'Conf_%'");
  const answer = await target.request('GET', `/services/data/v67.0/query?q=${soql}`);
  return (answer.body as { totalSize: unknown }).totalSize;
}

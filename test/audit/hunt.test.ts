import { expect } from 'chai';
import { huntOf, momentWheres, pairWhere } from '../../src/audit/hunt.ts';
import type { LoginWay } from '../../src/org/audit/ways.ts';
import { ago, scene } from './subjects.ts';

const way = (more: Partial<LoginWay>): LoginWay => ({
  ...{ application: 'Feed', type: 'Remote Access 2.0', subType: '', status: 'Success' },
  ...{ logins: 100, users: 1, first: ago(80), last: ago(1) },
  ...more,
});
const REFRESH = { subType: 'OAuth Refresh Token' };
const MANY = 50_000;

describe('huntOf', () => {
  const names = (pairs: readonly { type: string; subType: string }[]) =>
    pairs.map(({ type, subType }) => subType || type);

  it('walks ways that need no person, and no others', () => {
    const hunt = huntOf(
      [
        way({ subType: 'OAuth Client Credentials' }),
        way({ type: 'Other Apex API', application: 'N/A', users: 7 }),
        way({ type: 'Application', application: 'Browser', users: MANY }),
        way({ type: 'SAML Sfdc Initiated SSO', application: 'Browser', users: MANY }),
        way({ subType: 'OAuth User-Agent', application: 'Salesforce for iOS', users: MANY }),
      ],
      scene(),
    );
    expect(names(hunt.walks)).to.deep.equal(['OAuth Client Credentials', 'Other Apex API']);
    expect(hunt).to.deep.include({ crowded: [], connectors: [] });
  });

  it('leaves alone what only failed', () => {
    expect(huntOf([way({ status: 'Invalid Password' })], scene())).to.deep.equal({
      walks: [],
      crowded: [],
      connectors: [],
    });
  });

  it('looks for connectors alone where people log in the same way', () => {
    const hunt = huntOf(
      [way({ ...REFRESH, users: 3 }), way({ ...REFRESH, application: 'Salesforce for iOS', users: MANY })],
      scene(),
    );
    expect(hunt.walks).to.deep.equal([]);
    expect(names(hunt.crowded)).to.deep.equal(['OAuth Refresh Token']);
    expect(hunt.connectors).to.deep.equal([{ name: 'Feed', users: 3, moments: [ago(80), ago(1)] }]);
  });

  it('walks tokens where few people have any', () => {
    const hunt = huntOf([way(REFRESH), way({ ...REFRESH, application: 'Salesforce CLI', users: 40 })], scene());
    expect(names(hunt.walks)).to.deep.equal(['OAuth Refresh Token']);
  });

  it('walks command lines where they are few, for one may be a pipeline', () => {
    const hunt = huntOf([way({ ...REFRESH, application: 'Salesforce CLI' })], scene());
    expect(names(hunt.walks)).to.deep.equal(['OAuth Refresh Token']);
    expect(hunt.connectors.map(({ name }) => name)).to.deep.equal(['Salesforce CLI']);
  });

  it('does not walk what people alone do', () => {
    expect(huntOf([way({ ...REFRESH, application: 'Salesforce CLI', users: 900 })], scene()).walks).to.deep.equal([]);
    expect(huntOf([way({ ...REFRESH, application: 'Salesforce for iOS' })], scene()).walks).to.deep.equal([]);
    const loader = way({ type: 'Partner Product', application: 'DataLoaderPartnerUI/', users: 900 });
    expect(huntOf([loader], scene()).walks).to.deep.equal([]);
  });
});

describe('conditions', () => {
  const period = { from: new Date(ago(90)), to: new Date(ago(0)) };

  it('ask for logins without a sub-type in so many words', () => {
    expect(pairWhere({ type: "O'Brien", subType: '' }, period).part).to.equal(
      "LoginTime >= 2026-09-01T12:00:00Z AND LoginTime <= 2026-11-30T12:00:00Z AND LoginType = 'O\\'Brien' AND LoginSubType = null",
    );
  });

  it('ask for the second of a moment, each once, so many that a request line holds them', () => {
    const twice = momentWheres(['2026-11-30T12:00:00.400Z', '2026-11-30T12:00:00.900Z']);
    expect(twice.map(({ part }) => part)).to.deep.equal([
      '(LoginTime >= 2026-11-30T12:00:00Z AND LoginTime < 2026-11-30T12:00:01Z)',
    ]);
    const many = momentWheres(Array.from({ length: 500 }, (_, at) => ago(at / 7)));
    for (const { part } of many) expect(encodeURIComponent(part).length).to.be.lessThan(9000);
  });
});

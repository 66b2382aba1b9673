import { expect } from 'chai';
import fc from 'fast-check';
import { auditInput, type Typed } from '../../src/audit/input.ts';
import { isPeoplesLicense, moneyOf, priceProblems, type Prices } from '../../src/audit/money.ts';
import type { Seats } from '../../src/org/state/state.ts';

const seats = (name: string, total = 100, used = 50, status = 'Active'): Seats => ({
  id: name,
  name,
  status,
  total,
  used,
});
const prices = (licenses: Record<string, number> = {}, integration?: number): Prices => ({
  licenses: new Map(Object.entries(licenses)),
  integration,
  currency: 'USD',
  period: 'month',
});
const LICENSES = [
  seats('Salesforce'),
  seats('Salesforce Platform'),
  seats('Chatter Free'),
  seats('Salesforce Integration', 5, 1),
];
const machines = (count: number, license = 'Salesforce') =>
  Array.from({ length: count }, (_, at) => ({ username: `m${String(at)}@x`, license }));
const integration = (free: number, status = 'Active') => {
  const of = seats('Salesforce Integration', free + 1, 1, status);
  return { userLicense: of, permissionSetLicense: of };
};

describe('moneyOf', () => {
  it('takes free seats first and counts those as free', () => {
    const money = moneyOf(machines(6), LICENSES, integration(4), prices({ Salesforce: 165 }, 12));
    expect(money).to.include({ needed: 6, missing: 2, saving: 990, cost: 24, net: 966 });
  });

  it('says nothing of money where no price was given', () => {
    expect(moneyOf(machines(6), LICENSES, integration(0), prices())).to.include({
      saving: null,
      cost: null,
      net: null,
    });
  });

  it('does not guess what missing seats cost', () => {
    const money = moneyOf(machines(6), LICENSES, integration(0), prices({ Salesforce: 165 }));
    expect(money).to.include({ saving: 990, cost: null, net: null, missing: 6 });
    expect(moneyOf(machines(1), LICENSES, integration(4), prices({ Salesforce: 165 }))).to.include({
      cost: 0,
      net: 165,
    });
  });

  it('names the licenses whose price nobody gave', () => {
    const both = [...machines(1), ...machines(2, 'Salesforce Platform')];
    expect(moneyOf(both, LICENSES, integration(9), prices({ salesforce: 100 }, 1))).to.deep.include({
      ...{ saving: 100, unpriced: ['Salesforce Platform'] },
    });
  });

  it('counts no seat of a license that is disabled or not there', () => {
    expect(moneyOf(machines(2), LICENSES, integration(9, 'Disabled'), prices()).missing).to.equal(2);
    const none = { userLicense: undefined, permissionSetLicense: undefined };
    expect(moneyOf(machines(2), LICENSES, none, prices()).missing).to.equal(2);
  });

  it('never counts a machine twice, nor one that is none', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(20), (a, b, free) => {
        const all = [...machines(a), ...machines(b, 'Salesforce Platform')];
        const { licenses, needed, missing } = moneyOf(all, LICENSES, integration(free), prices({ Salesforce: 3 }, 2));
        expect(licenses.reduce((sum, { usernames }) => sum + usernames.length, 0)).to.equal(needed);
        expect([needed, missing]).to.deep.equal([a + b, Math.max(0, a + b - free)]);
      }),
    );
  });
});

describe('licenses of people', () => {
  const yes = ['Salesforce', 'Salesforce Platform', 'Force.com - Free', 'Work.com Only'];
  const no = [
    'Salesforce Integration',
    'Analytics Cloud Integration User',
    'Chatter Free',
    'Guest User License',
    'Partner Community',
  ];
  it('are those that somebody buys for people', () => {
    expect([...yes, ...no].filter(isPeoplesLicense)).to.deep.equal(yes);
  });
});

describe('prices', () => {
  it('are for licenses that the org has, the nearest named first', () => {
    const [problem, ...more] = priceProblems(prices({ 'Salesforce Platfrom': 1, SALESFORCE: 2 }), LICENSES);
    expect(more).to.deep.equal([]);
    expect(problem).to.include({ id: 'licenseCostUnknown', subject: 'Salesforce Platfrom' });
    expect(problem?.fixTokens[0]).to.match(/^Salesforce Platform, /);
  });
});

describe('auditInput', () => {
  const typed = (more: Partial<Typed>): Typed => ({
    ...{ licenseCost: [], integrationLicenseCost: undefined, currency: undefined, period: 'month', since: undefined },
    ...more,
  });
  const NOW = new Date('2026-11-30T12:00:00Z');
  const wrong: readonly (readonly [string, Partial<Typed>, readonly string[]])[] = [
    ['no amount', { licenseCost: ['Salesforce'], currency: 'USD' }, ['licenseCostUnclear']],
    ['no name', { licenseCost: ['=5'], currency: 'USD' }, ['licenseCostUnclear']],
    ['a debt', { licenseCost: ['Salesforce=-5'], currency: 'USD' }, ['licenseCostUnclear']],
    ['twice', { licenseCost: ['A=1', 'a=2'], currency: 'USD' }, ['licenseCostTwice']],
    ['no currency', { licenseCost: ['A=1'] }, ['currencyMissing']],
    ['no number', { integrationLicenseCost: 'cheap', currency: 'USD' }, ['costUnclear']],
    ['a moment without a zone', { since: '2026-11-30T12:00:00' }, ['sinceUnclear']],
    ['a day that there is not', { since: '2026-13-45' }, ['sinceUnclear']],
    ['tomorrow', { since: '2026-12-01' }, ['sinceLater']],
    [
      'everything at once',
      { licenseCost: ['A'], integrationLicenseCost: 'x', since: 'y' },
      ['licenseCostUnclear', 'costUnclear', 'currencyMissing', 'sinceUnclear'],
    ],
  ];
  for (const [name, more, ids] of wrong)
    it(`refuses ${name}`, () => {
      expect(auditInput(typed(more), NOW).problems.map(({ id }) => id)).to.deep.equal(ids);
    });

  it('reads names with spaces and equals signs, amounts, days and moments', () => {
    const more = { licenseCost: ['Force.com - Free = x=1.5'], integrationLicenseCost: '0', currency: 'EUR' };
    const { prices: read, since, problems } = auditInput(typed({ ...more, since: '2026-11-29T23:00:00+01:00' }), NOW);
    expect(problems).to.deep.equal([]);
    expect([...read.licenses]).to.deep.equal([['Force.com - Free = x', 1.5]]);
    expect([read.integration, since?.toISOString()]).to.deep.equal([0, '2026-11-29T22:00:00.000Z']);
  });
});

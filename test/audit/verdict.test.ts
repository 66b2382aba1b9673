import { expect } from 'chai';
import fc from 'fast-check';
import type { Evidence } from '../../src/audit/seen.ts';
import { verdictOf } from '../../src/audit/verdict.ts';
import { ago, evidence } from './subjects.ts';

type Case = readonly [name: string, evidence: readonly Evidence[], verdict: string, days?: number];
const HABITS = [evidence('fixed-address', 1), evidence('round-the-clock', 24)];

const cases: readonly Case[] = [
  ['nothing', [], 'person'],
  ['habits without a way of logging in', HABITS, 'person'],
  ['web pages alone', [evidence('ui-login', 60)], 'person'],
  ['a way of logging in alone is never more than possible', [evidence('client-credentials')], 'machine possible'],
  ['a way and a hint', [evidence('soap-login'), evidence('name', null)], 'machine likely'],
  ['a way and one habit', [evidence('client-credentials'), evidence('fixed-address', 1)], 'machine likely'],
  ['a way and two habits', [evidence('soap-login'), ...HABITS], 'machine certain'],
  [
    'a habit and a hint',
    [evidence('password-flow'), evidence('fixed-address', 1), evidence('name', null)],
    'machine certain',
  ],
  [
    'without a sub-type a hint is not enough',
    [evidence('jwt-bearer'), evidence('fixed-address', 1), evidence('name', null)],
    'machine likely',
  ],
  ['without a sub-type two habits are', [evidence('jwt-bearer'), ...HABITS], 'machine certain'],
  ['a token that telephones have too', [evidence('refresh-token'), evidence('stored-token')], 'machine possible'],
  ['a token from one place', [evidence('refresh-token'), evidence('fixed-address', 2)], 'machine likely'],
  ['a token at all hours from one place', [evidence('refresh-token'), ...HABITS], 'machine certain'],
  [
    'one web page a month is named',
    [evidence('soap-login'), ...HABITS, evidence('ui-login-rare', 3)],
    'machine certain',
  ],
  [
    'one consent is named',
    [evidence('refresh-token'), ...HABITS, evidence('interactive-consent', 1)],
    'machine certain',
  ],
  [
    'a web page every week is a person',
    [evidence('client-credentials'), ...HABITS, evidence('ui-login', 13)],
    'shared likely',
  ],
  ['single sign-on is one, too', [evidence('client-credentials'), evidence('single-sign-on', 60)], 'shared possible'],
  [
    'a telephone is one, too',
    [evidence('jwt-bearer'), ...HABITS, evidence('people-application', 300)],
    'shared likely',
  ],
  ['a person who tries a script', [evidence('soap-login', 6), evidence('ui-login', 60)], 'person'],
  ['a person whose spreadsheet logs in by SOAP', [evidence('soap-login', 40), evidence('ui-login', 60)], 'person'],
  ['as many web pages as logins', [evidence('soap-login', 4), evidence('ui-login-rare', 3)], 'unclear possible'],
  [
    'a token, and hardly a web page',
    [evidence('refresh-token'), ...HABITS, evidence('ui-login-rare', 2)],
    'machine likely',
  ],
  ['out of a browser', [evidence('jwt-bearer'), ...HABITS, evidence('browser', 20)], 'machine possible'],
  [
    'in a few days nothing is certain',
    [evidence('client-credentials', 50, { first: ago(6) }), ...HABITS],
    'machine possible',
    6,
  ],
  ['in three weeks neither', [evidence('client-credentials'), ...HABITS], 'machine likely', 21],
  ['a few logins', [evidence('client-credentials', 3), ...HABITS], 'machine possible'],
  ['all on one day', [evidence('client-credentials', 500, { first: ago(1) }), ...HABITS], 'machine likely'],
];

const words = (some: readonly Evidence[], days: number): string => {
  const judged = verdictOf(some, days);
  return judged === undefined ? 'person' : `${judged.verdict} ${judged.certainty}`;
};

describe('verdictOf', () => {
  for (const [name, some, verdict, days = 90] of cases)
    it(`${name}: ${verdict}`, () => expect(words(some, days)).to.equal(verdict));

  const CLASSES: readonly Evidence['class'][] = [
    ...([
      'client-credentials',
      'jwt-bearer',
      'token-exchange',
      'password-flow',
      'soap-login',
      'refresh-token',
    ] as const),
    ...([
      'interactive-consent',
      'people-application',
      'ui-login',
      'single-sign-on',
      'ui-login-rare',
      'browser',
    ] as const),
    ...(['fixed-address', 'round-the-clock', 'api-requests', 'open-session', 'stored-token', 'name'] as const),
  ];
  const anything = fc.array(
    fc
      .record({ of: fc.constantFrom(...CLASSES), count: fc.integer({ min: 1, max: 3000 }) })
      .map(({ of, count }) => evidence(of, count)),
    { maxLength: 8 },
  );

  it('is certain of nobody who logs in to web pages more than about once a month, whatever else there is', () => {
    fc.assert(
      fc.property(
        anything,
        fc.integer({ min: 1, max: 180 }),
        fc.constantFrom('ui-login' as const, 'single-sign-on' as const),
        (some, days, of) => {
          const judged = verdictOf([...some, evidence(of, Math.ceil(days / 10) + 1)], days);
          expect(judged?.verdict === 'machine' && judged.certainty === 'certain').to.equal(false);
        },
      ),
    );
  });

  it('is certain of nobody by less than a way of logging in and two other classes', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 180 }), (some, days) => {
        const judged = verdictOf(some, days);
        if (judged?.certainty !== 'certain') return;
        expect(new Set(some.map((one) => one.class)).size).to.be.at.least(3);
        expect(days).to.be.at.least(30);
      }),
    );
  });

  it('is never surer with a person than without', () => {
    const rank = ['certain', 'likely', 'possible'];
    fc.assert(
      fc.property(anything, fc.constantFrom('ui-login' as const, 'people-application' as const), (some, of) => {
        const [alone, together] = [verdictOf(some, 90), verdictOf([...some, evidence(of, 200)], 90)];
        if (together?.verdict !== 'machine') return;
        expect(rank.indexOf(together.certainty)).to.be.at.least(rank.indexOf(alone?.certainty ?? 'possible'));
      }),
    );
  });
});

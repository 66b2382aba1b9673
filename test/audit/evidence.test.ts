import { expect } from 'chai';
import { evidenceOf, longestBreak } from '../../src/audit/evidence.ts';
import type { Scene, Seen } from '../../src/audit/seen.ts';
import { ago, logins, placesOf, scene, seen } from './subjects.ts';

type Case = readonly [name: string, seen: Partial<Seen>, found: readonly string[], scene?: Partial<Scene>];

const UI = { type: 'Application', application: 'Browser', browser: 'Chrome 138' };
const CROWD: Partial<Scene> = { isForPeople: () => true };
const token = (application: string, uses: number) => ({
  userId: '005000000000001AAA',
  application,
  uses,
  created: ago(200),
  lastUsed: ago(1),
});
const hours = (...some: number[]) => new Map(some.map((hour) => [hour, 10]));

const cases: readonly Case[] = [
  ['nothing', {}, []],
  ['failed logins are no use', { logins: [logins(900, { status: 'Invalid Password', type: 'Other Apex API' })] }, []],
  ['an administrator in its name is not it', { logins: [logins(9, { type: 'SysAdmin Switch' })] }, []],
  [
    'client credentials',
    { logins: [logins(9, { subType: 'OAuth Client Credentials' })] },
    ['+client-credentials Feed 9'],
  ],
  ['OAuth without a sub-type', { logins: [logins(9, {})] }, ['+jwt-bearer Feed 9']],
  ['token exchange', { logins: [logins(9, { subType: 'OAuth Token Exchange' })] }, ['+token-exchange Feed 9']],
  [
    'SOAP without an application',
    { logins: [logins(9, { type: 'Partner Product', application: 'N/A' })] },
    ['+soap-login - 9'],
  ],
  [
    'of one way and application the logins are added',
    { logins: [logins(2, { browser: 'a' }), logins(3, { browser: 'b' })] },
    ['+jwt-bearer Feed 5'],
  ],
  [
    'a telephone',
    { logins: [logins(90, { subType: 'OAuth Refresh Token', application: 'Salesforce for iOS' })] },
    ['-people-application Salesforce for iOS 90'],
  ],
  [
    'a hybrid application of any name',
    { logins: [logins(9, { subType: 'OAuth Refresh Token for Hybrid Apps' })] },
    ['-people-application Feed 9'],
  ],
  [
    'the window of Data Loader',
    { logins: [logins(9, { type: 'Partner Product', application: 'DataLoaderPartnerUI/' })] },
    ['-people-application DataLoaderPartnerUI/ 9'],
  ],
  [
    'its command line',
    { logins: [logins(9, { type: 'Partner Product', application: 'DataLoaderPartnerBatch/' })] },
    ['+soap-login DataLoaderPartnerBatch/ 9'],
  ],
  [
    'a crowd uses the application',
    { logins: [logins(9, { subType: 'OAuth Refresh Token' })] },
    ['-people-application Feed 9'],
    CROWD,
  ],
  [
    'a crowd and what needs no person',
    { logins: [logins(9, { subType: 'OAuth Client Credentials' })] },
    ['+client-credentials Feed 9'],
    CROWD,
  ],
  [
    'a consent',
    { logins: [logins(1, { subType: 'OAuth Web Server', browser: 'Chrome 1' })] },
    ['-interactive-consent Feed 1'],
  ],
  [
    'Outlook',
    { logins: [logins(9, { type: 'Outlook Integration', application: 'Outlook' })] },
    ['-people-application Outlook 9'],
  ],
  [
    'what we do not know counts for a person',
    { logins: [logins(70, { type: 'New Login', application: 'X' })] },
    ['-ui-login - 70'],
  ],
  ['three web pages in three months', { logins: [logins(3, UI)] }, ['-ui-login-rare - 3']],
  ['more of them', { logins: [logins(60, UI)] }, ['-ui-login - 60']],
  ['one in a week is not rare', { logins: [logins(1, UI)] }, ['-ui-login - 1'], { days: 7 }],
  [
    'single sign-on beside web pages',
    { logins: [logins(60, { ...UI, type: 'SAML Sfdc Initiated SSO' }), logins(1, UI)] },
    ['-ui-login - 1', '-single-sign-on - 60'],
  ],
  [
    'without a person out of a browser',
    { logins: [logins(9, { browser: 'Chrome 138' })] },
    ['+jwt-bearer Feed 9', '-browser - 9'],
  ],
  [
    'few addresses for many logins',
    { logins: [logins(10, {})], addressCount: 2 },
    ['+jwt-bearer Feed 10', '+fixed-address - 2'],
  ],
  ['many addresses', { logins: [logins(10, {})], addressCount: 9 }, ['+jwt-bearer Feed 10']],
  ['few addresses for few logins', { logins: [logins(9, {})], addressCount: 1 }, ['+jwt-bearer Feed 9']],
  ['at all hours', { hours: hours(0, 4, 8, 12, 16, 20) }, ['+round-the-clock - 6']],
  ['with the break of a night', { hours: hours(6, 8, 10, 12, 14, 16, 18, 20) }, []],
  ['a few logins at all hours', { hours: new Map([0, 4, 8, 12, 16, 20].map((hour) => [hour, 1])) }, []],
  ['many requests', { requests: 900 }, ['+api-requests - 900'], { logDays: 3 }],
  ['few requests', { requests: 200 }, [], { logDays: 3 }],
  ['a token in use', { tokens: [token('Feed', 12)] }, ['+stored-token Feed 12']],
  ['a token of a telephone', { tokens: [token('Salesforce for iOS', 99)] }, []],
  ['a token that nobody uses', { tokens: [token('Feed', 2)] }, []],
  [
    'an open session of the API',
    { sessions: [{ userId: '', type: 'API', application: 'Feed' }] },
    ['+open-session - 1'],
  ],
  [
    'beside one of a web page',
    {
      sessions: [
        { userId: '', type: 'API', application: 'Feed' },
        { userId: '', type: 'UI', application: '' },
      ],
    },
    [],
  ],
  ['a name', { user: { ...seen().user, username: 'sap.sync@example.com' } }, ['+name - -']],
  ['part of a word is none', { user: { ...seen().user, name: 'Apia Syncara' } }, []],
];

describe('evidenceOf', () => {
  for (const [name, some, found, more] of cases)
    it(name, () => {
      const all = evidenceOf(seen(some), scene(more));
      for (const one of all) expect(placesOf(`evidence.${one.class}`), one.class).to.equal(one.tokens.length);
      expect(
        all.map(
          (one) =>
            `${one.speaksFor === 'machine' ? '+' : '-'}${one.class} ${one.application ?? '-'} ${String(one.count ?? '-')}`,
        ),
      ).to.deep.equal(found);
    });

  it('finds the longest break over midnight, too', () => {
    expect(longestBreak(new Map())).to.equal(24);
    expect(longestBreak(hours(12))).to.equal(23);
    expect(longestBreak(hours(5, 20))).to.equal(14);
    expect(longestBreak(hours(8, 22))).to.equal(13);
  });
});

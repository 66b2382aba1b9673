import { expect } from 'chai';
import { seesLogins, seesTokens } from '../../src/audit/scene.ts';
import { sourcesOf, type Asked } from '../../src/audit/sources.ts';
import type { AuditOrg } from '../../src/org/audit/auditOrg.ts';
import { inventory } from '../access/inventory.ts';
import { placesOf, scene, seen } from './subjects.ts';

const about = (more: Partial<AuditOrg> = {}): AuditOrg => ({
  ...{ organization: undefined, licenses: [], permissionSetLicense: undefined, activeUsers: 9, apiUsers: 1 },
  ...{ ways: [], applications: [], waysWhole: true, oldest: undefined, refused: new Map() },
  callerPermissions: new Set(['ManageUsers']),
  ...more,
});

const asked = (more: Partial<Asked> = {}): Asked => ({
  about: about(),
  candidates: {
    ...{ ids: [], tokensRefused: undefined, tokensWhole: true, unread: [] },
    bulk: { used: false, refused: undefined },
  },
  suspects: {
    ...{ seen: [seen()], tokens: { refused: undefined, whole: true }, refused: new Map() },
    ...{ usage: { days: ['2026-11-29'], users: new Map(), left: 0 }, loginsWhole: true, rhythmRead: true },
  },
  use: { logins: [], tokens: [], tokensRefused: undefined },
  inventory: inventory(),
  scene: scene(),
  isSeen: true,
  ...more,
});
const { candidates, suspects, use } = asked();
const refused = (object: string) => new Map([[object, 'nobody may']]);
const way = {
  application: 'X',
  type: 'Quantum',
  subType: '',
  status: 'Success',
  logins: 3,
  users: 1,
  first: '',
  last: '',
};

type Case = readonly [name: string, more: Partial<Asked>, source: string, said: string];
const cases: readonly Case[] = [
  [
    'logins refused',
    { about: about({ refused: refused('LoginHistory') }) },
    'LoginHistory',
    'refused refused nobody may',
  ],
  ['logins of others not shown', { isSeen: false }, 'LoginHistory', 'refused own '],
  [
    'ways with too many users',
    { candidates: { ...candidates, unread: ['A', 'B'] } },
    'LoginHistory',
    'partly unread A, B',
  ],
  ['too many applications', { about: about({ waysWhole: false }) }, 'LoginHistory', 'partly ways '],
  ['too many logins', { suspects: { ...suspects, loginsWhole: false } }, 'LoginHistory', 'partly cut '],
  ['no hours', { suspects: { ...suspects, rhythmRead: false } }, 'LoginHistory', 'partly rhythm '],
  ['ways that nobody knows', { about: about({ ways: [way] }) }, 'LoginHistory', 'partly types Quantum'],
  [
    'bulk refused and not needed',
    { candidates: { ...candidates, bulk: { used: true, refused: 'no' } } },
    'Bulk API 2.0',
    'refused replaced no',
  ],
  [
    'bulk refused and needed',
    { candidates: { ...candidates, unread: ['A'], bulk: { used: true, refused: 'no' } } },
    'Bulk API 2.0',
    'refused refused no',
  ],
  ['bulk used', { candidates: { ...candidates, bulk: { used: true, refused: undefined } } }, 'Bulk API 2.0', 'read - '],
  ['tokens refused', { candidates: { ...candidates, tokensRefused: 'no' } }, 'OauthToken', 'refused refused no'],
  ['tokens of integration users refused', { use: { ...use, tokensRefused: 'no' } }, 'OauthToken', 'refused refused no'],
  ['tokens of others not shown', { about: about({ callerPermissions: new Set() }) }, 'OauthToken', 'refused own '],
  ['too many tokens', { candidates: { ...candidates, tokensWhole: false } }, 'OauthToken', 'partly cut '],
  [
    'sessions refused',
    { suspects: { ...suspects, refused: refused('AuthSession') } },
    'AuthSession',
    'refused refused nobody may',
  ],
  ['sessions of others not shown', { about: about({ callerPermissions: new Set() }) }, 'AuthSession', 'refused own '],
  [
    'logs refused',
    { suspects: { ...suspects, usage: { ...suspects.usage, refused: 'no' } } },
    'EventLogFile',
    'refused refused no',
  ],
  [
    'no logs',
    { suspects: { ...suspects, usage: { ...suspects.usage, days: [] } } },
    'EventLogFile',
    'missing missing ',
  ],
  [
    'logs too large',
    { suspects: { ...suspects, usage: { ...suspects.usage, days: [], left: 4 } } },
    'EventLogFile',
    'partly large ',
  ],
  [
    'some of the logs',
    { suspects: { ...suspects, usage: { ...suspects.usage, left: 29 } } },
    'EventLogFile',
    'partly latest 1, 29',
  ],
  ['nobody to look up', { suspects: { ...suspects, seen: [] } }, 'EventLogFile', 'read nobody '],
  [
    'licenses refused',
    { about: about({ refused: refused('UserLicense') }) },
    'UserLicense',
    'refused license nobody may',
  ],
  [
    'assignments not shown',
    { inventory: { ...inventory(), assignmentsVisible: false } },
    'PermissionSetAssignment',
    'refused assignments ',
  ],
  [
    'rights refused',
    { inventory: { ...inventory(), refused: refused('ObjectPermissions') } },
    'ObjectPermissions',
    'refused rights nobody may',
  ],
];

describe('sourcesOf', () => {
  it('says nothing where everything was read', () => {
    const sources = sourcesOf(asked());
    expect(sources.map(({ name }) => name)).to.deep.equal([
      'LoginHistory',
      'OauthToken',
      'AuthSession',
      'EventLogFile',
    ]);
    expect(sources.filter(({ key }) => key !== undefined)).to.deep.equal([]);
  });

  for (const [name, more, source, said] of cases)
    it(`${name}: ${said}`, () => {
      const found = sourcesOf(asked(more)).find((one) => one.name === source);
      const word = /^(?:LoginHistory|OauthToken|AuthSession|EventLogFile)$/.test(source) ? source : 'object';
      const key = `source.${source.startsWith('Bulk') ? 'bulk' : word}.${found?.key ?? ''}`;
      if (found?.key !== undefined) expect(placesOf(key), key).to.equal(found.tokens.length);
      expect(`${found?.status ?? ''} ${found?.key ?? '-'} ${found?.tokens.join(', ') ?? ''}`).to.equal(said);
    });
});

describe('what a login sees', () => {
  it('depends on its permissions, as far as these are known', () => {
    const has = (...names: string[]) => about({ callerPermissions: new Set(names) });
    expect([has(), has('MonitorLoginHistory'), has('ManageUsers')].map(seesLogins)).to.deep.equal([false, true, true]);
    expect([has(), has('CustomizeApplication')].map(seesTokens)).to.deep.equal([false, true]);
    const unknown = about({ callerPermissions: undefined });
    expect([seesLogins(unknown), seesTokens(unknown)]).to.deep.equal([true, true]);
    expect(seesLogins(about({ refused: refused('LoginHistory') }))).to.equal(false);
  });
});

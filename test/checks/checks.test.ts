import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { effectiveAccess } from '../../src/access/effectiveAccess.ts';
import { CHECKS, ORG_CHECKS, runChecks, userFindings } from '../../src/checks/runChecks.ts';
import type { Inventory, InventoryUser } from '../../src/org/inventory.ts';
import { checkFinding } from '../../src/report/checkFinding.ts';
import { group, holding, inventory, license, PROFILE, set, user } from '../access/inventory.ts';

type Case = {
  readonly name: string;
  readonly user?: Partial<InventoryUser>;
  readonly inventory?: Inventory;
  readonly sharing?: ReadonlyMap<string, string>;
  readonly unusedDays?: number;
  /** `id subject` of every finding. */
  readonly found: readonly string[];
};

const READ = set({ id: 'Read', objects: { Account: ['read'], Contact: ['read', 'viewAll'] } });
const sandbox = (sandboxName?: string): Inventory =>
  inventory([], { organization: { id: '00D000000000001AAA', name: 'Acme', isSandbox: true, sandboxName } });
const withSet = (...userPermissions: string[]): Inventory => inventory([set({ id: 'Set', userPermissions })]);
const seats = (used: number): Inventory => {
  const of = inventory();
  return { ...of, userLicense: of.userLicense && { ...of.userLicense, used } };
};
const onlyProfile = (...userPermissions: string[]): Inventory =>
  inventory([set({ ...PROFILE, objects: {}, fields: {}, userPermissions })]);
const PRIVATE = new Map([
  ['Account', 'Private'],
  ['Contact', 'Private'],
  ['Order', 'Private'],
]);

const cases: readonly Case[] = [
  {
    name: 'a user that is set up well',
    user: holding('Read'),
    inventory: inventory([set({ id: 'Read', objects: { Account: ['read'] } })]),
    found: [],
  },
  {
    name: 'inactive',
    user: { isActive: false, lastLogin: undefined },
    found: ['user-active zoominfo@acme.integration'],
  },
  { name: 'frozen', user: { isFrozen: true }, found: ['user-frozen zoominfo@acme.integration'] },
  { name: 'nobody can see whether it is frozen', user: { isFrozen: undefined }, found: [] },
  {
    name: 'on a license for people',
    user: { license: 'Salesforce', licenseIds: [] },
    found: ['profile-on-license Integration API Only'],
  },
  { name: 'on a license that the caller cannot see', user: { license: undefined }, found: [] },
  {
    name: 'without the permission set license',
    user: { licenseIds: [] },
    found: ['permission-set-license zoominfo@acme.integration'],
  },
  { name: 'licenses that the caller cannot see', user: { licenseIds: undefined }, found: [] },
  {
    name: 'a permission set license that has expired',
    inventory: inventory([], { licenses: new Map([[license().id, license({ isActive: false })]]) }),
    found: ['permission-set-license zoominfo@acme.integration'],
  },
  { name: 'no API', inventory: onlyProfile('ApiUserOnly'), found: ['api-enabled zoominfo@acme.integration'] },
  {
    name: 'API by a permission set',
    user: holding('Set'),
    inventory: inventory([
      set({ ...PROFILE, objects: {}, fields: {}, userPermissions: ['ApiUserOnly'] }),
      set({ id: 'Set', userPermissions: ['ApiEnabled'] }),
    ]),
    found: [],
  },
  { name: 'not API only', inventory: onlyProfile('ApiEnabled'), found: ['api-only zoominfo@acme.integration'] },
  {
    name: 'MFA for API logins by the profile',
    inventory: onlyProfile('ApiEnabled', 'ApiUserOnly', 'TwoFactorApi'),
    found: ['mfa-for-api zoominfo@acme.integration'],
  },
  { name: 'MFA for API logins in a set that nobody assigned', inventory: withSet('TwoFactorApi'), found: [] },
  {
    name: 'MFA for API logins, muted in the group',
    user: { groups: [{ id: 'Sync', expires: undefined }] },
    inventory: inventory(
      [
        set({ id: 'Set', userPermissions: ['TwoFactorApi'] }),
        set({ id: 'Mute', kind: 'muting', userPermissions: ['TwoFactorApi'] }),
      ],
      { groups: [group({ id: 'Sync', setIds: ['Set'], mutingIds: ['Mute'] })] },
    ),
    found: [],
  },
  {
    name: 'a password that never expires',
    user: holding('Set'),
    inventory: withSet('PasswordNeverExpires'),
    found: ['password-never-expires zoominfo@acme.integration'],
  },
  {
    name: 'rights over the whole org',
    user: holding('Set'),
    inventory: withSet('ModifyAllData', 'ViewAllData', 'RunReports'),
    found: ['broad-permission ModifyAllData', 'broad-permission ViewAllData'],
  },
  {
    name: 'View All on an object',
    user: holding('Read'),
    inventory: inventory([READ]),
    found: ['broad-object-right Contact'],
  },
  {
    name: 'Modify All on an object is one finding',
    user: holding('Set'),
    inventory: inventory([
      set({ id: 'Set', objects: { Account: ['read', 'edit', 'delete', 'viewAll', 'modifyAll'] } }),
    ]),
    found: ['broad-object-right Account'],
  },
  { name: 'never used for long', user: { lastLogin: undefined }, found: ['never-used zoominfo@acme.integration'] },
  { name: 'new and not used yet', user: { lastLogin: undefined, created: '2026-06-20T08:00:00.000+0000' }, found: [] },
  {
    name: 'unused for 90 days',
    user: { lastLogin: '2026-04-01T08:00:00.000+0000' },
    found: ['unused zoominfo@acme.integration'],
  },
  { name: 'used within 90 days', user: { lastLogin: '2026-04-02T08:00:00.000+0000' }, found: [] },
  {
    name: 'unused for fewer days than given',
    user: { lastLogin: '2026-06-20T08:00:00.000+0000' },
    unusedDays: 10,
    found: ['unused zoominfo@acme.integration'],
  },
  {
    name: 'a set that the license refuses',
    user: holding('Sales'),
    inventory: inventory([set({ id: 'Sales', licenseId: '100000000000009' })]),
    found: ['set-not-carried Sales'],
  },
  {
    name: 'a right that the license refuses',
    user: holding('Set'),
    inventory: withSet('AuthorApex'),
    found: ['set-not-carried Set'],
  },
  {
    name: 'an assignment that has expired is meant so',
    user: { sets: [{ id: 'Read', expires: '2026-06-01T00:00:00.000+0000' }] },
    inventory: inventory([READ]),
    found: [],
  },
  {
    name: 'private sharing',
    user: holding('Read'),
    inventory: inventory([set({ id: 'Read', objects: { Account: ['read'], Invoice__c: ['read'] } })]),
    sharing: PRIVATE,
    found: ['private-records zoominfo@acme.integration'],
  },
  {
    name: 'private sharing of objects that it cannot read or views all of',
    user: holding('Read'),
    inventory: inventory([set({ id: 'Read', objects: { Contact: ['read', 'viewAll'] } })]),
    sharing: PRIVATE,
    found: ['broad-object-right Contact'],
  },
  {
    name: 'a production username in a sandbox',
    inventory: sandbox('uat'),
    found: ['sandbox-username zoominfo@acme.integration'],
  },
  {
    name: 'a sandbox username',
    user: { username: 'zoominfo@acme--uat.integration' },
    inventory: sandbox('uat'),
    found: [],
  },
  {
    name: 'a username that a refresh made',
    user: { username: 'zoominfo@acme.com.uat' },
    inventory: sandbox('uat'),
    found: [],
  },
  {
    name: 'a username of another sandbox',
    user: { username: 'zoominfo@acme.com.qa' },
    inventory: sandbox('uat'),
    found: ['sandbox-username zoominfo@acme.com.qa'],
  },
  {
    name: 'a sandbox of unknown name',
    user: { username: 'zoominfo@acme.com' },
    inventory: sandbox(),
    found: ['sandbox-username zoominfo@acme.com'],
  },
  {
    name: 'a suffix in a sandbox of unknown name',
    user: { username: 'zoominfo@acme.com.dev' },
    inventory: sandbox(),
    found: [],
  },
  {
    name: 'a username made of the org id',
    user: { username: 'zoominfo@00d000000000001aaa.integration' },
    inventory: sandbox(),
    found: [],
  },
];

const found = ({ user: more, inventory: of = inventory(), sharing, unusedDays }: Case) => {
  const subject = user(more);
  const options = unusedDays === undefined ? {} : { unusedDays };
  return userFindings({ user: subject, access: effectiveAccess(subject, of), inventory: of, sharing, ...options });
};

describe('checks', () => {
  for (const one of cases) {
    it(one.name, () => {
      expect(found(one).map(({ id, subject }) => `${id} ${subject}`)).to.deep.equal(one.found);
    });
  }

  it('each have a case in which they find something', () => {
    const ids = cases.flatMap((one) => one.found.map((text) => text.split(' ')[0]));
    expect(CHECKS.map(({ id }) => id).filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it('of the org tell of seats when one is left, and of none before', () => {
    const ids = (of: Inventory): string[] => runChecks(ORG_CHECKS, of).map(({ id, subject }) => `${id} ${subject}`);
    expect(ids(seats(3))).to.deep.equal([]);
    expect(ids(seats(4))).to.deep.equal(['seats-nearly-gone Salesforce Integration']);
    expect(ids({ ...seats(5), userLicense: undefined })).to.deep.equal([]);
  });

  it('have words for what was found, why it matters and the way out, with every gap filled', () => {
    const results = [...cases.flatMap(found), ...runChecks(ORG_CHECKS, seats(5))];
    for (const { id, message, why, fix } of results.map(checkFinding)) {
      for (const text of [message, why, fix])
        expect(text, id)
          .to.match(/\S.*[.:]?$/)
          .and.not.match(/%s|undefined/);
    }
  });

  it('fill as many gaps as the words have', () => {
    const text = readFileSync(join(import.meta.dirname, '../../messages/checks.md'), 'utf8');
    const gaps = (key: string): number =>
      (new RegExp(`^# ${key}\\n([^#]*)`, 'm').exec(text)?.[1]?.match(/%s/g) ?? []).length;
    for (const { id, tokens = [], fixTokens = [] } of [...cases.flatMap(found), ...runChecks(ORG_CHECKS, seats(5))]) {
      expect([gaps(id), gaps(`${id}.fix`)], id).to.deep.equal([tokens.length, fixTokens.length]);
    }
  });

  it('name the set that brings what must not be', () => {
    const of = inventory([set({ id: 'Set', userPermissions: ['TwoFactorApi'] })], {
      groups: [group({ id: 'Sync', setIds: ['Set'] })],
      licenses: new Map([[license().id, license({ carries: new Set(['TwoFactorApi', 'RunReports']) })]]),
    });
    const [finding] = found({
      name: '',
      user: { ...holding('Set'), groups: [{ id: 'Sync', expires: undefined }] },
      inventory: of,
      found: [],
    }).map(checkFinding);
    expect(finding).to.include({
      id: 'mfa-for-api',
      severity: 'error',
      message:
        'zoominfo@acme.integration must pass multi-factor authentication at API logins, by "Set", "Set" in "Sync".',
      fix: 'Switch the permission off in "Set", "Set" in "Sync", or take that away from the user.',
    });
  });
});

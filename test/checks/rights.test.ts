import type { Subject } from '../../src/checks/check.ts';
import { mfaForApi } from '../../src/checks/logins/mfaForApi.ts';
import { withheldRights } from '../../src/checks/access/withheldRights.ts';
import { broadPermissions } from '../../src/checks/access/broadPermissions.ts';
import { broadObjectRights } from '../../src/checks/access/broadObjectRights.ts';
import { passwordNeverExpires } from '../../src/checks/logins/passwordNeverExpires.ts';
import { privateRecords } from '../../src/checks/access/privateRecords.ts';
import { group, holding, inventory, license, PROFILE, PSL_ID, set, type SetParts } from '../access/inventory.ts';
import { PROFILE_NAME, proof, USERNAME, type Given } from './proof.ts';
import { testChecks, type Case, type Told } from './table.ts';

/** The subject without what `verify` alone knows. */
const subject = (given: Given): Subject => proof(given);
/** The user holds a set "Set" that allows this. */
const holds = (parts: Omit<SetParts, 'id'>): Given => ({
  held: holding('Set'),
  org: inventory([set({ id: 'Set', ...parts })]),
});
const profileHolds = (...userPermissions: string[]): Given => ({
  org: inventory([set({ ...PROFILE, objects: {}, fields: {}, userPermissions })]),
});

describe('the checks of rights that an integration must not have, or does not get', () => {
  const mfa = (ways: string): Told => [`error mfa-for-api ${USERNAME}`, [USERNAME, ways], [ways]];
  const broad = (permission: string): Told => [
    `warning broad-permission ${permission}`,
    [USERNAME, permission, '"Set"'],
    [permission, '"Set"'],
  ];
  const wide = (object: string, right: string): Told => [
    `warning broad-object-right ${object}`,
    [USERNAME, right, object, '"Set"'],
    [right, object, '"Set"'],
  ];
  const notCarried = (name: string, what: string): Told => [
    `error set-not-carried ${name}`,
    [USERNAME, what],
    [USERNAME],
  ];
  const cases: readonly Case<Given>[] = [
    [
      'MFA for API logins by the profile',
      profileHolds('ApiEnabled', 'ApiUserOnly', 'TwoFactorApi'),
      [mfa(`"${PROFILE_NAME}"`)],
    ],
    [
      'MFA for API logins by a set and by that set in a group, told with both',
      {
        held: { ...holding('Set'), groups: [{ id: 'Sync', expires: undefined }] },
        org: inventory([set({ id: 'Set', userPermissions: ['TwoFactorApi'] })], {
          groups: [group({ id: 'Sync', setIds: ['Set'] })],
          licenses: new Map([[PSL_ID, license({ carries: new Set(['TwoFactorApi', 'RunReports']) })]]),
        }),
      },
      [mfa('"Set", "Set" in "Sync"')],
    ],
    [
      'MFA for API logins in a set that nobody assigned',
      { org: inventory([set({ id: 'Set', userPermissions: ['TwoFactorApi'] })]) },
      [],
    ],
    [
      'MFA for API logins that the group mutes',
      {
        held: { groups: [{ id: 'Sync', expires: undefined }] },
        org: inventory(
          [
            set({ id: 'Set', userPermissions: ['TwoFactorApi'] }),
            set({ id: 'Mute', kind: 'muting', userPermissions: ['TwoFactorApi'] }),
          ],
          { groups: [group({ id: 'Sync', setIds: ['Set'], mutingIds: ['Mute'] })] },
        ),
      },
      [],
    ],

    [
      'a set on a license that the user does not have',
      holds({ licenseId: '100000000000009', userPermissions: ['RunReports'] }),
      [notCarried('Set', '"Set"')],
    ],
    [
      'a set inside a group, on a license that the user does not have',
      {
        held: { groups: [{ id: 'Sync', expires: undefined }] },
        org: inventory([set({ id: 'Set', licenseId: '0PL0' })], { groups: [group({ id: 'Sync', setIds: ['Set'] })] }),
      },
      [notCarried('Set', '"Set" in "Sync"')],
    ],
    [
      'a permission that the license does not carry',
      holds({ userPermissions: ['AuthorApex', 'RunReports'] }),
      [notCarried('Set', '"Set" (AuthorApex)')],
    ],
    [
      'rights that need the license, of many the first five, set by set',
      {
        held: { ...holding('Set', 'Other'), licenseIds: [] },
        org: inventory([
          set({
            id: 'Set',
            objects: { Account: ['read'], Contact: ['read'], Order: ['read'], Quote: ['read'] },
            userPermissions: ['EditTask', 'RunReports'],
          }),
          set({ id: 'Other', objects: { Account: ['read'], Invoice__c: ['read'] } }),
        ]),
      },
      [
        notCarried('Set', '"Set" (EditTask, RunReports, Account, Contact, Order, ...)'),
        notCarried('Other', '"Other" (Account)'),
      ],
    ],
    [
      'five rights that need the license, all of them',
      {
        held: { ...holding('Set'), licenseIds: [] },
        org: inventory([
          set({
            id: 'Set',
            objects: { Account: ['read'], Contact: ['read'], Order: ['read'], Quote: ['read'] },
            userPermissions: ['EditTask'],
          }),
        ]),
      },
      [notCarried('Set', '"Set" (EditTask, Account, Contact, Order, Quote)')],
    ],
    [
      'an assignment that has expired, and a set that is active in its session alone: both are meant so',
      {
        held: {
          sets: [
            { id: 'Set', expires: '2026-06-01T00:00:00.000+0000' },
            { id: 'Session', expires: undefined },
          ],
        },
        org: inventory([
          set({ id: 'Set', objects: { Contact: ['read', 'viewAll'] } }),
          set({ id: 'Session', objects: { Contact: ['read', 'viewAll'] }, needsActivation: true }),
        ]),
      },
      [],
    ],

    [
      'rights over the whole org, told once and not for each object',
      holds({ objects: { Account: ['read'] }, userPermissions: ['ViewAllData', 'ModifyAllData', 'RunReports'] }),
      [broad('ModifyAllData'), broad('ViewAllData')],
    ],
    ['View All on an object', holds({ objects: { Contact: ['read', 'viewAll'] } }), [wide('Contact', 'viewAll')]],
    [
      'Modify All on an object, told once',
      holds({ objects: { Account: ['read', 'edit', 'delete', 'viewAll', 'modifyAll'] } }),
      [wide('Account', 'modifyAll')],
    ],
    [
      'a password that never expires',
      holds({ userPermissions: ['PasswordNeverExpires'] }),
      [[`info password-never-expires ${USERNAME}`, [USERNAME, '"Set"']]],
    ],
  ];
  testChecks([mfaForApi, withheldRights, broadPermissions, broadObjectRights, passwordNeverExpires], subject, cases);
});

describe('the check of records that nobody shares', () => {
  const SHARING = new Map(Object.entries({ Account: 'Private', Contact: 'None', Order: 'Read', Quote: 'Private' }));
  const reads = (parts: Omit<SetParts, 'id'>): Given => ({ ...holds(parts), proof: { sharing: SHARING } });
  testChecks([privateRecords], subject, [
    ['objects of whose sharing nobody knows', holds({ objects: { Account: ['read'] } }), []],
    [
      'private objects that it may read, by name',
      reads({ objects: { Contact: ['read'], Account: ['read'], Order: ['read'], Invoice__c: ['read'] } }),
      [[`info private-records ${USERNAME}`, [USERNAME, 'Account, Contact']]],
    ],
    ['a private object that it may only create', reads({ objects: { Account: ['create'] } }), []],
    [
      'private objects that it views or modifies all of',
      reads({ objects: { Account: ['read', 'viewAll'], Quote: ['read', 'modifyAll'] } }),
      [],
    ],
    [
      'private objects, with View All Data',
      reads({ objects: { Account: ['read'] }, userPermissions: ['ViewAllData'] }),
      [],
    ],
  ]);
});

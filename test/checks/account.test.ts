import type { Subject } from '../../src/checks/check.ts';
import { userActive } from '../../src/checks/logins/userActive.ts';
import { userFrozen } from '../../src/checks/logins/userFrozen.ts';
import { profileOnLicense } from '../../src/checks/licenses/profileOnLicense.ts';
import { permissionSetLicense } from '../../src/checks/licenses/permissionSetLicense.ts';
import { apiEnabled } from '../../src/checks/logins/apiEnabled.ts';
import { apiOnly } from '../../src/checks/logins/apiOnly.ts';
import { neverUsed } from '../../src/checks/use/neverUsed.ts';
import { unused } from '../../src/checks/use/unused.ts';
import { sandboxUsername } from '../../src/checks/logins/sandboxUsername.ts';
import { holding, inventory, license, PROFILE, PSL_ID, set } from '../access/inventory.ts';
import { PROFILE_NAME, proof, USERNAME, type Given } from './proof.ts';
import { testChecks, type Case, type Told } from './table.ts';

/** The subject without what `verify` alone knows. */
const subject = (given: Given): Subject => proof(given);
const profileHolds = (...userPermissions: string[]): Given => ({
  org: inventory([set({ ...PROFILE, objects: {}, fields: {}, userPermissions })]),
});

describe('the checks of the account', () => {
  const noLicense: Told = [
    `error permission-set-license ${USERNAME}`,
    [USERNAME],
    [USERNAME, 'SalesforceAPIIntegrationPsl'],
  ];
  const cases: readonly Case<Given>[] = [
    [
      'a user that is set up well',
      { held: holding('Set'), org: inventory([set({ id: 'Set', objects: { Account: ['read'] } })]) },
      [],
    ],
    [
      'one who is inactive',
      { held: { isActive: false, lastLogin: undefined } },
      [[`error user-active ${USERNAME}`, [USERNAME], [USERNAME]]],
    ],
    ['one who is frozen', { held: { isFrozen: true } }, [[`error user-frozen ${USERNAME}`, [USERNAME]]]],
    ['one of whom nobody can see whether it is frozen', { held: { isFrozen: undefined } }, []],
    [
      'one on a license for people, of whom the license of integrations is not asked',
      { held: { license: 'Salesforce', licenseIds: [] } },
      [[`error profile-on-license ${PROFILE_NAME}`, [PROFILE_NAME, 'Salesforce'], [USERNAME]]],
    ],
    [
      'one on a license for people who may log in to the user interface, told once',
      { ...profileHolds('ApiEnabled'), held: { license: 'Salesforce' } },
      [[`error profile-on-license ${PROFILE_NAME}`, [PROFILE_NAME, 'Salesforce'], [USERNAME]]],
    ],
    ['one on a license that the caller cannot see', { held: { license: undefined, licenseIds: [] } }, []],
    ['one without the permission set license', { held: { licenseIds: [] } }, [noLicense]],
    ['one whose permission set licenses the caller cannot see', { held: { licenseIds: undefined } }, []],
    [
      'one with another permission set license, and one that the caller cannot see',
      {
        held: { licenseIds: ['0PL', '0PLgone'] },
        org: inventory([], { licenses: new Map([['0PL', license({ id: '0PL', developerName: 'SalesPsl' })]]) }),
      },
      [noLicense],
    ],
    [
      'one whose permission set license has ended',
      { org: inventory([], { licenses: new Map([[PSL_ID, license({ isActive: false })]]) }) },
      [noLicense],
    ],
    [
      'no API',
      profileHolds('ApiUserOnly'),
      [[`error api-enabled ${USERNAME}`, [USERNAME, PROFILE_NAME], [PROFILE_NAME]]],
    ],
    [
      'API by a permission set',
      {
        held: holding('Set'),
        org: inventory([
          set({ ...PROFILE, objects: {}, fields: {}, userPermissions: ['ApiUserOnly'] }),
          set({ id: 'Set', userPermissions: ['ApiEnabled'] }),
        ]),
      },
      [],
    ],
    [
      'a login to the user interface',
      profileHolds('ApiEnabled'),
      [[`error api-only ${USERNAME}`, [USERNAME, PROFILE_NAME], [PROFILE_NAME]]],
    ],
  ];
  testChecks([userActive, userFrozen, profileOnLicense, permissionSetLicense, apiEnabled, apiOnly], subject, cases);
});

describe('the checks of how a user is used', () => {
  const old = { created: '2026-04-01T08:00:00.000+0000' };
  const idle = (id: string, days: number): Told => [`warning ${id} ${USERNAME}`, [USERNAME, String(days)], [USERNAME]];
  const cases: readonly Case<Given>[] = [
    ['one that was never used in 90 days', { held: { ...old, lastLogin: undefined } }, [idle('never-used', 90)]],
    ['one that is newer', { held: { lastLogin: undefined, created: '2026-04-02T08:00:00.000+0000' } }, []],
    ['one that is inactive and was never used', { held: { ...old, isActive: false, lastLogin: undefined } }, []],
    ['one that is old and in use', { held: { ...old, lastLogin: '2026-04-02T08:00:00.000+0000' } }, []],
    ['one unused for 90 days', { held: { lastLogin: '2026-04-01T08:00:00.000+0000' } }, [idle('unused', 90)]],
    [
      'one unused for 90 days that is inactive',
      { held: { isActive: false, lastLogin: '2026-04-01T08:00:00.000+0000' } },
      [],
    ],
    [
      'one unused for as many days as somebody asked for',
      { held: { lastLogin: '2026-06-20T08:00:00.000+0000' }, proof: { unusedDays: 10 } },
      [idle('unused', 10)],
    ],
  ];
  testChecks([neverUsed, unused], subject, cases);
});

describe('the check of usernames in a sandbox', () => {
  const told = (username: string): Told => [`info sandbox-username ${username}`, [username]];
  const inOrg = (username: string, sandboxName: string | undefined, isSandbox = true): Given => ({
    held: { username },
    org: inventory([], { organization: { id: '00D000000000001AAA', name: 'Acme', isSandbox, sandboxName } }),
  });
  testChecks([sandboxUsername], subject, [
    ['a username of production in it', inOrg(USERNAME, 'uat'), [told(USERNAME)]],
    ['a username of production in production', inOrg(USERNAME, undefined, false), []],
    ['an org that nobody may read', { org: inventory([], { organization: undefined }) }, []],
    ['its name after two dashes, as this plugin writes it', inOrg('zoominfo@acme--uat.integration', 'uat'), []],
    ['its name at the end, as a refresh writes it', inOrg('zoominfo@acme.com.uat', 'uat'), []],
    ['its name before the @', inOrg('uat@acme.com', 'uat'), [told('uat@acme.com')]],
    ['its name as a part of a word', inOrg('zoominfo@acmeuat.com', 'uat'), [told('zoominfo@acmeuat.com')]],
    ['the name of another sandbox', inOrg('zoominfo@acme.com.qa', 'uat'), [told('zoominfo@acme.com.qa')]],
    [
      'an address as any in a sandbox of unknown name',
      inOrg('zoominfo@acme.com', undefined),
      [told('zoominfo@acme.com')],
    ],
    [
      'a domain with a usual ending in front, in a sandbox of unknown name',
      inOrg('zoominfo@acme.com.dev', undefined),
      [],
    ],
    ['two dashes, in a sandbox of unknown name', inOrg('zoominfo@acme--dev.integration', undefined), []],
    [
      'the id of the org, in a sandbox of unknown name',
      inOrg('zoominfo@00d000000000001aaa.integration', undefined),
      [],
    ],
    [
      'the id of the org behind something, in a sandbox of unknown name',
      inOrg('zoominfo@x.00d000000000001aaa.integration', undefined),
      [told('zoominfo@x.00d000000000001aaa.integration')],
    ],
  ]);
});

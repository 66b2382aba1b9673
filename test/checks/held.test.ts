import { accountEngagement } from '../../src/checks/access/accountEngagement.ts';
import { dependentPermissions } from '../../src/checks/access/dependentPermissions.ts';
import { orgSaysLess } from '../../src/checks/access/orgSaysLess.ts';
import { orgSaysMore } from '../../src/checks/access/orgSaysMore.ts';
import { orgSilent } from '../../src/checks/access/orgSilent.ts';
import type { OrgSays } from '../../src/checks/proof.ts';
import { group, holding, inventory, license, set } from '../access/inventory.ts';
import { proof, USERNAME, type Given } from './proof.ts';
import { testChecks } from './table.ts';

const NO = { read: false, create: false, edit: false, delete: false };
/** A user who holds Read and Edit on Account and on one field of it; the org says this of it. */
const said = (says: Partial<OrgSays>): Given => ({
  held: holding('Read'),
  org: inventory([set({ id: 'Read', objects: { Account: ['read', 'edit'] }, fields: { 'Account.Phone': 'edit' } })]),
  proof: { said: { objects: new Map(), fields: new Map(), reason: undefined, ...says } },
});

describe("the checks of the org's own word", () => {
  testChecks([orgSaysLess, orgSaysMore, orgSilent], proof, [
    [
      'an org that says the same',
      said({
        objects: new Map([
          ['Account', { ...NO, read: true, edit: true }],
          ['Contact', NO],
        ]),
        fields: new Map([['Account.Phone', { read: true, edit: true }]]),
      }),
      [],
    ],
    [
      'an org that denies what is held',
      said({ objects: new Map([['Account', NO]]), fields: new Map([['Account.Phone', { read: true, edit: false }]]) }),
      [
        ['warning org-denies-right Account=read', [USERNAME, 'read', 'Account']],
        ['warning org-denies-right Account=edit', [USERNAME, 'edit', 'Account']],
        ['warning org-denies-right Account.Phone=edit', [USERNAME, 'edit', 'Account.Phone']],
      ],
    ],
    [
      'an org that grants what nothing gives',
      said({
        objects: new Map([['Account', { read: true, create: true, edit: true, delete: true }]]),
        fields: new Map([['Account.Website', { read: true, edit: false }]]),
      }),
      [
        ['warning org-grants-right Account=create', [USERNAME, 'create', 'Account']],
        ['warning org-grants-right Account=delete', [USERNAME, 'delete', 'Account']],
        ['warning org-grants-right Account.Website=read', [USERNAME, 'read', 'Account.Website']],
      ],
    ],
    [
      'an org that does not say',
      said({ reason: 'no UserEntityAccess' }),
      [[`info cross-check-not-possible ${USERNAME}`, [USERNAME, 'no UserEntityAccess']]],
    ],
  ]);
});

describe('the checks of what comes with what is held', () => {
  testChecks([dependentPermissions, accountEngagement], proof, [
    [
      'a permission that needs others which are held, of many the first ten',
      {
        held: holding('Setup'),
        org: inventory(
          [
            set({
              id: 'Setup',
              userPermissions: [
                ...['ManageUsers', 'AssignPermissionSets', 'DelegatedTwoFactor', 'FreezeUsers'],
                ...['ManageInternalUsers', 'ManageIpAddresses', 'ManageLoginAccessPolicies', 'ManagePasswordPolicies'],
                ...['ManageProfilesPermissionsets', 'ManageRoles', 'ManageSharing', 'MonitorLoginHistory'],
              ],
            }),
          ],
          { licenses: new Map([[license().id, license({ carries: new Set() })]]) },
        ),
      },
      [
        [
          'info permission-brings-others ManageUsers',
          [
            USERNAME,
            'ManageUsers',
            'AssignPermissionSets, DelegatedTwoFactor, FreezeUsers, ManageInternalUsers, ManageIpAddresses, ' +
              'ManageLoginAccessPolicies, ManagePasswordPolicies, ManageProfilesPermissionsets, ManageRoles, ManageSharing, ...',
          ],
        ],
        [
          'info permission-brings-others AssignPermissionSets',
          [USERNAME, 'AssignPermissionSets', 'ManageProfilesPermissionsets'],
        ],
      ],
    ],
    [
      'a permission without what it needs',
      { held: holding('Setup'), org: inventory([set({ id: 'Setup', userPermissions: ['ViewSetup', 'RunReports'] })]) },
      [],
    ],
    [
      'sets of Account Engagement, assigned and by a group, each once',
      {
        held: { ...holding('Sync', 'Read', 'Gone'), groups: ['All', 'Gone'].map((id) => ({ id, expires: undefined })) },
        org: inventory(
          [
            set({ id: 'Sync', name: 'pi__Sync' }),
            set({ id: 'Pardot', name: 'pi__Pardot' }),
            set({ id: 'Read', name: 'Read_pi__all' }),
            set({ id: 'Other', name: 'pi__Other' }),
          ],
          { groups: [group({ id: 'All', setIds: ['Pardot', 'Sync', 'Read'] })] },
        ),
      },
      [
        ['warning account-engagement pi__Sync', [USERNAME, 'pi__Sync']],
        ['warning account-engagement pi__Pardot', [USERNAME, 'pi__Pardot']],
      ],
    ],
  ]);
});

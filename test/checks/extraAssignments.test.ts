import { extraAssignments } from '../../src/checks/drift/extraAssignments.ts';
import { extraRecordTypes } from '../../src/checks/drift/extraRecordTypes.ts';
import { group, inventory, license, PSL_ID, set } from '../access/inventory.ts';
import { proof, USERNAME } from './proof.ts';
import { testChecks } from './table.ts';

describe('the checks of assignments and record types that go beyond a definition', () => {
  testChecks([extraRecordTypes, extraAssignments], proof, [
    ['a user without a definition', { held: { queues: ['Inbox'] } }, []],
    [
      'a record type of the own set beside those of the definition',
      {
        definition: { permissionSet: { name: 'Own', recordTypes: ['Account.Client'] } },
        proof: {
          recordTypes: {
            own: new Set(['account.client', 'Account.Partner']),
            all: new Set(['Account.Other']),
            reason: undefined,
          },
        },
      },
      [['error extra-record-type Account.Partner', [USERNAME, 'Account.Partner'], ['Account.Partner']]],
    ],
    [
      'a record type of an own set that is to show none',
      {
        definition: { permissionSet: {} },
        proof: { recordTypes: { own: new Set(['Account.Partner']), all: new Set<string>(), reason: undefined } },
      },
      [['error extra-record-type Account.Partner', [USERNAME, 'Account.Partner'], ['Account.Partner']]],
    ],

    [
      'all kinds of assignments, but not a role and the license of every integration user',
      {
        held: {
          sets: [{ id: 'Sales', expires: undefined }],
          groups: [{ id: 'Sync', expires: undefined }],
          licenseIds: [PSL_ID, '0PL'],
          role: 'Ops',
          publicGroups: ['Team'],
          queues: ['Inbox'],
        },
        org: inventory([set({ id: 'Sales' })], {
          groups: [group({ id: 'Sync' })],
          licenses: new Map([
            [PSL_ID, license()],
            ['0PL', license({ id: '0PL', developerName: 'SalesPsl' })],
          ]),
        }),
        definition: { permissionSet: 'none' },
      },
      [
        ['PermissionSet', 'Sales'],
        ['PermissionSetGroup', 'Sync'],
        ['PermissionSetLicense', 'SalesPsl'],
        ['PublicGroup', 'Team'],
        ['Queue', 'Inbox'],
      ].map((one) => [`warning extra-assignment ${one.join(' ')}`, [USERNAME, ...one]]),
    ],
    [
      'assignments of which the caller sees nothing but the id',
      {
        held: {
          sets: [{ id: 'Sales', expires: undefined }],
          groups: [{ id: 'Sync', expires: undefined }],
          licenseIds: ['0PL'],
        },
        definition: { permissionSet: 'none' },
      },
      [],
    ],
    ['licenses that nobody may see', { held: { licenseIds: undefined }, definition: { permissionSet: 'none' } }, []],
  ]);
});

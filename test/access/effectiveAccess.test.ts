import { expect } from 'chai';
import type { EffectiveAccess } from '../../src/access/access.ts';
import { effectiveAccess } from '../../src/access/effectiveAccess.ts';
import { pathsTo } from '../../src/access/pathsTo.ts';
import type { Inventory, InventoryUser } from '../../src/org/inventory/inventory.ts';
import { group, holding, inventory, license, set, user } from './inventory.ts';

const READ = set({ id: 'Read', objects: { Account: ['read'] }, fields: { 'Account.Website': 'read' } });
const EDIT = set({
  id: 'Edit',
  objects: { Account: ['read', 'edit'] },
  fields: { 'Account.Website': 'edit', 'Contact.Email': 'read' },
});
const PATH = { kind: 'permissionSet', name: 'Read' };

type Case = {
  readonly name: string;
  readonly user?: Partial<InventoryUser>;
  readonly inventory: Inventory;
  readonly to: string;
  readonly right?: 'read' | 'edit' | 'delete' | 'viewAll' | 'modifyAll' | 'create';
  readonly paths: readonly object[];
};

const grouped = inventory([READ, EDIT], { groups: [group({ id: 'Sync', setIds: ['Read', 'Edit'] })] });
const inGroup = { groups: [{ id: 'Sync', expires: undefined }] };
const muting = (parts: Parameters<typeof set>[0]): Inventory =>
  inventory([READ, EDIT, set({ ...parts, kind: 'muting' })], {
    groups: [group({ id: 'Sync', setIds: ['Read', 'Edit'], mutingIds: [parts.id] })],
  });
const allData = (permission: string): Inventory => inventory([READ, set({ id: 'All', userPermissions: [permission] })]);
const past = '2026-06-29T00:00:00.000+0000';

const cases: readonly Case[] = [
  { name: 'nothing without a set', inventory: inventory([READ]), to: 'Account', paths: [] },
  { name: 'a set', user: holding('Read'), inventory: inventory([READ]), to: 'Account', paths: [PATH] },
  {
    name: 'names in any case',
    user: holding('Read'),
    inventory: inventory([READ]),
    to: 'account.WEBSITE',
    paths: [PATH],
  },
  {
    name: 'every path at once',
    user: { ...holding('Read'), ...inGroup },
    inventory: grouped,
    to: 'Account',
    paths: [
      PATH,
      { kind: 'permissionSetGroup', name: 'Sync', via: 'Read' },
      { kind: 'permissionSetGroup', name: 'Sync', via: 'Edit' },
    ],
  },
  {
    name: 'muted in the group',
    user: inGroup,
    inventory: muting({ id: 'Mute', objects: { Account: ['edit'] } }),
    to: 'Account',
    right: 'edit',
    paths: [],
  },
  {
    name: 'muted in the group, yet held directly',
    user: { ...inGroup, ...holding('Read') },
    inventory: muting({ id: 'Mute', objects: { Account: ['read', 'edit'] } }),
    to: 'Account',
    paths: [PATH],
  },
  {
    name: 'edit goes where read is muted',
    user: inGroup,
    inventory: muting({ id: 'Mute', objects: { Account: ['read'] } }),
    to: 'Account',
    right: 'edit',
    paths: [],
  },
  {
    name: 'a muted field',
    user: inGroup,
    inventory: muting({ id: 'Mute', fields: { 'Account.Website': 'read' } }),
    to: 'Account.Website',
    right: 'edit',
    paths: [],
  },
  {
    name: 'no field of an object that cannot be read',
    user: holding('Edit'),
    inventory: inventory([EDIT]),
    to: 'Contact.Email',
    paths: [],
  },
  {
    name: 'ModifyAllData, on objects that no set names too',
    user: holding('All'),
    inventory: allData('ModifyAllData'),
    to: 'Opportunity',
    right: 'delete',
    paths: [{ kind: 'permissionSet', name: 'All', by: 'ModifyAllData' }],
  },
  {
    name: 'ViewAllData beside the own right',
    user: holding('Read', 'All'),
    inventory: allData('ViewAllData'),
    to: 'Account',
    paths: [PATH, { kind: 'permissionSet', name: 'All', by: 'ViewAllData' }],
  },
  {
    name: 'ViewAllData edits nothing',
    user: holding('All'),
    inventory: allData('ViewAllData'),
    to: 'Account',
    right: 'edit',
    paths: [],
  },
  {
    name: 'all data does not lift field-level security',
    user: holding('All'),
    inventory: allData('ModifyAllData'),
    to: 'Account.Phone',
    paths: [],
  },
  {
    name: 'View All Fields',
    user: holding('Fields'),
    inventory: inventory([set({ id: 'Fields', objects: { Account: ['read', 'viewAllFields'] } })]),
    to: 'Account.Phone',
    paths: [{ kind: 'permissionSet', name: 'Fields', by: 'viewAllFields' }],
  },
  {
    name: 'child records are written by who may edit the parent',
    user: holding('Order'),
    inventory: inventory([set({ id: 'Order', objects: { Order: ['read', 'edit'] } })]),
    to: 'OrderItem',
    right: 'delete',
    paths: [{ kind: 'permissionSet', name: 'Order' }],
  },
  {
    name: 'activities by a user permission',
    user: holding('Task'),
    inventory: inventory([set({ id: 'Task', userPermissions: ['EditTask'] })]),
    to: 'Task',
    right: 'create',
    paths: [{ kind: 'permissionSet', name: 'Task', by: 'EditTask' }],
  },
  {
    name: 'part of an address through the address',
    user: holding('Address'),
    inventory: inventory([
      set({ id: 'Address', objects: { Account: ['read'] }, fields: { 'Account.BillingAddress': 'read' } }),
    ]),
    to: 'Account.BillingCity',
    paths: [{ kind: 'permissionSet', name: 'Address' }],
  },
  {
    name: 'an assignment that has expired',
    user: { sets: [{ id: 'Read', expires: past }] },
    inventory: inventory([READ]),
    to: 'Account',
    paths: [],
  },
  {
    name: 'a session-based set',
    user: holding('Session'),
    inventory: inventory([set({ id: 'Session', needsActivation: true, objects: { Account: ['read'] } })]),
    to: 'Account',
    paths: [],
  },
  {
    name: 'a standard object without the permission set license',
    user: { ...holding('Read'), licenseIds: [] },
    inventory: inventory([READ]),
    to: 'Account',
    paths: [],
  },
  {
    name: 'without a license that the caller cannot see',
    user: { ...holding('Read'), licenseIds: undefined },
    inventory: inventory([READ]),
    to: 'Account',
    paths: [PATH],
  },
  {
    name: 'a custom object without the permission set license',
    user: { ...holding('Custom'), licenseIds: [] },
    inventory: inventory([set({ id: 'Custom', objects: { Invoice__c: ['read'] } })]),
    to: 'Invoice__c',
    paths: [{ kind: 'permissionSet', name: 'Custom' }],
  },
  {
    name: 'a set on a permission set license that is disabled',
    user: holding('Bound'),
    inventory: inventory([set({ id: 'Bound', licenseId: license().id, objects: { Account: ['read'] } })], {
      licenses: new Map([[license().id, license({ isActive: false })]]),
    }),
    to: 'Account',
    paths: [],
  },
  {
    name: 'a set on another user license',
    user: holding('Sales'),
    inventory: inventory([set({ id: 'Sales', licenseId: '100000000000009', objects: { Invoice__c: ['read'] } })]),
    to: 'Invoice__c',
    paths: [],
  },
  {
    name: 'a user on another license needs none',
    user: { ...holding('Read'), license: 'Salesforce', licenseIds: [] },
    inventory: inventory([READ]),
    to: 'Account',
    paths: [PATH],
  },
];

describe('effective access', () => {
  for (const one of cases) {
    it(one.name, () => {
      expect(pathsTo(effectiveAccess(user(one.user), one.inventory), one.to, one.right)).to.deep.equal(one.paths);
    });
  }

  const withheld = (more: Partial<InventoryUser>, of: Inventory): EffectiveAccess['withheld'] =>
    effectiveAccess(user(more), of).withheld;

  it('tells what is held in vain, and why', () => {
    const of = inventory([READ, set({ id: 'Apex', userPermissions: ['AuthorApex', 'RunReports', 'ApiEnabled'] })]);
    const path = { kind: 'permissionSet', name: 'Apex' };
    expect(withheld(holding('Apex'), of)).to.deep.equal([
      { path, setId: 'Apex', reason: 'notCarried', right: { kind: 'userPermission', name: 'AuthorApex' } },
    ]);
    expect(withheld({ ...holding('Apex', 'Read'), licenseIds: [] }, of)).to.deep.equal([
      { path, setId: 'Apex', reason: 'licenseMissing', right: { kind: 'userPermission', name: 'AuthorApex' } },
      { path, setId: 'Apex', reason: 'licenseMissing', right: { kind: 'userPermission', name: 'RunReports' } },
      { path: PATH, setId: 'Read', reason: 'licenseMissing', right: { kind: 'object', name: 'Account' } },
    ]);
    expect(withheld({ sets: [{ id: 'Read', expires: past }] }, of)).to.deep.equal([
      { path: PATH, setId: 'Read', reason: 'expired', right: undefined },
    ]);
  });

  it('concludes nothing from a license that says nothing of what it carries', () => {
    const of = inventory([set({ id: 'Apex', userPermissions: ['AuthorApex'] })], {
      licenses: new Map([[license().id, license({ carries: new Set() })]]),
    });
    expect(effectiveAccess(user(holding('Apex')), of).userPermissions.has('AuthorApex')).to.equal(true);
  });

  it('opens classes and custom permissions by every path, less what is muted', () => {
    const entity = { id: '01p1', type: 'ApexClass', name: 'Inbound' };
    const open = set({ id: 'Open', entities: [entity] });
    const mute = set({ id: 'Mute', kind: 'muting', entities: [entity] });
    const of = inventory([open, mute], {
      groups: [group({ id: 'Sync', setIds: ['Open'] }), group({ id: 'Quiet', setIds: ['Open'], mutingIds: ['Mute'] })],
    });
    const groups = ['Sync', 'Quiet'].map((id) => ({ id, expires: undefined }));
    expect([...effectiveAccess(user({ ...holding('Open'), groups }), of).entities.values()]).to.deep.equal([
      {
        entity,
        paths: [
          { kind: 'permissionSet', name: 'Open' },
          { kind: 'permissionSetGroup', name: 'Sync', via: 'Open' },
        ],
      },
    ]);
  });
});

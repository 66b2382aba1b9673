import fc from 'fast-check';
import type { Inventory, InventoryUser } from '../../src/org/inventory/inventory.ts';
import { USER_LICENSE } from '../../src/org/names.ts';
import { group, inventory, license, PSL_ID, set, user, USER_LICENSE_ID } from './inventory.ts';

const RIGHTS = ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll', 'viewAllFields'];
const PERMISSIONS = ['ModifyAllData', 'ViewAllData', 'RunReports', 'AuthorApex', 'EditTask', 'ApiEnabled'];
const CLASSES = ['01p1', '01p2'].map((id) => ({ id, type: 'ApexClass', name: `Class ${id}` }));
const SETS = ['s1', 's2', 's3', 's4'];
const MUTING = ['m1', 'm2'];

const rights = fc.subarray(RIGHTS);
const parts = fc.record({
  objects: fc.dictionary(fc.constantFrom('Account', 'Contact', 'Invoice__c'), rights),
  fields: fc.dictionary(
    fc.constantFrom('Account.Website', 'Account.Phone', 'Contact.Email', 'Task.Priority', 'Other.Field__c'),
    fc.constantFrom('read' as const, 'edit' as const),
  ),
  userPermissions: fc.subarray(PERMISSIONS),
  entities: fc.subarray(CLASSES),
});
const licenseId = fc.constantFrom(undefined, undefined, PSL_ID, USER_LICENSE_ID, '100000000000009');
const aSet = (id: string) =>
  fc
    .record({ parts, licenseId, needsActivation: fc.constantFrom(false, false, false, true) })
    .map(({ parts: own, ...more }) => set({ id, ...own, ...more }));
const aMuting = (id: string) => parts.map((own) => set({ id, kind: 'muting', ...own }));
const aGroup = (id: string) =>
  fc.record({
    id: fc.constant(id),
    setIds: fc.subarray(SETS),
    mutingIds: fc.subarray(MUTING),
    needsActivation: fc.constantFrom(false, false, false, true),
  });
const held = (ids: readonly string[]) =>
  fc.subarray([...ids]).chain((some) =>
    fc.tuple(
      ...some.map((id) =>
        fc.record({
          id: fc.constant(id),
          expires: fc.constantFrom(
            undefined,
            undefined,
            '2026-06-01T00:00:00.000+0000',
            '2026-12-01T00:00:00.000+0000',
          ),
        }),
      ),
    ),
  );

/** A user with sets, groups and licenses as they may come together in an org, or may not. */
export const anyInventory: fc.Arbitrary<{ user: InventoryUser; inventory: Inventory }> = fc
  .record({
    sets: fc.tuple(...SETS.map(aSet), ...MUTING.map(aMuting)),
    groups: fc.tuple(aGroup('g1'), aGroup('g2')),
    heldSets: held(SETS),
    heldGroups: held(['g1', 'g2']),
    licenseIds: fc.constantFrom(undefined, [], [PSL_ID]),
    licenseName: fc.constantFrom(USER_LICENSE, USER_LICENSE, 'Salesforce', undefined),
    isActive: fc.boolean(),
    carries: fc.subarray(['RunReports', 'ViewSetup', 'ModifyAllData', 'EditTask']),
  })
  .map(({ sets, groups, heldSets, heldGroups, licenseIds, licenseName, isActive, carries }) => ({
    user: user({ sets: heldSets, groups: heldGroups, licenseIds, license: licenseName }),
    inventory: inventory(sets, {
      groups: groups.map(group),
      licenses: new Map([[PSL_ID, license({ isActive, carries: new Set(carries) })]]),
    }),
  }));

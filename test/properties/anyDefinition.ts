import fc from 'fast-check';
import { OBJECT_RIGHTS } from '../../src/definition/definition.ts';
import type { RawDefinition, RawObjectAccess, RawProfile, RawUser } from '../../src/definition/raw.ts';

/** Objects of every simulated org, with fields of all kinds; a field that is read-only is named with an asterisk. */
export const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  Account: ['Website', 'Industry', 'ParentId', 'BillingAddress', 'Legacy_Id__c', 'Score_Band__c*'],
  Contact: ['Email', 'AccountId', 'ReportsToId', 'MailingAddress', 'Score_Band__c*'],
  Order: ['Description', 'PoNumber', 'OpportunityId'],
  Invoice__c: ['Amount__c', 'Due_Date__c', 'Account__c', 'Gross__c*'],
  Invoice_Line__c: ['Price__c', 'Product__c'],
  Product2: ['ProductCode', 'Family', 'ExternalDataSourceId'],
  Case: ['Subject', 'AccountId', 'ContactId'],
};

/** Carried by the permission set license, and needing no other; View Setup brings View Roles along. */
export const PERMISSIONS = ['EditTask', 'RunReports', 'ActivateOrder', 'PasswordNeverExpires', 'ViewSetup'] as const;
const CLASSES = ['ZoomInfoInbound', 'AccountSync'] as const;
const CUSTOM_PERMISSIONS = ['Skip_Validation', 'Bypass_Triggers'] as const;
const RECORD_TYPES = ['Account.Partner', 'Account.Customer', 'Opportunity.Renewal'] as const;

export const NAMES = ['Alpha', 'Beta', 'Gamma'] as const;
export const usernameOf = (name: string): string => `${name.toLowerCase()}@acme.integration`;
export const setOf = (name: string): string => `Integration_${name}`;
export const SHARED_PROFILE = 'Integration API Only';
export const STANDARD_PROFILE = 'Minimum Access - API Only Integrations';
export const PROFILES = [SHARED_PROFILE, ...NAMES.map((name) => `Profile ${name}`), STANDARD_PROFILE] as const;

const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);

function objectAccess(fields: readonly string[]): fc.Arbitrary<RawObjectAccess> {
  const names = fields.map((field) => field.replace('*', ''));
  const editable = fields.filter((field) => !field.endsWith('*'));
  return fc.record({
    access: some(...OBJECT_RIGHTS),
    readFields: fc.oneof({ weight: 4, arbitrary: some(...names) }, fc.constant('all' as const)),
    editFields: fc.oneof({ weight: 4, arbitrary: some(...editable) }, fc.constant('all' as const)),
  });
}

const objects = some(...Object.keys(OBJECTS)).chain((names) =>
  fc.record(Object.fromEntries(names.map((name) => [name, objectAccess(OBJECTS[name] ?? [])]))),
);

const profile = (name: string): fc.Arbitrary<RawProfile> =>
  fc.oneof(
    fc.constant({ name: SHARED_PROFILE }),
    fc.constant({ name: STANDARD_PROFILE, permissions: [] }),
    fc.record({ name: fc.constant(`Profile ${name}`), permissions: some('PasswordNeverExpires' as const) }),
  );

function user(name: string): fc.Arbitrary<RawUser> {
  const set = fc.record(
    {
      label: fc.constantFrom('Integration - Any', 'Etwas <anderes> & mehr'),
      objects,
      recordTypes: some(...RECORD_TYPES),
      apexClasses: some(...CLASSES),
      apexPages: some('SyncStatus'),
      customPermissions: some(...CUSTOM_PERMISSIONS),
      flows: some('Sync_Orders'),
      namedCredentials: some('Warehouse'),
      externalCredentials: some('Warehouse_API-Integration', 'Warehouse_API-Every User'),
      connectedApps: some('ERP Connector'),
      userPermissions: some(...PERMISSIONS),
    },
    { requiredKeys: ['objects', 'userPermissions'] },
  );
  return fc
    .record(
      {
        name: fc.constant(name),
        username: fc.constant(usernameOf(name)),
        email: fc.constantFrom('team@acme.com', 'other@acme.com'),
        profile: profile(name),
        permissionSet: fc.oneof({ weight: 6, arbitrary: set }, fc.constant('none' as const)),
        permissionSets: some('Existing_Set', 'Account_Read', 'Warehouse_Integration', 'pi__Pardot_Connector_User'),
        permissionSetGroups: some('Sales_Sync'),
        role: fc.constantFrom('Integrations', 'Sales'),
        publicGroups: some('Integrations'),
        queues: some('Order_Intake'),
      },
      { requiredKeys: ['name', 'username', 'email'] },
    )
    .map(withinReach);
}

/**
 * Nobody knows whether View All on a detail needs View All on its master: where it is asked for, the master has it too. A user without a
 * permission set of its own asks nothing of its profile; shared.test.ts is about those who do.
 */
function withinReach(user: RawUser): RawUser {
  const set = user.permissionSet;
  if (set === 'none') return { ...user, profile: { name: STANDARD_PROFILE, permissions: [] } };
  const { Invoice_Line__c: line, Invoice__c: invoice } = set?.objects ?? {};
  if (!line?.access?.some((right) => right === 'viewAll' || right === 'modifyAll')) return user;
  const access = [...new Set([...(invoice?.access ?? []), 'viewAll'])];
  return { ...user, permissionSet: { ...set, objects: { ...set?.objects, Invoice__c: { ...invoice, access } } } };
}

/** Definitions of up to three users that every simulated org with seats can hold. */
export const anyDefinition: fc.Arbitrary<RawDefinition> = some(...NAMES)
  .filter((names) => names.length > 0)
  .chain((names) => fc.tuple(...names.map(user)))
  .map((users) => ({ users }));

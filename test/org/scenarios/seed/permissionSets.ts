import type { Org, Row } from '../../org.ts';
import { INTEGRATION_PSL } from '../../rules/integrationLicense.ts';
import { grantObjects, type ObjectGrants } from './grantObjects.ts';
import type { Licenses } from './licenses.ts';
import type { Metadata } from './metadata.ts';

/** Ids by API name. */
export type PermissionSets = Readonly<Record<string, string>>;

type Seed = {
  readonly row: Row;
  /** Name or DeveloperName of its license; none when absent. */
  readonly license?: string;
  readonly permissions?: readonly string[];
  readonly objects?: ObjectGrants;
  readonly classes?: readonly string[];
};

/** Facts 3.1 (types), 1.6 and 8 (licenses, managed sets). */
const SEEDS: readonly Seed[] = [
  { row: { Name: 'Existing_Set', Label: 'Existing Set' }, objects: { Invoice__c: 'CRE' }, classes: ['AccountSync'] },
  { row: { Name: 'Account_Read', Label: 'Account Read' }, objects: { Account: 'R' }, permissions: ['RunReports'] },
  {
    row: { Name: 'Sales_Extras', Label: 'Sales Extras' },
    license: 'Salesforce',
    objects: { Opportunity: 'RV' },
    permissions: ['ExportReport', 'RunReports'],
  },
  {
    row: { Name: 'Bare_Integration', Label: 'Bare Integration' },
    license: 'Salesforce Integration',
    classes: ['ZoomInfoInbound'],
  },
  {
    row: { Name: 'Warehouse_Integration', Label: 'Warehouse Integration' },
    license: INTEGRATION_PSL,
    objects: { Account: 'CRE', Contact: 'R', Order: 'CRE', Product2: 'R', Pricebook2: 'R', Invoice__c: 'CRE' },
    permissions: ['ActivateOrder', 'EditActivatedOrders'],
    classes: ['AccountSync'],
  },
  {
    row: { Name: 'Month_End', Label: 'Month End', Type: 'Session', HasActivationRequired: 1 },
    objects: { Invoice__c: 'CREDVM' },
  },
  {
    row: { Name: 'Pardot_Connector_User', Label: 'Pardot Connector User', NamespacePrefix: 'pi' },
    objects: { Account: 'R', Contact: 'RE', Lead: 'RE' },
  },
  {
    row: {
      Name: 'sfdc_scrt2',
      Label: 'SCRT2 Integration User',
      NamespacePrefix: 'sfdcInternalInt',
      Type: 'Integration',
      IsCustom: 0,
    },
    license: 'Cloud Integration User',
    permissions: ['ApiEnabled'],
  },
];

/** Writes permission sets with their rights; those whose license the org lacks are left out. Gives back the ids. */
export const plantPermissionSets = (org: Org, licenses: Licenses, metadata: Metadata, by: string): PermissionSets =>
  Object.fromEntries(
    SEEDS.filter(({ license }) => license === undefined || licenses[license] !== undefined).map((seed) => [
      String(seed.row.Name),
      plantSet(org, seed, licenses, metadata, by),
    ]),
  );

/** Writes one set with its rights; gives back its id. */
export const plantSet = (org: Org, seed: Seed, licenses: Licenses, metadata: Metadata, by: string): string => {
  const permissions = Object.fromEntries((seed.permissions ?? []).map((name) => [`Permissions${name}`, 1]));
  const row = {
    Type: 'Regular',
    IsCustom: 1,
    IsOwnedByProfile: 0,
    LicenseId: licenses[seed.license ?? ''] ?? null,
    ...permissions,
    ...seed.row,
  };
  const id = org.store.insert('PermissionSet', row, by);
  grantObjects(org, id, seed.objects ?? {}, by);
  for (const name of seed.classes ?? []) {
    org.store.insert('SetupEntityAccess', {
      ParentId: id,
      SetupEntityId: metadata[name] ?? null,
      SetupEntityType: 'ApexClass',
    });
  }
  return id;
};

import { setRecordTypeVisibilities } from '../org/metadata/recordTypeVisibility.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { PROFILE } from './zoomInfo.ts';

export const ERP = 'erp.sync@example.com';

const SET = 'Integration_ERP_Sync';

export const BROAD = ['Account modifyAll', 'Account viewAll', 'Opportunity viewAll'];

/** Runs a test with an org and the name of a snapshot file. */
export const on = (
  body: (org: RunningOrg, file: string) => Promise<void>,
  options: Parameters<typeof withOrg>[0] = {},
) => withOrg(options, (org) => withSnapshotFile((file) => body(org, file)));

/** What a user holds, in words. */
export function holdings({ org }: RunningOrg, username: string): Record<string, unknown> {
  const [user] = org.store.find('User', { Username: username });
  const profile = org.store.get('Profile', String(user?.['ProfileId']));
  const name = (object: string, id: unknown, column: string) => org.store.get(object, String(id))?.[column];
  return {
    profile: profile?.['Name'],
    license: name('UserLicense', profile?.['UserLicenseId'], 'Name'),
    sets: org.store
      .find('PermissionSetAssignment', { AssigneeId: user?.['Id'] ?? null })
      .filter((row) => name('PermissionSet', row['PermissionSetId'], 'IsOwnedByProfile') !== 1)
      .map((row) =>
        row['PermissionSetGroupId'] === null
          ? name('PermissionSet', row['PermissionSetId'], 'Name')
          : name('PermissionSetGroup', row['PermissionSetGroupId'], 'DeveloperName'),
      )
      .sort(),
    licenses: org.store
      .find('PermissionSetLicenseAssign', { AssigneeId: user?.['Id'] ?? null })
      .map((row) => name('PermissionSetLicense', row['PermissionSetLicenseId'], 'DeveloperName')),
    expires: org.store
      .find('PermissionSetAssignment', { AssigneeId: user?.['Id'] ?? null })
      .flatMap((row) => row['ExpirationDate'] ?? []),
  };
}

export const MIGRATED = {
  ...{ profile: PROFILE, license: 'Salesforce Integration', sets: [SET] },
  ...{ licenses: ['SalesforceAPIIntegrationPsl'], expires: [] },
};

/** An integration as it grows over years: a group with muting, an end, record types, a class, a flow. */
export function grow(org: RunningOrg): void {
  const admin = administer(org);
  admin.assign(ERP, idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' }));
  const set = admin.permissionSet('Grown', ['EditTask'], { Lead: ['Read', 'Edit'] });
  admin.insert('PermissionSetAssignment', {
    ...{ AssigneeId: idOf(org, 'User', { Username: ERP }), PermissionSetId: set },
    ExpirationDate: '2030-01-01T00:00:00.000Z',
  });
  admin.insert('SetupEntityAccess', {
    ParentId: set,
    SetupEntityId: idOf(org, 'ApexClass', { Name: 'ZoomInfoInbound' }),
  });
  const [recordType] = org.org.store.find('RecordType', { DeveloperName: 'Partner' });
  setRecordTypeVisibilities(org.org, set, [
    { recordTypeId: String(recordType?.['Id']), isDefault: false, visible: true },
  ]);
}

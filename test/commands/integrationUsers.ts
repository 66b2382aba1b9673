import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf, licenseId, pslId } from './change.ts';

const PROFILE = 'Minimum Access - API Only Integrations';

/** Integration users as an administrator makes them, each with a permission set of its own. */
export function makeIntegrationUsers(running: RunningOrg, count: number): void {
  const admin = administer(running);
  running.org.store.update('UserLicense', licenseId(running, 'Salesforce Integration'), { TotalLicenses: 500 });
  running.org.store.update('PermissionSetLicense', pslId(running), { TotalLicenses: 500 });
  const ProfileId = idOf(running, 'Profile', { Name: PROFILE });
  for (let at = 1; at <= count; at += 1) {
    const name = `sync${String(at).padStart(3, '0')}`;
    const id = admin.insert('User', {
      Username: `${name}@acme.integration`,
      LastName: name,
      Alias: name,
      Email: 'team@example.com',
      ProfileId,
      TimeZoneSidKey: 'America/Los_Angeles',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      IsActive: true,
    });
    admin.insert('PermissionSetLicenseAssign', { AssigneeId: id, PermissionSetLicenseId: pslId(running) });
    admin.assign(`${name}@acme.integration`, admin.permissionSet(`Set_${name}`, [], { Account: ['Read'] }));
  }
}

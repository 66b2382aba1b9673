import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf, pslId } from './change.ts';
import { STANDARD_PROFILE } from './zoomInfo.ts';

/**
 * An integration user as an administrator makes one in Setup: on the standard profile and with the permission set license.
 * @returns its id
 */
export function makeByHand(
  running: RunningOrg,
  username: string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const admin = administer(running);
  const id = admin.insert('User', {
    Username: username,
    LastName: username.slice(0, username.indexOf('@')),
    Alias: username.slice(0, 8),
    Email: 'team@example.com',
    ProfileId: idOf(running, 'Profile', { Name: STANDARD_PROFILE }),
    TimeZoneSidKey: 'America/Los_Angeles',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    IsActive: true,
    ...more,
  });
  admin.insert('PermissionSetLicenseAssign', { AssigneeId: id, PermissionSetLicenseId: pslId(running) });
  return id;
}

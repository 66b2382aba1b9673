import type { Desk } from './ruleCase.ts';

const NEW_PROFILE = 'Minimum Access - API Only Integrations';

export const profileId = (desk: Desk, name = NEW_PROFILE): string => desk.id('Profile', { Name: name });
export const licenseId = (desk: Desk, name = 'Salesforce Integration'): string =>
  desk.id('UserLicense', { Name: name });
export const pslId = (desk: Desk, name = 'SalesforceAPIIntegrationPsl'): string =>
  desk.id('PermissionSetLicense', { DeveloperName: name });
export const setId = (desk: Desk, name: string): string => desk.id('PermissionSet', { Name: name });
export const userId = (desk: Desk, name: string): string => desk.id('User', { Username: `${name}@example.com` });

/** Inserts an active integration user; fields given replace the usual ones. */
export const insertUser = (desk: Desk, given: Record<string, unknown> = {}): string =>
  desk.insert('User', {
    Username: 'new.system@example.com',
    LastName: 'New System',
    Email: 'new.system@example.com',
    Alias: 'newsys',
    TimeZoneSidKey: 'America/Los_Angeles',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    ProfileId: profileId(desk),
    IsActive: true,
    ...given,
  });

export const insertSet = (desk: Desk, given: Record<string, unknown> = {}): string =>
  desk.insert('PermissionSet', { Name: 'New_Set', Label: 'New Set', ...given });

/** Inserts ObjectPermissions; letters as in retrieved statistics: C R E D V M F. */
export const grant = (desk: Desk, parent: string, object: string, letters: string): string => {
  const flags: Record<string, unknown> = {};
  for (const letter of letters) flags[FLAGS[letter] ?? letter] = true;
  return desk.insert('ObjectPermissions', { ParentId: parent, SobjectType: object, ...flags });
};

const FLAGS: Readonly<Record<string, string>> = {
  C: 'PermissionsCreate',
  R: 'PermissionsRead',
  E: 'PermissionsEdit',
  D: 'PermissionsDelete',
  V: 'PermissionsViewAllRecords',
  M: 'PermissionsModifyAllRecords',
  F: 'PermissionsViewAllFields',
};

export const assign = (desk: Desk, user: string, set: string): string =>
  desk.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });

export const assignPsl = (desk: Desk, user: string, psl = pslId(desk)): string =>
  desk.insert('PermissionSetLicenseAssign', { AssigneeId: user, PermissionSetLicenseId: psl });

/** A user who takes the seat that the integration user of the org gives up; its permission set license stays used by another. */
export const freeSeat = (desk: Desk): Record<string, unknown> => {
  const { store } = desk.session.org;
  store.update('UserLicense', licenseId(desk), { TotalLicenses: 2 });
  return {};
};

import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** The id of the only row that these columns fit. */
export function idOf({ org }: RunningOrg, object: string, equal: Row): string {
  const rows = org.store.find(object, equal);
  if (rows.length !== 1) throw new Error(`${String(rows.length)} rows of ${object} fit ${JSON.stringify(equal)}`);
  return String(rows[0]?.['Id']);
}

export function licenseId(running: RunningOrg, name: string): string {
  return idOf(running, 'UserLicense', { Name: name });
}

export function pslId(running: RunningOrg, name = 'SalesforceAPIIntegrationPsl'): string {
  return idOf(running, 'PermissionSetLicense', { DeveloperName: name });
}

/** A permission set as somebody else may have left it in the org; `row` may say anything of it. */
export function plantSet(running: RunningOrg, row: Row & { readonly Name: string }): string {
  const common = { Label: row.Name, Type: 'Regular', IsCustom: 1, IsOwnedByProfile: 0, LicenseId: null };
  const by = idOf(running, 'User', { Username: running.adminUsername });
  return running.org.store.insert('PermissionSet', { ...common, ...row }, by);
}

/** As many seats as are used: none is free. */
export function fillSeats({ org }: RunningOrg, object: 'UserLicense' | 'PermissionSetLicense', id: string): void {
  org.store.update(object, id, { TotalLicenses: Number(org.store.get(object, id)?.['UsedLicenses']) });
}

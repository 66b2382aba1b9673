import type { Org, Row } from '../org.ts';
import { notFoundIn } from './problem.ts';

/**
 * The id behind `license` of a permission set: a permission set license by DeveloperName, else a user license by Name.
 * Throws "In field: license ..." for an unknown one. source: facts 3.6 [recorded response]
 */
export function licenseId(org: Org, name: string): string {
  const license = org.store.find('PermissionSetLicense', { DeveloperName: name })[0] ?? userLicense(org, name);
  if (license === undefined) throw notFoundIn('license', 'PermissionSetLicense', name);
  return String(license['Id']);
}

/** The name that metadata shows for a license id; undefined for none. */
export function licenseName(org: Org, id: Row[string] | undefined): string | undefined {
  if (typeof id !== 'string') return undefined;
  const name =
    org.store.get('PermissionSetLicense', id)?.['DeveloperName'] ?? org.store.get('UserLicense', id)?.['Name'];
  return typeof name === 'string' ? name : undefined;
}

export function userLicense(org: Org, name: string): Row | undefined {
  return org.store.find('UserLicense', { Name: name })[0];
}

import type { Org, Row } from '../org.ts';

/** Profiles whose metadata name is not their label. source: facts 2.1, 1.1 [recorded response] */
const shortNames: Readonly<Record<string, string>> = {
  'System Administrator': 'Admin',
  'Standard User': 'Standard',
  'Standard Platform User': 'StandardAul',
  'Marketing User': 'MarketingProfile',
  'Contract Manager': 'ContractManager',
  'Solution Manager': 'SolutionManager',
};

/** Characters that names of profiles carry as %XX. source: facts 2.1: "Custom%3A Sales Profile", "Force%2Ecom" [recorded response] */
const special = /[%.:/\\?*"<>|&+#()[\]{}!',;=@$^`~]/g;

/** Full name of a profile as metadata: its short name, or its label with special characters as %XX. */
export function profileFullName(profile: Row): string {
  const label = String(profile['Name']);
  return shortNames[label] ?? label.replace(special, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** The label that a profile with this full name has or gets. */
export function profileLabel(fullName: string): string {
  const known = Object.entries(shortNames).find(([, short]) => short === fullName);
  if (known !== undefined) return known[0];
  try {
    return decodeURIComponent(fullName);
  } catch {
    return fullName;
  }
}

/** The Profile row with this full name. */
export function findProfile(org: Org, fullName: string): Row | undefined {
  const label = profileLabel(fullName).toLowerCase();
  const profiles = org.store.remember('profiles', ['Profile'], () => org.store.find('Profile'));
  return profiles.find((row) => String(row['Name']).toLowerCase() === label);
}

/** The permission set that belongs to a profile and holds its object and field permissions (facts 2.2). */
export function permissionSetOfProfile(org: Org, profileId: string): Row | undefined {
  return org.store.find('PermissionSet', { ProfileId: profileId })[0];
}

/** Permission sets that metadata knows: neither a profile's nor a group's own. */
export function permissionSets(org: Org): readonly Row[] {
  return org.store.remember('sets of metadata', ['PermissionSet'], () =>
    org.store
      .find('PermissionSet')
      .filter((row) => row['IsOwnedByProfile'] !== 1 && row['Type'] !== 'Group' && row['Type'] !== 'Profile'),
  );
}

/** Name with the package's prefix: "pi__Pardot_Connector_User". */
export function prefixed(row: Row, nameColumn: string): string {
  const namespace = row['NamespacePrefix'];
  const name = String(row[nameColumn]);
  return typeof namespace === 'string' && namespace !== '' ? `${namespace}__${name}` : name;
}

export function findPermissionSet(org: Org, fullName: string): Row | undefined {
  const wanted = fullName.toLowerCase();
  return permissionSets(org).find((row) => prefixed(row, 'Name').toLowerCase() === wanted);
}

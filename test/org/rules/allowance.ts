import { enabledPermissions } from '../access/userPermissions.ts';
import { NotSimulated, type Org, type Row } from '../org.ts';
import {
  BARE_STANDARD_OBJECTS,
  forcedPermissions,
  INDUSTRY_OBJECTS,
  INTEGRATION_LICENSE,
  INTEGRATION_PSL,
} from './integrationLicense.ts';

/** What a license lets its holder have. Both throw NotSimulated where the facts do not say. */
export type Allowance = {
  readonly userPermission: (name: string) => boolean;
  readonly object: (name: string) => boolean;
};

/** What a user license (100...) or permission set license (0PL...) admits in sets that are bound to it. */
export const allowanceOfLicense = (org: Org, licenseId: string): Allowance => {
  const userLicense = org.store.get('UserLicense', licenseId);
  if (userLicense) return ofUserLicense(org, userLicense);
  const permissionSetLicense = org.store.get('PermissionSetLicense', licenseId);
  if (permissionSetLicense) return ofPermissionSetLicense(permissionSetLicense);
  throw new NotSimulated(`the license ${licenseId}`);
};

/** What a user may have: its user license and the permission set licenses that it holds (facts 1.6). */
export const allowanceOfUser = (org: Org, user: Row): Allowance => {
  const profile = org.store.get('Profile', String(user.ProfileId));
  const held = org.store.find('PermissionSetLicenseAssign', { AssigneeId: user.Id ?? null });
  return anyOf([
    ...held.map((row) => allowanceOfLicense(org, String(row.PermissionSetLicenseId))),
    allowanceOfLicense(org, String(profile?.UserLicenseId)),
  ]);
};

/** Custom objects, events and the like: an API name with a suffix. */
export const isCustomName = (name: string): boolean => /__[a-z]+$/i.test(name);

const anyOf = (allowances: readonly Allowance[]): Allowance => ({
  userPermission: (name) => allowances.some((allowance) => allowance.userPermission(name)),
  object: (name) => allowances.some((allowance) => allowance.object(name)),
});

const ofUserLicense = (org: Org, license: Row): Allowance => {
  if (license.Name === 'Salesforce') return { userPermission: () => true, object: () => true };
  if (license.Name !== INTEGRATION_LICENSE) return ofOtherLicense(org, license);
  const forced = new Set(forcedPermissions(org.features.chatter));
  return {
    userPermission: (name) => forced.has(name),
    object: (name) => isCustomName(name) || BARE_STANDARD_OBJECTS.has(name),
  };
};

/** Of other licenses only what their profiles have is known; more may or may not be allowed. */
const ofOtherLicense = (org: Org, license: Row): Allowance => {
  const onProfiles = new Set(
    org.store.find('Profile', { UserLicenseId: license.Id ?? null }).flatMap(enabledPermissions),
  );
  const unknown = (what: string): never => {
    throw new NotSimulated(`whether the user license ${String(license.Name)} allows ${what}`);
  };
  return {
    userPermission: (name) => onProfiles.has(name) || unknown(name),
    object: (name) => unknown(`rights on ${name}`),
  };
};

const ofPermissionSetLicense = (license: Row): Allowance => ({
  userPermission: (name) => license[`MaximumPermissions${name}`] === 1,
  object: (name) => {
    if (license.DeveloperName === INTEGRATION_PSL) return !INDUSTRY_OBJECTS.has(name);
    const isIndustry = String(license.DeveloperName).startsWith('HealthCloud');
    return isCustomName(name) || (isIndustry && INDUSTRY_OBJECTS.has(name));
  },
});

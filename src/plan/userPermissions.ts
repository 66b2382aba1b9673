import { BROAD_USER_PERMISSIONS } from '../definition/broadAccess.ts';
import { nearest } from '../definition/nearest.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { PermissionSetLicense } from '../org/state/state.ts';
import type { Context } from './context.ts';
import { userNamed } from './held.ts';
import { CARRIED_PROBES, PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';

/** Switched on by the license itself on each of its profiles; never asked for, never sent. */
export const FORCED: readonly string[] = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

/** It demands MFA on API logins, which a machine cannot give; the opposite of what its holders expect. */
export const MFA_FOR_API = 'TwoFactorApi';

/** Permissions that Salesforce switches on by itself together with another one (recorded: View Setup brings View Roles). */
export const BROUGHT_ALONG: Readonly<Record<string, readonly string[]>> = { ViewSetup: ['ViewRoles'] };

/** Problems of asking for a user permission that do not depend on where it is held. */
export function askedProblems(permission: string, known: ReadonlyMap<string, string>, allowBroad: boolean): Problem[] {
  if (!known.has(permission)) return [unknownPermission(permission, known)];
  if (permission === MFA_FOR_API) return [error('mfaForApiAsked', permission, [permission])];
  if (!BROAD_USER_PERMISSIONS.includes(permission)) return [];
  return [
    allowBroad
      ? warning('broadPermissionAllowed', permission, [permission])
      : error('broadPermission', permission, [permission]),
  ];
}

/** Whether a permission set of this user can hold the permission, as far as the org tells. */
export function carried(context: Context, permission: string): boolean {
  if (FORCED.includes(permission)) return true;
  if (!context.schema.setPermissions.has(permission)) return false;
  if (context.options.learned.setCannotHold.has(permission)) return false;
  const held = heldLicenses(context);
  const told = held.some(({ carries }) => CARRIED_PROBES.some((probe) => carries.has(probe)));
  if (!told || !context.schema.licensePermissions.has(permission)) return true;
  return held.some(({ carries }) => carries.has(permission));
}

/** The permission set licenses that the user has once the plan is done. */
export function heldLicenses({ user, username, state }: Context): PermissionSetLicense[] {
  const there = userNamed(state, username);
  const onLicense = user.account !== 'existing' || there?.license === USER_LICENSE;
  const own = onLicense ? [PERMISSION_SET_LICENSE] : [];
  const wanted = [...own, ...user.permissionSetLicenses].map((name) => name.toLowerCase());
  return state.permissionSetLicenses.filter(({ developerName }) => wanted.includes(developerName.toLowerCase()));
}

function unknownPermission(permission: string, known: ReadonlyMap<string, string>): Problem {
  const byLabel = [...known].find(([, label]) => label.toLowerCase() === permission.toLowerCase())?.[0];
  const meant = byLabel === undefined ? nearest(permission, known.keys()) : [byLabel];
  return meant.length > 0
    ? error('unknownPermission', permission, [permission], [meant.join(', ')])
    : error('unknownPermissionNoneNear', permission, [permission]);
}

import { DEFAULT_PROFILE_NAME } from '../definition/definition.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { Profile } from '../org/state.ts';
import type { FieldValue } from '../org/records.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { askedProblems, carried, FORCED, MFA_FOR_API } from './userPermissions.ts';

/** The two profiles that Salesforce ships with the license, the current one first. They are used as they are, never changed. */
export const STANDARD_PROFILES = [
  'Minimum Access - API Only Integrations',
  'Salesforce API Only System Integrations',
] as const;

export type ProfilePlan = {
  readonly changes: readonly Change[];
  /** The profile the user gets: an id, or what the first change will make. */
  readonly profileId: FieldValue;
  /** Permissions that the user's permission set must hold because the profile cannot. */
  readonly handedOn: readonly string[];
  readonly problems: readonly Problem[];
};

/** Finds or makes the profile on the license, with the permissions that it can hold. Pure. */
export function planProfile(context: Context): ProfilePlan {
  const { user, state, schema, options } = context;
  const { name, permissions } = user.profile;
  const sameName = state.profiles.filter((profile) => profile.name.toLowerCase() === name.toLowerCase());
  const existing = sameName.find(({ licenseId }) => licenseId === state.userLicense?.id);
  const asked = permissions.filter((permission) => !FORCED.includes(permission));
  const problems = asked.flatMap((permission) =>
    askedProblems(permission, schema.profilePermissions, options.allowBroadAccess),
  );
  const taken = sameName[0];
  if (existing === undefined && taken)
    problems.push(error('profileOnOtherLicense', name, [name, taken.license], [name]));
  if (existing?.permissions.has(MFA_FOR_API)) problems.push(error('mfaForApiOnProfile', name, [name], [name]));

  const held = heldElsewhere(context);
  const missing = asked.filter(
    (permission) =>
      schema.profilePermissions.has(permission) && !existing?.permissions.has(permission) && !held.has(permission),
  );
  const onProfile = mayChange(existing, user.profile.permissionsAreDefault)
    ? missing.filter((permission) => !options.learned.profileCannotHold.has(permission))
    : [];
  const left = missing.filter((permission) => !onProfile.includes(permission));
  const handedOn = left.filter((permission) => carried(context, permission));
  for (const permission of left.filter((one) => !handedOn.includes(one))) {
    problems.push(
      user.profile.permissionsAreDefault
        ? warning('defaultPermissionSkipped', permission, [permission])
        : error('permissionNowhere', permission, [permission], [permission]),
    );
  }
  return {
    changes: profileChanges(context, existing, onProfile),
    profileId: existing?.id ?? { ref: 'profile' },
    handedOn,
    problems,
  };
}

/** A permission that the user's own set holds already is not asked of the profile again. */
function heldElsewhere({ user, state }: Context): ReadonlySet<string> {
  const own = state.permissionSets.find(
    ({ name, namespace }) => namespace === undefined && name.toLowerCase() === user.permissionSet.name.toLowerCase(),
  );
  return own?.permissions ?? new Set();
}

/** A profile that exists gains only what was asked for in so many words, unless it is the one this plugin makes by default. */
function mayChange(existing: Profile | undefined, permissionsAreDefault: boolean): boolean {
  if (existing === undefined) return true;
  if (STANDARD_PROFILES.some((name) => name === existing.name)) return false;
  return !permissionsAreDefault || existing.name === DEFAULT_PROFILE_NAME;
}

function profileChanges(
  { user, state, options }: Context,
  existing: Profile | undefined,
  permissions: readonly string[],
): Change[] {
  const columns = Object.fromEntries(permissions.map((permission) => [`Permissions${permission}`, true]));
  const detail = permissions.length > 0 ? { detail: permissions.join(', ') } : {};
  if (existing === undefined) {
    const fields = {
      Name: user.profile.name,
      UserLicenseId: state.userLicense?.id ?? null,
      Description: options.texts.profileDescription,
      ...columns,
    };
    return [
      {
        action: 'create',
        type: 'Profile',
        name: user.profile.name,
        ...detail,
        write: { key: 'profile', method: 'POST', object: 'Profile', fields },
      },
    ];
  }
  if (permissions.length === 0) return [];
  const before = Object.fromEntries(Object.keys(columns).map((column) => [column, false]));
  return [
    {
      action: 'update',
      type: 'Profile',
      name: existing.name,
      ...detail,
      write: { method: 'PATCH', object: 'Profile', id: existing.id, fields: columns, before },
    },
  ];
}

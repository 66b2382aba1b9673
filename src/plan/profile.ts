import { DEFAULT_PROFILE_NAME, type UserDefinition } from '../definition/definition.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { FieldValue } from '../org/write/records.ts';
import type { OrgState, Profile } from '../org/state/state.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { isShared, ownSet } from './permissionSet.ts';
import { askedProblems, carried, FORCED, MFA_FOR_API } from './userPermissions.ts';

/** The two profiles that Salesforce ships with the license, the current one first. They are used as they are, never changed. */
export const STANDARD_PROFILES = [
  'Minimum Access - API Only Integrations',
  'Salesforce API Only System Integrations',
] as const;

export type ProfilePlan = {
  readonly changes: readonly Change[];
  /** The profile the user gets: an id, or what a change will make. */
  readonly profileId: FieldValue;
  /** Permissions that the user's permission set holds, or must hold, because the profile cannot. */
  readonly handedOn: readonly string[];
  readonly problems: readonly Problem[];
};

/** What all users who name a profile ask of it together. */
export type SharedProfile = {
  readonly name: string;
  readonly permissions: readonly string[];
  /** Those that somebody asked for in so many words; the others are defaults, left out where nothing can hold them. */
  readonly wished: ReadonlySet<string>;
  /** Those that somebody without a permission set of its own wishes: nothing but the profile can hold them. */
  readonly onlyHere: ReadonlySet<string>;
  /** By permission, the own sets of those who ask for it: some, and all of them holding it, means that the profile need not be tried again. */
  readonly askingSets: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
};

/** The profiles of a definition by their lower-case name. */
export function sharedProfiles(users: readonly UserDefinition[], state: OrgState): ReadonlyMap<string, SharedProfile> {
  const names = new Set(users.flatMap(({ profile }) => profile?.name.toLowerCase() ?? []));
  return new Map(
    [...names].map((key) => {
      const own = users.filter(({ profile }) => profile?.name.toLowerCase() === key);
      const profiles = own.flatMap(({ profile }) => profile ?? []);
      const permissions = [...new Set(profiles.flatMap((one) => one.permissions))];
      const askingSets = (permission: string): ReadonlySet<string>[] =>
        own
          .filter((user) => user.profile?.permissions.includes(permission) === true)
          .filter((user) => ownSetTakes(user, state, permission))
          .map((user) => permissionsOfOwnSet(user, state));
      return [
        key,
        {
          name: profiles[0]?.name ?? key,
          permissions,
          wished: new Set(profiles.flatMap((one) => (one.permissionsAreDefault ? [] : one.permissions))),
          onlyHere: new Set(
            own.flatMap(({ permissionSet, profile }) =>
              permissionSet === undefined && profile?.permissionsAreDefault === false ? profile.permissions : [],
            ),
          ),
          askingSets: new Map(permissions.map((permission) => [permission, askingSets(permission)])),
        },
      ];
    }),
  );
}

/**
 * Finds or makes the profile on the license, with the permissions that it can hold. Pure.
 * @param planned lower-case names of the profiles that users before this one make or change already; this one's is added
 * @param profiles what all users of each profile ask of it together
 */
export function planProfile(
  context: Context,
  planned: Set<string>,
  profiles: ReadonlyMap<string, SharedProfile> = sharedProfiles([context.user], context.state),
): ProfilePlan {
  const { user, schema, options } = context;
  const shared = profiles.get(user.profile?.name.toLowerCase() ?? '');
  if (shared === undefined) return { changes: [], profileId: null, handedOn: [], problems: [] };
  const existing = existingProfile(context, shared.name);
  const asked = shared.permissions.filter((permission) => !FORCED.includes(permission));
  const missing = asked.filter(
    (permission) => schema.profilePermissions.has(permission) && existing?.permissions.has(permission) !== true,
  );
  const onProfile = missing.filter(
    (permission) =>
      mayGain(existing, shared.wished.has(permission)) &&
      isWorthTrying(existing, shared, permission) &&
      !options.learned.profileCannotHold.has(permission),
  );
  const left = missing.filter(
    (permission) => !onProfile.includes(permission) && user.profile?.permissions.includes(permission) === true,
  );
  const handedOn = left.filter(
    (permission) =>
      carried(context, permission) &&
      (shared.wished.has(permission) ? user.permissionSet !== undefined : ownSetTakes(user, context.state, permission)),
  );
  const key = shared.name.toLowerCase();
  const changes = planned.has(key) ? [] : profileChanges(context, existing, shared.name, onProfile);
  planned.add(key);
  return {
    changes,
    profileId: existing?.id ?? { ref: `profile ${key}` },
    handedOn,
    problems: [
      ...asked.flatMap((permission) => askedProblems(permission, schema.profilePermissions, options.allowBroadAccess)),
      ...nameProblems(context, existing, shared.name),
      ...left
        .filter((permission) => !handedOn.includes(permission))
        .map((permission) =>
          user.profile?.permissionsAreDefault === false
            ? error('permissionNowhere', permission, [permission], [permission])
            : warning('defaultPermissionSkipped', permission, [permission]),
        ),
    ],
  };
}

/** By name on the license; where a standard profile is named that this org does not have, the other standard one. */
function existingProfile({ state }: Context, name: string): Profile | undefined {
  const onLicense = state.profiles.filter(({ licenseId }) => licenseId === state.userLicense?.id);
  const byName = (wanted: string): Profile | undefined =>
    onLicense.find((profile) => profile.name.toLowerCase() === wanted.toLowerCase());
  const standard = STANDARD_PROFILES.some((one) => one.toLowerCase() === name.toLowerCase());
  return (
    byName(name) ?? (standard ? STANDARD_PROFILES.map(byName).find((profile) => profile !== undefined) : undefined)
  );
}

function nameProblems({ state }: Context, existing: Profile | undefined, name: string): Problem[] {
  if (existing) return existing.permissions.has(MFA_FOR_API) ? [error('mfaForApiOnProfile', name, [name], [name])] : [];
  const taken = state.profiles.find((profile) => profile.name.toLowerCase() === name.toLowerCase());
  if (taken) return [error('profileOnOtherLicense', name, [name, taken.license], [name])];
  if (!STANDARD_PROFILES.some((one) => one.toLowerCase() === name.toLowerCase())) return [];
  const there = state.profiles
    .filter(({ licenseId }) => licenseId === state.userLicense?.id)
    .map((profile) => profile.name);
  return [error('standardProfileMissing', name, [name], [there.join(', ')])];
}

/** Where the sets hold it already, an earlier run has found that the profile does not; a default without a set to go to is not asked for again. */
function isWorthTrying(existing: Profile | undefined, shared: SharedProfile, permission: string): boolean {
  if (shared.onlyHere.has(permission)) return true;
  const sets = shared.askingSets.get(permission) ?? [];
  if (sets.length === 0) return existing === undefined || shared.wished.has(permission);
  return !sets.every((held) => held.has(permission));
}

function permissionsOfOwnSet(user: UserDefinition, state: OrgState): ReadonlySet<string> {
  return ownSet(user, state)?.permissions ?? new Set();
}

/** Whether a default can go to the user's own set: a set that others have too is not changed for a default. */
function ownSetTakes(user: UserDefinition, state: OrgState, permission: string): boolean {
  if (user.permissionSet === undefined) return false;
  const own = ownSet(user, state);
  return own === undefined || own.permissions.has(permission) || !isShared(state, own);
}

/** A profile that exists gains only what was asked for in so many words, unless it is the one this plugin makes by default. */
function mayGain(existing: Profile | undefined, wished: boolean): boolean {
  if (existing === undefined) return true;
  if (STANDARD_PROFILES.some((name) => name === existing.name)) return false;
  return wished || existing.name === DEFAULT_PROFILE_NAME;
}

function profileChanges(
  { state, options }: Context,
  existing: Profile | undefined,
  name: string,
  permissions: readonly string[],
): Change[] {
  const columns = Object.fromEntries(permissions.map((permission) => [`Permissions${permission}`, true]));
  const detail = permissions.length > 0 ? { detail: permissions.join(', ') } : {};
  if (existing === undefined) {
    const fields = {
      Name: name,
      UserLicenseId: state.userLicense?.id ?? null,
      Description: options.texts.profileDescription,
      ...columns,
    };
    const write = { key: `profile ${name.toLowerCase()}`, method: 'POST', object: 'Profile', fields } as const;
    return [{ action: 'create', type: 'Profile', name, ...detail, write }];
  }
  if (permissions.length === 0) return [];
  const before = Object.fromEntries(Object.keys(columns).map((column) => [column, false]));
  const write = { method: 'PATCH', object: 'Profile', id: existing.id, fields: columns, before } as const;
  return [{ action: 'update', type: 'Profile', name: existing.name, ...detail, write }];
}

import { keyOf } from '../access/difference.ts';
import { uniqueNames } from '../definition/fromInventory.ts';
import { nearest } from '../definition/nearest.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';
import { resolve } from '../definition/resolve.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import { withObjects, type OrgSchema } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import { FORCED } from '../plan/userPermissions.ts';
import { definitionOf, rightsIn } from './define.ts';
import { keep, type LeftOut } from './keep.ts';
import { beforeOf, type SnapshotUser } from './snapshot.ts';
import type { Standing, StandingUser } from './standing.ts';
import type { Needed } from './used.ts';
import { withoutRefused, type Written } from './written.ts';

/** How the access of users is to be narrowed. */
export type Narrowing = {
  /** `Object` or `Object.Field`. */
  readonly exclude: readonly string[];
  /** What the users are to be, where somebody has written it down. */
  readonly written: Written | undefined;
  readonly allowBroadAccess: boolean;
  /** Whether access is limited to objects that the logs show in use. */
  readonly onlyUsed: boolean;
};

/** What the org has refused so far, with its words, by key of the right and by username. */
export type Refusals = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What the org has told beside the rights of the users. */
export type Learned = {
  /** User permissions that the permission set license carries; undefined: the org does not tell. */
  readonly carries: ReadonlySet<string> | undefined;
  readonly refusals: Refusals;
  readonly needed: Needed | undefined;
};

export type Intent = {
  readonly users: readonly SnapshotUser[];
  /** With every object that the users have rights on, or are to have. */
  readonly schema: OrgSchema;
  /** Whether somebody has written down what they are to be. */
  readonly isWritten: boolean;
};
export type Intended = Intent & { readonly problems: readonly Problem[] };

/**
 * What is to become of users who are not on the license yet. One request for objects that only a definition names.
 * @throws OrgRefusal, OrgSilence
 */
export async function intended(
  org: Org,
  { users, schema }: Standing,
  { exclude, written, allowBroadAccess }: Narrowing,
  { carries, refusals, needed }: Learned,
): Promise<Intended> {
  const coming = users.filter(({ holdings }) => holdings.license !== USER_LICENSE);
  const isWritten = written !== undefined;
  if (coming.length === 0) return { users: [], problems: [], schema, isWritten };
  if (written) {
    const defined = coming.flatMap((one) => {
      const definition = written.users.get(one.user.username);
      const refused = refusals.get(one.user.username)?.keys() ?? [];
      return definition ? [{ one, definition: withoutRefused(definition, refused) }] : [];
    });
    const whole = await withObjects(org, schema, objectsIn(defined.map(({ definition }) => definition)));
    return {
      users: defined.map(({ one, definition }) => snapshotUser(one, definition, notIn(one, definition, whole))),
      ...{ problems: [], schema: whole, isWritten },
    };
  }
  const names = uniqueNames(coming.map(({ user }) => user));
  const excluded = new Set(exclude.map((name) => name.toLowerCase()));
  const limits = { exclude: excluded, allowBroadAccess, carries, schema };
  return {
    users: coming.map((one, index) => {
      const used = needed && {
        days: needed.days,
        objects: needed.users.get(one.user.id)?.objects ?? new Set<string>(),
      };
      const refused = refusals.get(one.user.username) ?? new Map<string, string>();
      const { kept, left } = keep(one.rights, { ...limits, used, refused });
      return snapshotUser(one, definitionOf(one.user, names[index] ?? one.user.name, kept), left);
    }),
    ...{ problems: excludeProblems(exclude, coming), schema, isWritten },
  };
}

/** An exclusion that nothing fits is a slip of the pen: what was meant would be taken over. */
function excludeProblems(exclude: readonly string[], coming: readonly StandingUser[]): Problem[] {
  const rights = coming.flatMap((one) => one.rights).filter(({ kind }) => kind === 'object' || kind === 'field');
  const names = [...new Set(rights.map(({ name }) => name))];
  const known = new Set(names.map((name) => name.toLowerCase()));
  return exclude
    .filter((name) => !known.has(name.toLowerCase()))
    .map((name) => {
      const meant = nearest(name, names);
      return meant.length > 0
        ? error('excludeUnknown', name, [name], [meant.join(', ')])
        : error('excludeUnknownNoneNear', name, [name]);
    });
}

function objectsIn(definitions: readonly RawUser[]): string[] {
  return definitions.flatMap(({ permissionSet }) =>
    typeof permissionSet === 'object' ? Object.keys(permissionSet.objects ?? {}) : [],
  );
}

/** What a user may do and its definition does not say. What sets that it goes on to hold give is seen when it is read back. */
function notIn({ rights }: StandingUser, definition: RawUser, schema: OrgSchema): LeftOut[] {
  const [resolved] = resolve({ users: [definition] }).definition.users;
  const given = new Set((resolved ? rightsIn(resolved, schema) : []).map((right) => keyOf(right).toLowerCase()));
  const profile = resolved?.profile?.permissions ?? [];
  for (const name of [...FORCED, ...profile]) given.add(keyOf({ kind: 'userPermission', name }).toLowerCase());
  return rights
    .map(keyOf)
    .filter((key) => !given.has(key.toLowerCase()))
    .map((key) => ({ key, reason: 'notDefined' }));
}

function snapshotUser({ holdings, rights }: StandingUser, definition: RawUser, left: readonly LeftOut[]): SnapshotUser {
  const [resolved] = resolve({ users: [definition] }).definition.users;
  const own = resolved?.permissionSet?.name;
  return {
    ...{ id: holdings.id, username: holdings.username, before: beforeOf(holdings), definition },
    after: {
      profile: resolved?.profile?.name ?? '',
      sets: [...(own === undefined ? [] : [own]), ...(resolved?.permissionSets ?? [])],
      groups: resolved?.permissionSetGroups ?? [],
      licenses: [PERMISSION_SET_LICENSE, ...(resolved?.permissionSetLicenses ?? [])],
    },
    ...{ access: [...new Set(rights.map(keyOf))].sort(), left, makesSet: false },
  };
}

import { keyOf, rightOf, type Right } from '../access/difference.ts';
import { error, type Problem } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';

/** Users as a definition file describes them, by lower-case username, and where in the file something of a user stands. */
export type Written = {
  readonly users: ReadonlyMap<string, RawUser>;
  readonly placeOf: (username: string, path: readonly string[]) => string;
};

/**
 * A definition without what Salesforce refuses, so that a trial of the rest finds out what else it refuses. Pure.
 * @param refused keys of rights, see `access/difference.ts`
 */
export function withoutRefused(definition: RawUser, refused: Iterable<string>): RawUser {
  const { permissionSet: set } = definition;
  if (typeof set !== 'object') return definition;
  const keys = new Set([...refused].map((key) => key.toLowerCase()));
  const stays = (right: Right): boolean => !keys.has(keyOf(right).toLowerCase());
  const objects = Object.entries(set.objects ?? {})
    .filter(([name]) => stays({ kind: 'object', name, right: 'read' }))
    .map(([name, object]) => {
      const access = object.access?.filter((right) => stays({ kind: 'object', name, right }));
      return [name, { ...object, ...(access ? { access } : {}) }] as const;
    });
  const userPermissions = (set.userPermissions ?? []).filter((name) => stays({ kind: 'userPermission', name }));
  return { ...definition, permissionSet: { ...set, objects: Object.fromEntries(objects), userPermissions } };
}

/** Tells of each object and each user permission that Salesforce refuses where the file asks for it. Pure. */
export function refusedProblems(
  { users, placeOf }: Written,
  refusals: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Problem[] {
  return [...refusals].flatMap(([username, refused]) => {
    const told = new Map(
      [...refused].flatMap(([key, words]) => {
        const right = rightOf(key);
        // A field goes with its object.
        if (right.kind === 'field') return [];
        const place = placeOf(username, pathOf(users.get(username), right));
        return [
          [`${right.kind} ${right.name}`, error('definedRefused', right.name, [place, right.name, username, words])],
        ];
      }),
    );
    return [...told.values()];
  });
}

/** Where in the definition of a user something stands that gives a right. */
function pathOf(user: RawUser | undefined, { kind, name }: Right): string[] {
  const set = user?.permissionSet;
  if (typeof set !== 'object') return [];
  if (kind === 'object') {
    const written = Object.keys(set.objects ?? {}).find((one) => one.toLowerCase() === name.toLowerCase());
    return ['permissionSet', 'objects', ...(written === undefined ? [] : [written])];
  }
  const index = (set.userPermissions ?? []).findIndex((one) => one.toLowerCase() === name.toLowerCase());
  return ['permissionSet', 'userPermissions', ...(index < 0 ? [] : [String(index)])];
}

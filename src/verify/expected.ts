import type { Expected } from '../checks/proof.ts';
import { withNeeds } from '../checks/salesforce/permissionNeeds.ts';
import type { UserDefinition } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import { SETUP_ENTITIES } from '../org/names.ts';
import type { OrgSchema } from '../org/schema.ts';
import { STANDARD_PROFILES } from '../plan/profile.ts';
import { rightsOf } from '../plan/rights.ts';
import { FORCED } from '../plan/userPermissions.ts';

/**
 * What a user should be able to do by its definition, with all that it implies.
 * @param words puts a problem of the definition into words
 */
export function expectedOf(user: UserDefinition, schema: OrgSchema, words: (problem: Problem) => string): Expected {
  const set = user.permissionSet;
  const rights = set ? rightsOf(set, schema) : { objects: [], fields: [], problems: [] };
  const asked = [...(user.profile?.permissions ?? []), ...(set?.userPermissions ?? [])];
  const needed = user.profile?.permissionsAreDefault === false ? user.profile.permissions : [];
  return {
    user,
    objects: new Map(rights.objects.map(({ object, rights: own }) => [object, own])),
    fields: new Map(rights.fields.map(({ field, edit }) => [field, edit ? 'edit' : 'read'])),
    userPermissions: [...new Set([...needed, ...(set?.userPermissions ?? [])])].filter((one) => !FORCED.includes(one)),
    allowedPermissions: withNeeds([...FORCED, ...asked]),
    entities: SETUP_ENTITIES.flatMap(([type, key]) => (set?.[key] ?? []).map((name) => ({ type, name }))),
    profiles: profilesLike(user.profile?.name),
    unknown: rights.problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => ({ name: problem.subject, text: words(problem) })),
  };
}

/** An org has the one standard profile or the other, and one of them serves where the other is named. */
function profilesLike(name: string | undefined): readonly string[] {
  if (name === undefined) return [];
  const standard = STANDARD_PROFILES.some((one) => one.toLowerCase() === name.toLowerCase());
  return standard ? STANDARD_PROFILES : [name];
}

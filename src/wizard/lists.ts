import { readCandidates } from '../org/state/candidates.ts';
import { readSchema, withObjects } from '../org/schema.ts';
import type { Org } from '../org/wire/transport.ts';
import type { Lists } from './questions.ts';

/**
 * What the org has to choose from. Two requests, and one more for each object whose fields are asked for.
 * @throws OrgRefusal, OrgSilence
 */
export async function readLists(org: Org): Promise<Lists> {
  const [schema, { permissionSets = [] }] = await Promise.all([
    readSchema(org, []),
    readCandidates(org, ['permissionSets']),
  ]);
  return {
    objects: schema.permissionableObjects.toSorted(byName),
    permissionSets: permissionSets.toSorted(byName),
    fieldsOf: async (object) => {
      const { objects } = await withObjects(org, schema, [object]);
      return [...(objects.get(object.toLowerCase())?.fields.values() ?? [])]
        .filter(({ permissionable }) => permissionable)
        .map(({ name, label, editable, readOnly }) => ({ name, label, editable: editable && !readOnly }))
        .toSorted((one, other) => byName(one.name, other.name));
    },
  };
}

function byName(one: string, other: string): number {
  return one.localeCompare(other, 'en');
}

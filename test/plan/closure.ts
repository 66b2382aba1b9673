import type { ObjectRight, PermissionSetDefinition } from '../../src/definition/definition.ts';
import type { OrgSchema } from '../../src/org/schema.ts';

/** What a right needs on the same object (facts 3.2). */
export const NEEDS: Readonly<Record<string, readonly string[]>> = {
  read: [],
  create: ['read'],
  edit: ['read'],
  delete: ['read', 'edit'],
  viewAll: ['read'],
  modifyAll: ['read', 'edit', 'delete', 'viewAll'],
  viewAllFields: ['read'],
};
/** Parents that every recorded set shows beside the object (facts 0.4): Read needs Read, View All needs View All. */
export const PARENTS: Readonly<Record<string, readonly string[]>> = {
  Asset: ['Account'],
  Quote: ['Opportunity', 'Account'],
};
/** Masters: Read needs Read. */
export const MASTERS: Readonly<Record<string, readonly string[]>> = { Invoice_Line__c: ['Invoice__c'] };

/** `Object right` of everything that a right needs. */
export function neededBy(object: string, right: string): string[] {
  return [
    ...(NEEDS[right] ?? []).map((needed) => `${object} ${needed}`),
    ...(right === 'read' || right === 'viewAll'
      ? [...(PARENTS[object] ?? []), ...(MASTERS[object] ?? [])].map((parent) => `${parent} ${right}`)
      : []),
  ];
}

/** The object rights of a definition with all that they need, as `Object right`: found by repetition until nothing is added. */
export function describedRights({ objects }: PermissionSetDefinition): Set<string> {
  const all = new Set(
    Object.entries(objects).flatMap(([object, { access }]) => access.map((right: ObjectRight) => `${object} ${right}`)),
  );
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const one of all) {
      const [object = '', right = ''] = one.split(' ');
      for (const needed of neededBy(object, right)) all.add(needed);
    }
  }
  return all;
}

/** The field rights of a definition as `Object.Field edit` or `Object.Field read`. */
export function describedFields({ objects }: PermissionSetDefinition, schema: OrgSchema): Set<string> {
  const all = new Set<string>();
  for (const [object, { readFields, editFields }] of Object.entries(objects)) {
    for (const field of schema.objects.get(object.toLowerCase())?.fields.values() ?? []) {
      if (!field.permissionable) continue;
      const edit = editFields === 'all' ? field.editable : editFields.includes(field.name);
      const read = readFields === 'all' || editFields === 'all' || readFields.includes(field.name);
      if (edit) all.add(`${object}.${field.name} edit`);
      else if (read) all.add(`${object}.${field.name} read`);
    }
  }
  return all;
}

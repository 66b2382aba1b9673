import { BROAD, FLAGS, NOT_CARRIED, type Integration, type Rights } from './anyIntegration.ts';

/** A way in which an integration gets rights, and what its group takes away again. */
type Way = { readonly gives: Rights; readonly muted: Rights | undefined };

const RIGHT_OF: Readonly<Record<string, string>> = {
  ...{ Create: 'create', Read: 'read', Edit: 'edit', Delete: 'delete' },
  ...{ ViewAllRecords: 'viewAll', ModifyAllRecords: 'modifyAll', ViewAllFields: 'viewAllFields' },
};

/**
 * What an integration may do, worked out from how it was made: by the facts, with neither code of the plugin nor of the simulated org. In
 * the words of `matrixOf`.
 * @param fieldsOf the fields of an object that field-level security covers, as View All Fields reads them all
 * @param classId the id of an Apex class
 */
export function expectedAccess(
  { profile, sets, groups }: Integration,
  fieldsOf: (object: string) => readonly string[],
  classId: (name: string) => string,
): string[] {
  const ways: Way[] = [
    ...[profile, ...sets].map((gives) => ({ gives, muted: undefined })),
    ...groups.flatMap(({ sets: members, muting }) => members.map((gives) => ({ gives, muted: muting }))),
  ];
  const rightsOn = (object: string): Set<string> =>
    new Set(
      ways.flatMap(({ gives, muted }) =>
        Array.from(gives.objects[object] ?? '').filter((letter) => !(muted?.objects[object] ?? '').includes(letter)),
      ),
    );
  const lines = new Set<string>();
  for (const { gives, muted } of ways) {
    for (const name of gives.permissions) if (!muted?.permissions.includes(name)) lines.add(name);
    for (const name of gives.classes) lines.add(`ApexClass ${classId(name)}`);
  }
  for (const object of new Set(ways.flatMap(({ gives }) => Object.keys(gives.objects)))) {
    const letters = rightsOn(object);
    for (const letter of letters) lines.add(`${object} ${RIGHT_OF[FLAGS[letter] ?? ''] ?? letter}`);
    if (letters.has('F') && letters.has('R')) for (const field of fieldsOf(object)) lines.add(`${field} read`);
  }
  for (const { gives, muted } of ways)
    for (const [field, right] of Object.entries(gives.fields)) {
      const [object = ''] = field.split('.');
      const letters = rightsOn(object);
      if (!letters.has('R') || muted?.fields[field] !== undefined || !fieldsOf(object).includes(field)) continue;
      lines.add(`${field} read`);
      if (right === 'edit' && (letters.has('E') || letters.has('C'))) lines.add(`${field} edit`);
    }
  return [...lines].sort();
}

/** What of a right the license can hold, written down a second time: by the facts, without any code of the plugin. */
export function isKept(line: string): boolean {
  if ([...BROAD, ...NOT_CARRIED].includes(line)) return false;
  return !/ (?:viewAll|modifyAll|viewAllFields)$/.test(line);
}

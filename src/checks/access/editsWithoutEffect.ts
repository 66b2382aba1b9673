import type { Check } from '../check.ts';
import type { Expected, Proof } from '../proof.ts';

/** One finding an object whose fields the definition lets edit, but not the object itself. */
export const editsWithoutEffect: Check<Proof> = {
  id: 'field-edit-without-effect',
  severity: 'warning',
  rule: ({ user: { username }, expected }) => {
    if (expected === undefined) return [];
    const fields = [...expected.fields]
      .filter(([field, right]) => right === 'edit' && !hasEffect(expected, field))
      .map(([field]) => field);
    return [...new Set(fields.map(objectOf))].map((object) => ({
      subject: object,
      tokens: [username, fields.filter((field) => objectOf(field) === object).join(', '), object],
      fixTokens: [object],
    }));
  },
};

/** Whether edit on a field does anything by a definition: where its object may be edited, or created, which writes fields too. */
export function hasEffect({ objects }: Expected, field: string): boolean {
  const own = objects.get(objectOf(field));
  return own === undefined || own.has('edit') || own.has('create');
}

function objectOf(field: string): string {
  return field.slice(0, field.indexOf('.'));
}

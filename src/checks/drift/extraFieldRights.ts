import { activityTwin } from '../../org/names.ts';
import { pathsTo } from '../../access/pathsTo.ts';
import { isByAllData, ways, type Check } from '../check.ts';
import { beyond, type Expected, type Proof } from '../proof.ts';

/** Fields of an object that is itself beyond the definition go with the right on the object. A look-up that is listed twice is told once. */
export const extraFieldRights: Check<Proof> = {
  id: 'extra-field-right',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    expected === undefined
      ? []
      : [...access.fields].flatMap(([field, rights]) => {
          const object = field.split('.')[0] ?? field;
          if (access.fields.has(`${field}Id`)) return [];
          if (
            !expected.objects.has(object) &&
            pathsTo(access, object, 'read').some((path) => path.by === undefined && !isByAllData(access, 'read', path))
          )
            return [];
          return [...rights].flatMap(([right, paths]) => {
            const extra = isWanted(expected, field, right) ? [] : beyond(expected, paths);
            return extra.length === 0
              ? []
              : [
                  {
                    subject: `${field}=${right}`,
                    tokens: [username, right, field, ways(extra)],
                    fixTokens: [right, field, ways(extra)],
                  },
                ];
          });
        }),
};

/**
 * A look-up stands in field-level security under its own name or that of its relationship, and a custom field of an activity under that of
 * both kinds (facts 3.3).
 */
function isWanted({ fields }: Expected, field: string, right: 'read' | 'edit'): boolean {
  const wanted = [field, `${field}Id`, activityTwin(field) ?? field].map((name) => fields.get(name));
  return wanted.includes('edit') || wanted.includes(right);
}

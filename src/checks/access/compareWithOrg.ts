import { pathsTo } from '../../access/pathsTo.ts';
import type { Found } from '../check.ts';
import type { Proof } from '../proof.ts';

/**
 * Where what was computed from profile, sets and groups differs from what the org says of the same user.
 * @param says the answer of the org that is looked for
 */
export function differing({ user: { username }, access, said }: Proof, says: boolean): Found[] {
  const compare = (name: string, right: 'read' | 'create' | 'edit' | 'delete', answer: boolean): Found[] =>
    answer === says && pathsTo(access, name, right).length > 0 !== says
      ? [{ subject: `${name}=${right}`, tokens: [username, right, name] }]
      : [];
  return [
    ...[...said.objects].flatMap(([object, rights]) =>
      (['read', 'create', 'edit', 'delete'] as const).flatMap((right) => compare(object, right, rights[right])),
    ),
    ...[...said.fields].flatMap(([field, rights]) =>
      (['read', 'edit'] as const).flatMap((right) => compare(field, right, rights[right])),
    ),
  ];
}

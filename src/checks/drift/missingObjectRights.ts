import { pathsTo } from '../../access/pathsTo.ts';
import type { Check } from '../check.ts';
import type { Proof } from '../proof.ts';

export const missingObjectRights: Check<Proof> = {
  id: 'missing-object-right',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    [...(expected?.objects ?? [])].flatMap(([object, rights]) =>
      [...rights.keys()]
        .filter((right) => pathsTo(access, object, right).length === 0)
        .map((right) => ({ subject: `${object}=${right}`, tokens: [username, right, object] })),
    ),
};

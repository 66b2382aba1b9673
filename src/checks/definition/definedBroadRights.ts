import { BROAD_OBJECT_RIGHTS } from '../../definition/broadAccess.ts';
import type { UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';

/** Modify All includes View All; one finding is enough. */
export const definedBroadRights: Check<UserDefinition> = {
  id: 'defined-broad-object-right',
  severity: 'warning',
  broad: true,
  rule: ({ name, permissionSet }) =>
    Object.entries(permissionSet?.objects ?? {}).flatMap(([object, { access }]) =>
      BROAD_OBJECT_RIGHTS.filter((right) => access.includes(right))
        .filter((right) => right !== 'viewAll' || !access.includes('modifyAll'))
        .map((right) => ({ subject: `${object}=${right}`, tokens: [name, right, object], fixTokens: [right, object] })),
    ),
};

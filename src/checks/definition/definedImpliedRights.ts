import type { ObjectRight, UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';

/** What a right brings with it on the same object (Object Reference, ObjectPermissions). */
const IMPLIED: Readonly<Record<ObjectRight, readonly ObjectRight[]>> = {
  read: [],
  create: ['read'],
  edit: ['read'],
  delete: ['read', 'edit'],
  viewAll: ['read'],
  modifyAll: ['read', 'edit', 'delete', 'viewAll'],
};

export const definedImpliedRights: Check<UserDefinition> = {
  id: 'defined-implied-right',
  severity: 'info',
  rule: ({ name, permissionSet }) =>
    Object.entries(permissionSet?.objects ?? {}).flatMap(([object, { access }]) => {
      const implied = [...new Set(access.flatMap((right) => IMPLIED[right]))].filter(
        (right) => !access.includes(right),
      );
      return implied.map((right) => ({
        subject: `${object}=${right}`,
        tokens: [name, object, access.filter((one) => IMPLIED[one].includes(right)).join(', '), right],
      }));
    }),
};

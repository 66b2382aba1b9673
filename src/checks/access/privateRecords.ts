import { pathsTo } from '../../access/pathsTo.ts';
import type { Check } from '../check.ts';

/** Organization-wide defaults under which object access alone shows no records of others. */
const PRIVATE: readonly string[] = ['Private', 'None'];

/** Objects that the user may read, of whose records it sees only those that it owns or that are shared with it. */
export function privateObjects(
  access: Parameters<typeof pathsTo>[0],
  sharing: ReadonlyMap<string, string>,
): readonly string[] {
  return [...access.objects.keys()]
    .sort()
    .filter(
      (object) =>
        PRIVATE.some((one) => one === sharing.get(object)) &&
        pathsTo(access, object, 'read').length > 0 &&
        pathsTo(access, object, 'viewAll').length === 0 &&
        pathsTo(access, object, 'modifyAll').length === 0,
    );
}

export const privateRecords: Check = {
  id: 'private-records',
  severity: 'info',
  rule: ({ user: { username }, access, sharing }) => {
    const objects = sharing === undefined ? [] : privateObjects(access, sharing);
    return objects.length === 0 ? [] : [{ subject: username, tokens: [username, objects.join(', ')] }];
  },
};

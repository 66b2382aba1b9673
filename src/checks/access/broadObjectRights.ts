import { BROAD_OBJECT_RIGHTS } from '../../definition/broadAccess.ts';
import { isByAllData, ways, type Check } from '../check.ts';

/** What comes by ModifyAllData or ViewAllData is told once, by {@link broadPermissions}. */
export const broadObjectRights: Check = {
  id: 'broad-object-right',
  severity: 'warning',
  broad: true,
  rule: ({ user: { username }, access }) =>
    [...access.objects].flatMap(([object, rights]) =>
      BROAD_OBJECT_RIGHTS.flatMap((right) => {
        const own = (rights.get(right) ?? []).filter(
          (path) => path.by === undefined && !isByAllData(access, right, path),
        );
        // Modify All includes View All; one finding is enough.
        const told = right === 'viewAll' && rights.has('modifyAll');
        return own.length === 0 || told
          ? []
          : [
              {
                subject: object,
                tokens: [username, right, object, ways(own)],
                fixTokens: [right, object, ways(own)],
              },
            ];
      }),
    ),
};

import type { Access } from '../org.ts';
import { fieldRightsOf } from './fieldRights.ts';
import { objectRightsOf } from './objectRights.ts';
import { userPermissionsOf } from './userPermissions.ts';
import { visibleRowsOf } from './visibleRows.ts';

/** What a session may see and do; see the functions it is made of for the sources. */
export const access: Access = {
  userPermissions: (session) => userPermissionsOf(session.org, session.userId),
  seesObject: (session, object) => objectRightsOf(session.org, session.userId, object).read,
  object: (session, object) => objectRightsOf(session.org, session.userId, object),
  field: (session, object, field) => fieldRightsOf(session.org, session.userId, object, field),
  visibleRows: (session, object) => visibleRowsOf(session, object),
};

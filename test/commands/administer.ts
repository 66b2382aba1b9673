import { access } from '../org/access/access.ts';
import type { Session } from '../org/org.ts';
import { callSoap, plain } from '../org/metadata/callSoap.ts';
import type { Content } from '../org/metadata/printXml.ts';
import { deleteRecord, insertRecord, updateRecord } from '../org/records/write.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';

/** What an administrator does to an org, through the rules that bind one. */
export type Administrator = {
  readonly insert: (object: string, row: Record<string, unknown>) => string;
  readonly update: (object: string, id: string, changes: Record<string, unknown>) => void;
  readonly remove: (object: string, id: string) => void;
  /** A permission set with these user permissions and rights on objects, e.g. `{ Account: ['Read'] }`. */
  readonly permissionSet: (
    name: string,
    permissions?: readonly string[],
    objects?: Readonly<Record<string, readonly string[]>>,
  ) => string;
  readonly assign: (username: string, set: string) => string;
  /** A component of metadata, new or changed. */
  readonly upsert: (type: string, fullName: string, content: Record<string, Content>) => void;
};

export function administer(running: RunningOrg): Administrator {
  const { org, adminUsername } = running;
  const session: Session = { org, userId: idOf(running, 'User', { Username: adminUsername }), apiVersion: 67 };
  const insert: Administrator['insert'] = (object, row) => insertRecord(session, access, object, row);
  return {
    insert,
    update: (object, id, changes) => {
      updateRecord(session, access, object, id, changes);
    },
    remove: (object, id) => {
      deleteRecord(session, access, object, id);
    },
    permissionSet: (name, permissions = [], objects = {}) => {
      const columns = Object.fromEntries(permissions.map((permission) => [`Permissions${permission}`, true]));
      const id = insert('PermissionSet', { Name: name, Label: name, ...columns });
      for (const [object, rights] of Object.entries(objects)) {
        const flags = Object.fromEntries(rights.map((right) => [`Permissions${right}`, true]));
        insert('ObjectPermissions', { ParentId: id, SobjectType: object, ...flags });
      }
      return id;
    },
    assign: (username, set) => {
      const target = set.startsWith('0PG') ? { PermissionSetGroupId: set } : { PermissionSetId: set };
      return insert('PermissionSetAssignment', {
        AssigneeId: idOf(running, 'User', { Username: username }),
        ...target,
      });
    },
    upsert: (type, fullName, content) => {
      const { element } = callSoap(session, 'upsertMetadata', {
        metadata: { '@xsi:type': type, fullName, ...content },
      });
      const text = JSON.stringify(plain(element));
      if (!text.includes('"success":"true"')) throw new Error(text);
    },
  };
}

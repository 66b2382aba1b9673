import type { RecordWrite } from '../org/write/records.ts';

type Action = 'create' | 'update' | 'delete' | 'assign' | 'unassign' | 'activate' | 'deactivate' | 'freeze';

/** A record type, `Object.DeveloperName`, that a permission set must show or hide; only the Metadata API can write it. */
export type RecordTypeWrite = {
  readonly permissionSet: string;
  readonly recordType: string;
  readonly visible: boolean;
};

export type Change = {
  readonly action: Action;
  /** The Salesforce type: Profile, PermissionSet, ObjectPermissions, ... */
  readonly type: string;
  readonly name: string;
  /** What exactly, e.g. `read, edit`, and why when nobody asked for it in so many words. */
  readonly detail?: string;
  readonly write: RecordWrite | RecordTypeWrite;
};

/** What is told of a change. */
export type Told = Omit<Change, 'write'>;

/** Changes that belong into one transaction, in an order that Salesforce accepts. */
export type ChangeGroup = {
  readonly step: 'profile' | 'permissionSet' | 'recordTypes' | 'user';
  readonly changes: readonly Change[];
};

export function isRecordWrite(write: Change['write']): write is RecordWrite {
  return 'object' in write;
}

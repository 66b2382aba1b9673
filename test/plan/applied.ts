import type { ObjectRight } from '../../src/definition/definition.ts';
import { RIGHT_COLUMNS } from '../../src/org/names.ts';
import type { FieldValue, RecordWrite } from '../../src/org/records.ts';
import type { OrgState } from '../../src/org/state.ts';
import { isRecordWrite } from '../../src/plan/change.ts';
import { allChanges, type Plan, type Snapshot } from '../../src/plan/plan.ts';
import { profile } from './snapshot.ts';

/** A look-up is listed in field-level security by its relationship, `Account.Parent`, or by its column, `Account.ParentId`. */
export type Spelling = 'relationship' | 'column';

/** The org after a plan, as Salesforce would have it. Throws where a write makes no sense, such as a reference to nothing. */
export function applied(snapshot: Snapshot, plan: Plan, spelling: Spelling = 'column'): Snapshot {
  const ids = new Map<string, string>();
  let state = snapshot.state;
  const visible = new Set(snapshot.visibleRecordTypes);
  allChanges(plan.groups).forEach(({ write }, index) => {
    if (!isRecordWrite(write)) {
      if (!state.permissionSets.some(({ name }) => name === write.permissionSet)) throw new Error('no such set');
      for (const name of write.recordTypes) visible.add(name);
      return;
    }
    const id = write.id ?? `new${String(index)}`;
    if ((write.method === 'PATCH') !== (write.id !== undefined))
      throw new Error('an update has an id, a new record none');
    if (write.key !== undefined) ids.set(write.key, id);
    const value = (name: string): Exclude<FieldValue, object> => {
      const given: FieldValue | undefined = write.fields[name];
      if (given === undefined) throw new Error(`${write.object} without ${name}`);
      if (given === null || typeof given !== 'object') return given;
      const known = ids.get(given.ref);
      if (known === undefined) throw new Error(`nothing is called ${given.ref} yet`);
      return known;
    };
    const text = (name: string): string => {
      const given = value(name);
      if (typeof given !== 'string') throw new Error(`${write.object}.${name} is no text`);
      return given;
    };
    const edit = EDITS[write.object];
    if (edit === undefined) throw new Error(`nobody writes ${write.object}`);
    state = edit({ state, write, id, text, spelling });
  });
  return { ...snapshot, state, visibleRecordTypes: visible };
}

type Edit = {
  readonly state: OrgState;
  readonly write: RecordWrite;
  readonly id: string;
  readonly text: (name: string) => string;
  readonly spelling: Spelling;
};

const EDITS: Readonly<Record<string, (edit: Edit) => OrgState>> = {
  Profile: ({ state, write, id, text }) =>
    write.method === 'PATCH'
      ? { ...state, profiles: changed(state.profiles, id, (row) => ({ ...row, permissions: plus(row, write) })) }
      : {
          ...state,
          profiles: [
            ...state.profiles,
            profile(text('Name'), {
              id,
              licenseId: text('UserLicenseId'),
              permissions: plus(profile(''), write),
            }),
          ],
        },
  PermissionSet: ({ state, write, id, text }) => {
    if (write.method === 'PATCH') {
      const sets = changed(state.permissionSets, id, (row) => ({ ...row, permissions: plus(row, write) }));
      return { ...state, permissionSets: sets };
    }
    const set = {
      id,
      name: text('Name'),
      label: text('Label'),
      namespace: undefined,
      licenseId: undefined,
      isOwnedByProfile: false,
      type: 'Regular',
      permissions: plus({ permissions: new Set() }, write),
    };
    return { ...state, permissionSets: [...state.permissionSets, set] };
  },
  ObjectPermissions: ({ state, write, id, text }) => {
    const granted = rights(write);
    if (write.method === 'PATCH') {
      const rows = changed(state.objectPermissions, id, (row) => ({
        ...row,
        rights: new Set([...row.rights, ...granted]),
      }));
      return { ...state, objectPermissions: rows };
    }
    const row = { id, parentId: text('ParentId'), object: text('SobjectType'), rights: new Set(granted) };
    if (state.objectPermissions.some(({ parentId, object }) => parentId === row.parentId && object === row.object)) {
      throw new Error(`${row.object} is there already`);
    }
    return { ...state, objectPermissions: [...state.objectPermissions, row] };
  },
  FieldPermissions: ({ state, write, id, text, spelling }) => {
    const edit = write.fields['PermissionsEdit'] === true;
    if (write.method === 'PATCH') {
      return {
        ...state,
        fieldPermissions: changed(state.fieldPermissions, id, (row) => ({ ...row, edit: row.edit || edit })),
      };
    }
    const name = text('Field');
    const field = spelling === 'relationship' ? name.replace(/Id$/, '') : name;
    return { ...state, fieldPermissions: [...state.fieldPermissions, { id, parentId: text('ParentId'), field, edit }] };
  },
  SetupEntityAccess: ({ state, id, text }) => ({
    ...state,
    setupAccess: [...state.setupAccess, { id, parentId: text('ParentId'), entityId: text('SetupEntityId') }],
  }),
  User: ({ state, write, id, text }) => {
    const { UserRoleId: role } = write.fields;
    const license = (profileId: string): string => {
      const found = state.profiles.find((row) => row.id === profileId);
      if (found === undefined) throw new Error(`no profile ${profileId}`);
      return found.license;
    };
    const seats = state.userLicense && { ...state.userLicense, used: state.userLicense.used + 1 };
    if (write.method === 'POST') {
      const user = {
        id,
        username: text('Username'),
        name: text('LastName'),
        email: text('Email'),
        isActive: write.fields['IsActive'] === true,
        profileId: text('ProfileId'),
        license: license(text('ProfileId')),
        roleId: typeof role === 'string' ? role : undefined,
      };
      return { ...state, userLicense: seats, users: [...state.users, user] };
    }
    const activated = write.fields['IsActive'] === true;
    const users = changed(state.users, id, (row) => ({
      ...row,
      isActive: row.isActive || activated,
      ...('ProfileId' in write.fields ? { profileId: text('ProfileId'), license: license(text('ProfileId')) } : {}),
      ...(typeof role === 'string' ? { roleId: role } : {}),
    }));
    return { ...state, ...(activated ? { userLicense: seats } : {}), users };
  },
  PermissionSetLicenseAssign: ({ state, text }) => ({
    ...state,
    permissionSetLicenses: changed(state.permissionSetLicenses, text('PermissionSetLicenseId'), (row) => ({
      ...row,
      used: row.used + 1,
    })),
    licenseAssignments: [
      ...state.licenseAssignments,
      { userId: text('AssigneeId'), licenseId: text('PermissionSetLicenseId') },
    ],
  }),
  PermissionSetAssignment: ({ state, write, text }) => {
    const userId = text('AssigneeId');
    const group = 'PermissionSetGroupId' in write.fields ? text('PermissionSetGroupId') : undefined;
    const setId = group === undefined ? text('PermissionSetId') : `set of ${group}`;
    if (state.setAssignments.some((row) => row.userId === userId && row.permissionSetId === setId)) {
      throw new Error(`${setId} is assigned already`);
    }
    const set = state.permissionSets.find(({ id }) => id === setId);
    const row = {
      userId,
      permissionSetId: setId,
      setName: set?.name ?? setId,
      groupId: group,
      ownedByProfile: false,
      permissions: set?.permissions ?? new Set<string>(),
    };
    return { ...state, setAssignments: [...state.setAssignments, row] };
  },
  GroupMember: ({ state, text }) => ({
    ...state,
    memberships: [...state.memberships, { groupId: text('GroupId'), userId: text('UserOrGroupId') }],
  }),
};

function changed<T extends { readonly id: string }>(rows: readonly T[], id: string, edit: (row: T) => T): T[] {
  if (!rows.some((row) => row.id === id)) throw new Error(`no record ${id}`);
  return rows.map((row) => (row.id === id ? edit(row) : row));
}

function plus(row: { readonly permissions: ReadonlySet<string> }, { fields }: RecordWrite): Set<string> {
  const added = Object.entries(fields).flatMap(([name, value]) =>
    value === true ? (/^Permissions(\w+)$/.exec(name)?.[1] ?? []) : [],
  );
  return new Set([...row.permissions, ...added]);
}

/** The object rights that a write grants, by the names of a definition. */
export function rights({ fields }: RecordWrite): ObjectRight[] {
  return Object.entries(RIGHT_COLUMNS).flatMap(([right, column]) =>
    fields[column] === true ? [right as ObjectRight] : [],
  );
}

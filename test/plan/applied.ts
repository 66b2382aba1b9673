import type { ObjectRight } from '../../src/definition/definition.ts';
import { RIGHT_COLUMNS } from '../../src/org/names.ts';
import type { FieldValue, RecordWrite } from '../../src/org/write/records.ts';
import type { OrgState } from '../../src/org/state/state.ts';
import { isRecordWrite, type RecordTypeWrite } from '../../src/plan/change.ts';
import { allChanges, type Plan, type Snapshot } from '../../src/plan/plan.ts';
import { profile } from './snapshot.ts';

/** A look-up is listed in field-level security by its relationship, `Account.Parent`, or by its column, `Account.ParentId`. */
export type Spelling = 'relationship' | 'column';

/** Salesforce switches these on with another one, and refuses to switch them off alone (recorded: View Setup brings View Roles). */
const BROUGHT: Readonly<Record<string, string>> = { ViewSetup: 'ViewRoles' };

/** The org after a plan, as Salesforce would have it. Throws where a write makes no sense, such as a reference to nothing. */
export function applied(snapshot: Snapshot, plan: Plan, spelling: Spelling = 'column'): Snapshot {
  const shared = new Map<string, string>();
  let { state, visibleRecordTypes } = snapshot;
  plan.users.forEach((user, number) => {
    const own = new Map<string, string>();
    allChanges(user).forEach(({ write }, index) => {
      if (!isRecordWrite(write)) {
        visibleRecordTypes = shown(visibleRecordTypes, state, write);
        return;
      }
      const id = write.id ?? `new${String(number)}.${String(index)}`;
      if ((write.method === 'POST') === (write.id !== undefined))
        throw new Error('a new record has no id, others have');
      if (write.key !== undefined) (write.object === 'Profile' ? shared : own).set(write.key, id);
      const value = (name: string): Exclude<FieldValue, object> => {
        const given: FieldValue | undefined = write.fields[name];
        if (given === undefined) throw new Error(`${write.object} without ${name}`);
        if (given === null || typeof given !== 'object') return given;
        const known = own.get(given.ref) ?? shared.get(given.ref);
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
  });
  return { ...snapshot, state, visibleRecordTypes };
}

function shown(
  visible: Snapshot['visibleRecordTypes'],
  { permissionSets }: OrgState,
  write: RecordTypeWrite,
): Snapshot['visibleRecordTypes'] {
  if (!permissionSets.some(({ name }) => name === write.permissionSet)) throw new Error('no such set');
  const key = write.permissionSet.toLowerCase();
  const types = new Set(visible.get(key));
  if (write.visible) types.add(write.recordType);
  else if (!types.delete(write.recordType)) throw new Error(`${write.recordType} is not shown`);
  return new Map([...visible, [key, types]]);
}

type Edit = {
  readonly state: OrgState;
  readonly write: RecordWrite;
  readonly id: string;
  readonly text: (name: string) => string;
  readonly spelling: Spelling;
};

const EDITS: Readonly<Record<string, (edit: Edit) => OrgState>> = {
  Profile: ({ state, write, id, text }) => {
    if (write.method === 'PATCH') {
      return {
        ...state,
        profiles: changed(state.profiles, id, (row) => ({ ...row, permissions: permissions(row, write) })),
      };
    }
    if (write.method === 'DELETE') throw new Error('nobody deletes profiles');
    if (state.profiles.some(({ name }) => name === text('Name'))) throw new Error(`${text('Name')} is there already`);
    const more = { id, licenseId: text('UserLicenseId'), permissions: permissions(profile(''), write) };
    return { ...state, profiles: [...state.profiles, profile(text('Name'), more)] };
  },
  PermissionSet: ({ state, write, id, text }) => {
    if (write.method === 'PATCH') {
      const sets = changed(state.permissionSets, id, (row) => ({
        ...row,
        permissions: permissions(row, write),
        ...('Label' in write.fields ? { label: text('Label') } : {}),
      }));
      return { ...state, permissionSets: sets };
    }
    if (write.method === 'DELETE') throw new Error('nobody deletes permission sets');
    const set = {
      id,
      name: text('Name'),
      label: text('Label'),
      namespace: undefined,
      licenseId: undefined,
      isOwnedByProfile: false,
      type: 'Regular',
      permissions: permissions({ permissions: new Set() }, write),
    };
    return { ...state, permissionSets: [...state.permissionSets, set] };
  },
  ObjectPermissions: ({ state, write, id, text }) => {
    const { objectPermissions } = state;
    if (write.method === 'DELETE') return { ...state, objectPermissions: without(objectPermissions, id) };
    const granted = rights(write);
    if (write.method === 'PATCH') {
      const taken = takenRights(write);
      const rows = changed(objectPermissions, id, (row) => ({
        ...row,
        rights: new Set([...row.rights, ...granted].filter((right) => !taken.includes(right))),
      }));
      if (rows.some((row) => row.rights.size === 0)) throw new Error('a row without a right cannot be (facts 3.1)');
      return { ...state, objectPermissions: rows };
    }
    const row = { id, parentId: text('ParentId'), object: text('SobjectType'), rights: new Set<string>(granted) };
    if (objectPermissions.some(({ parentId, object }) => parentId === row.parentId && object === row.object)) {
      throw new Error(`${row.object} is there already`);
    }
    return { ...state, objectPermissions: [...objectPermissions, row] };
  },
  FieldPermissions: ({ state, write, id, text, spelling }) => {
    const { fieldPermissions } = state;
    if (write.method === 'DELETE') return { ...state, fieldPermissions: without(fieldPermissions, id) };
    const edit = write.fields['PermissionsEdit'] === true;
    if (write.method === 'PATCH') {
      return { ...state, fieldPermissions: changed(fieldPermissions, id, (row) => ({ ...row, edit })) };
    }
    const name = text('Field');
    const field = spelling === 'relationship' ? name.replace(/(?<!\.)Id$/, '') : name;
    const parentId = text('ParentId');
    if (fieldPermissions.some((row) => row.parentId === parentId && row.field === field)) {
      throw new Error(`${field} is there already`);
    }
    return { ...state, fieldPermissions: [...fieldPermissions, { id, parentId, field, edit }] };
  },
  SetupEntityAccess: ({ state, write, id, text }) => {
    if (write.method === 'DELETE') return { ...state, setupAccess: without(state.setupAccess, id) };
    const row = { id, parentId: text('ParentId'), entityId: text('SetupEntityId'), entityType: 'ApexClass' };
    return { ...state, setupAccess: [...state.setupAccess, row] };
  },
  User: ({ state, write, id, text }) => {
    if (write.method === 'DELETE') throw new Error('users cannot be deleted (facts 4.3)');
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
        lastName: text('LastName'),
        email: text('Email'),
        isActive: write.fields['IsActive'] === true,
        profileId: text('ProfileId'),
        license: license(text('ProfileId')),
        roleId: typeof role === 'string' ? role : undefined,
        featureLicenses: [],
      };
      return { ...state, userLicense: seats, users: [...state.users, user] };
    }
    if (write.fields['IsActive'] === false) throw new Error('nobody deactivates users');
    const activated = write.fields['IsActive'] === true;
    const users = changed(state.users, id, (row) => ({
      ...row,
      isActive: row.isActive || activated,
      ...('ProfileId' in write.fields ? { profileId: text('ProfileId'), license: license(text('ProfileId')) } : {}),
      ...('Email' in write.fields ? { email: text('Email') } : {}),
      ...(typeof role === 'string' ? { roleId: role } : {}),
    }));
    return { ...state, ...(activated ? { userLicense: seats } : {}), users };
  },
  PermissionSetLicenseAssign: ({ state, write, id, text }) => {
    if (write.method !== 'POST') throw new Error('licenses are only assigned');
    const licenseId = text('PermissionSetLicenseId');
    const userId = text('AssigneeId');
    if (state.licenseAssignments.some((row) => row.userId === userId && row.licenseId === licenseId)) {
      throw new Error(`${licenseId} is assigned already`);
    }
    return {
      ...state,
      permissionSetLicenses: changed(state.permissionSetLicenses, licenseId, (row) => ({ ...row, used: row.used + 1 })),
      licenseAssignments: [...state.licenseAssignments, { id, userId, licenseId, license: licenseId }],
    };
  },
  PermissionSetAssignment: ({ state, write, id, text }) => {
    if (write.method === 'DELETE') {
      if (state.setAssignments.some((row) => row.id === id && row.ownedByProfile)) throw new Error("the profile's own");
      return { ...state, setAssignments: without(state.setAssignments, id) };
    }
    const userId = text('AssigneeId');
    const group = 'PermissionSetGroupId' in write.fields ? text('PermissionSetGroupId') : undefined;
    const setId = group === undefined ? text('PermissionSetId') : `set of ${group}`;
    if (state.setAssignments.some((row) => row.userId === userId && row.permissionSetId === setId)) {
      throw new Error(`${setId} is assigned already`);
    }
    const set = state.permissionSets.find((row) => row.id === setId);
    const row = {
      id,
      userId,
      permissionSetId: setId,
      setName: set === undefined ? setId : `${set.namespace === undefined ? '' : `${set.namespace}__`}${set.name}`,
      groupId: group,
      groupName: state.groups.find((one) => one.id === group)?.name,
      licenseId: set?.licenseId,
      ownedByProfile: false,
      expires: undefined,
      permissions: set?.permissions ?? new Set<string>(),
    };
    return { ...state, setAssignments: [...state.setAssignments, row] };
  },
  GroupMember: ({ state, write, text }) => {
    if (write.method !== 'POST') throw new Error('memberships are only added');
    const row = { groupId: text('GroupId'), userId: text('UserOrGroupId') };
    return { ...state, memberships: [...state.memberships, row] };
  },
};

function changed<T extends { readonly id: string }>(rows: readonly T[], id: string, edit: (row: T) => T): T[] {
  if (!rows.some((row) => row.id === id)) throw new Error(`no record ${id}`);
  return rows.map((row) => (row.id === id ? edit(row) : row));
}

function without<T extends { readonly id: string }>(rows: readonly T[], id: string): T[] {
  if (!rows.some((row) => row.id === id)) throw new Error(`no record ${id}`);
  return rows.filter((row) => row.id !== id);
}

function permissions(row: { readonly permissions: ReadonlySet<string> }, { fields }: RecordWrite): Set<string> {
  const named = (value: boolean): string[] =>
    Object.entries(fields).flatMap(([name, given]) =>
      given === value ? (/^Permissions(\w+)$/.exec(name)?.[1] ?? []) : [],
    );
  const off = named(false);
  const held = new Set([...row.permissions, ...named(true)].filter((permission) => !off.includes(permission)));
  for (const [one, other] of Object.entries(BROUGHT)) {
    if (!held.has(one)) continue;
    if (off.includes(other)) throw new Error(`${other} cannot go while ${one} is on`);
    held.add(other);
  }
  return held;
}

/** The object rights that a write grants, by the names of a definition. */
export function rights({ fields }: RecordWrite): ObjectRight[] {
  return Object.entries(RIGHT_COLUMNS).flatMap(([right, column]) =>
    fields[column] === true ? [right as ObjectRight] : [],
  );
}

/** The object rights that an update takes away. */
export function takenRights({ fields }: RecordWrite): string[] {
  return Object.entries(RIGHT_COLUMNS).flatMap(([right, column]) => (fields[column] === false ? [right] : []));
}

import { expect } from 'chai';
import type { PermissionSetDefinition, UserDefinition } from '../../src/definition/definition.ts';
import { type RecordWrite } from '../../src/org/write/records.ts';
import { isRecordWrite } from '../../src/plan/change.ts';
import { allChanges, type Plan, type Snapshot, type UserPlan } from '../../src/plan/plan.ts';
import { idsOf } from './arbitrary.ts';
import { rights, takenRights } from './applied.ts';
import { neededBy } from './closure.ts';

export type Users = readonly UserDefinition[];

/** The writes of a user's plan that are about records. */
export const records = (user: UserPlan): RecordWrite[] =>
  allChanges(user).flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));

/** Permissions that the users who share a profile with this one ask of it: what the profile cannot hold, the set may. */
export function sharedPermissions(users: Users, name: string): readonly string[] {
  const profile = users.find((user) => user.name === name)?.profile?.name;
  return users.flatMap((user) => (user.profile?.name === profile ? (user.profile?.permissions ?? []) : []));
}

export function describedEntities(set: PermissionSetDefinition): string[] {
  return [
    ...set.apexClasses.map((name) => (name === 'Inbound' ? '01p1' : '01p2')),
    ...set.apexPages.map(() => '066'),
    ...set.customPermissions.map(() => '0CP1'),
    ...set.flows.map(() => '300'),
    ...set.namedCredentials.map(() => '0XA'),
    ...set.externalCredentials.map(() => '0XP'),
    ...set.connectedApps.map(() => '0H4'),
  ];
}

export function expectGranted(user: UserDefinition, state: Snapshot['state']): void {
  const account = state.users.find(({ username }) => username === user.username);
  expect(account?.isActive).to.equal(true);
  const profile = state.profiles.find(({ id }) => id === account?.profileId);
  expect(profile?.name).to.equal(user.profile?.name);
  const set = state.permissionSets.find(({ name, namespace }) => name === user.permissionSet?.name && !namespace);
  const rows = state.objectPermissions.filter(({ parentId }) => parentId === set?.id);
  for (const [object, { access }] of Object.entries(user.permissionSet?.objects ?? {})) {
    const row = rows.find((one) => one.object === object);
    for (const right of access) expect(row?.rights.has(right), `${object} ${right}`).to.equal(true);
  }
  const assigned = state.setAssignments.filter(({ userId }) => userId === account?.id);
  if (set) expect(assigned.some(({ permissionSetId }) => permissionSetId === set.id)).to.equal(true);
  expect(assigned.map(({ setName }) => setName)).to.include.members([...user.permissionSets]);
  expect(assigned.map(({ groupName }) => groupName)).to.include.members([...user.permissionSetGroups]);
  const held = new Set([...(profile?.permissions ?? []), ...(set?.permissions ?? [])]);
  const bare = user.permissionSet === undefined && user.profile?.permissionsAreDefault === true;
  for (const permission of [
    ...(bare ? [] : (user.profile?.permissions ?? [])),
    ...(user.permissionSet?.userPermissions ?? []),
  ]) {
    expect(held.has(permission), `${user.name} ${permission}`).to.equal(true);
  }
}

function refersTo(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && 'ref' in value && value.ref === key;
}

type Rows = readonly { readonly id: string; readonly parentId: string }[];

/** Every write of a user's plan is about what belongs to it. */
export function expectOwn(user: UserDefinition, state: Snapshot['state'], planned: UserPlan, prune: boolean): void {
  const { setId, userId, setName } = idsOf(user.name);
  const profileName = user.profile?.name ?? '';
  const profileId = state.profiles.find(({ name }) => name === profileName)?.id;
  const isSet = (value: unknown): boolean =>
    user.permissionSet !== undefined && (value === setId || refersTo(value, 'permissionSet'));
  const isUser = (value: unknown): boolean => value === userId || refersTo(value, 'user');
  const row =
    (rows: Rows) =>
    ({ method, id, fields }: RecordWrite): boolean =>
      method === 'POST' ? isSet(fields['ParentId']) : rows.some((one) => one.id === id && isSet(one.parentId));
  const assigned = ({ method, fields }: RecordWrite): boolean => method === 'POST' && isUser(fields['AssigneeId']);
  const pruned = ({ method, id }: RecordWrite): boolean => {
    const gone = state.setAssignments.find((one) => one.id === id);
    const listed = [...user.permissionSets, ...user.permissionSetGroups, user.permissionSet?.name];
    const name = gone?.groupName ?? gone?.setName;
    return (
      prune && method === 'DELETE' && isUser(gone?.userId) && gone?.ownedByProfile === false && !listed.includes(name)
    );
  };
  const own: Readonly<Record<string, (write: RecordWrite) => boolean>> = {
    Profile: ({ method, id, fields }) => (method === 'POST' ? fields['Name'] === profileName : id === profileId),
    PermissionSet: ({ method, id, fields }) =>
      user.permissionSet !== undefined && (method === 'POST' ? fields['Name'] === setName : id === setId),
    User: ({ method, id, fields }) => (method === 'POST' ? fields['Username'] === user.username : id === userId),
    ObjectPermissions: row(state.objectPermissions),
    FieldPermissions: row(state.fieldPermissions),
    SetupEntityAccess: row(state.setupAccess),
    PermissionSetLicenseAssign: assigned,
    PermissionSetAssignment: (write) => assigned(write) || pruned(write),
    GroupMember: ({ method, fields }) => method === 'POST' && isUser(fields['UserOrGroupId']),
  };
  for (const { write } of allChanges(planned)) {
    if (isRecordWrite(write)) expect(own[write.object]?.(write), JSON.stringify(write)).to.equal(true);
    else expect(write.permissionSet).to.equal(setName);
  }
}

/**
 * Follows the object rights of each set write by write: none lacks what it needs that did not lack it before.
 * @param known lower-case names of the objects whose masters the plan can know; of others only the standard parents count
 */
export function expectSteadyRights(
  users: Users,
  state: Snapshot['state'],
  planned: Plan,
  known?: ReadonlySet<string>,
): void {
  planned.users.forEach((user, index) => {
    const { setId } = idsOf(users[index]?.name ?? '');
    const held = new Map(
      state.objectPermissions
        .filter(({ parentId }) => parentId === setId)
        .map((row) => [row.id, { object: row.object, rights: new Set(row.rights) }]),
    );
    const lacking = (): string[] => {
      const all = new Set(
        [...held.values()].flatMap((row) => [...row.rights].map((right) => `${row.object} ${right}`)),
      );
      return [...all].flatMap((one) => {
        const [object = '', right = ''] = one.split(' ');
        if (known && object.endsWith('__c') && !known.has(object.toLowerCase())) return [];
        return neededBy(object, right).flatMap((needed) => (all.has(needed) ? [] : [`${one} needs ${needed}`]));
      });
    };
    let before = lacking();
    for (const write of records(user).filter(({ object }) => object === 'ObjectPermissions')) {
      const object = write.fields['SobjectType'];
      const row = held.get(write.id ?? '') ?? {
        object: typeof object === 'string' ? object : '',
        rights: new Set<string>(),
      };
      for (const right of rights(write)) row.rights.add(right);
      for (const right of takenRights(write)) row.rights.delete(right);
      if (write.method === 'DELETE') held.delete(write.id ?? '');
      else held.set(write.id ?? `new ${row.object}`, row);
      const now = lacking();
      expect(
        now.filter((one) => !before.includes(one)),
        JSON.stringify(write),
      ).to.deep.equal([]);
      before = now;
    }
  });
}

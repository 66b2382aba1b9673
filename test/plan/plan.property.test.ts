// Over 300 lines: the properties of one function, over one generator.
import { expect } from 'chai';
import fc from 'fast-check';
import type { PermissionSetDefinition, UserDefinition } from '../../src/definition/definition.ts';
import { partsOf, type RecordWrite } from '../../src/org/records.ts';
import { isRecordWrite } from '../../src/plan/change.ts';
import { allChanges, blockers, plan, type Plan, type Snapshot, type UserPlan } from '../../src/plan/plan.ts';
import { anyDefinition, anyOrg, asRead, idsOf, inOrderOfCreation } from './arbitrary.ts';
import { applied, rights, takenRights, type Spelling } from './applied.ts';
import { describedFields, describedRights, neededBy } from './closure.ts';
import { line } from './given.ts';
import { options } from './snapshot.ts';

type Users = readonly UserDefinition[];
type Case = { readonly users: Users; readonly org: Snapshot; readonly planned: Plan; readonly prune: boolean };
type How = { readonly own: boolean; readonly any?: 'order' };

const BROAD = options({ allowBroadAccess: true });
const runs = { numRuns: 100 };
const anySpelling = fc.constantFrom<Spelling>('column', 'relationship');

/** Checks any plan of one to five users in any org; rows come as they were made unless any order is wanted. */
function eachPlan({ own, any }: How, check: (one: Case, spelling: Spelling) => void): void {
  fc.assert(
    fc.property(anyDefinition, anyOrg, fc.boolean(), anySpelling, (users, whole, prune, spelling) => {
      const org = asRead(users, any === 'order' ? whole : inOrderOfCreation(whole));
      const planned = plan(users, org, { ...BROAD, own, prune: own && prune });
      expect(blockers(planned)).to.deep.equal([]);
      check({ users, org, planned, prune: own && prune }, spelling);
    }),
    runs,
  );
}

const again = (users: Users, org: Snapshot, own: boolean, prune: boolean): Plan =>
  plan(users, asRead(users, org), { ...BROAD, own, prune });
const records = (user: UserPlan): RecordWrite[] =>
  allChanges(user).flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
const told = ({ users }: Plan): string[] => users.flatMap((user) => allChanges(user).map(line));
const setsOf = (users: Users): [string, PermissionSetDefinition][] =>
  users.flatMap(({ name, permissionSet }) => (permissionSet ? [[name, permissionSet]] : []));

for (const own of [true, false]) {
  describe(`whatever is defined and whatever is there, ${own ? 'apply' : 'create'}`, () => {
    it('leaves nothing to plan', () => {
      eachPlan({ own }, ({ users, org, planned, prune }, spelling) => {
        const second = again(users, applied(org, planned, spelling), own, prune);
        expect(told(second)).to.deep.equal([]);
        expect(blockers(second)).to.deep.equal([]);
        for (const { userId } of second.users) expect(userId).not.to.equal(undefined);
      });
    });

    it('done twice is what it is done once', () => {
      eachPlan({ own }, ({ users, org, planned, prune }, spelling) => {
        const once = applied(org, planned, spelling);
        const twice = applied(once, again(users, once, own, prune), spelling);
        expect(twice.state).to.deep.equal(once.state);
        expect(twice.visibleRecordTypes).to.deep.equal(once.visibleRecordTypes);
      });
    });

    it('plans the same from the same', () => {
      eachPlan({ own }, ({ users, org, planned, prune }) => {
        expect(plan(structuredClone(users), structuredClone(org), { ...BROAD, own, prune })).to.deep.equal(planned);
      });
    });

    it('grants everything that is defined', () => {
      eachPlan({ own }, ({ users, org, planned }) => {
        const { state } = applied(org, planned);
        for (const user of users) expectGranted(user, state);
      });
    });

    it('touches nothing but the profile that is named, the own set, the user and its assignments', () => {
      eachPlan({ own }, ({ users, org: { state }, planned, prune }) => {
        planned.users.forEach((user, index) => {
          const described = users[index];
          if (described === undefined) throw new Error('a plan without its user');
          expectOwn(described, state, user, prune);
        });
      });
    });

    it('gives licenses before sets, and everything that a write refers to before it', () => {
      eachPlan({ own }, ({ planned }) => {
        const shared = new Set<string>();
        for (const user of planned.users) {
          const made = new Set<string>();
          let sets = false;
          for (const { key, object, method, fields } of records(user)) {
            for (const value of Object.values(fields)) {
              if (typeof value === 'object' && value !== null)
                expect(made.has(value.ref) || shared.has(value.ref), value.ref).to.equal(true);
            }
            if (key !== undefined) (object === 'Profile' ? shared : made).add(key);
            sets ||= object === 'PermissionSetAssignment' && method === 'POST';
            if (object === 'PermissionSetLicenseAssign') expect(sets).to.equal(false);
          }
        }
      });
    });

    it('grants no right before what it needs, and takes none that another one needs still', () => {
      eachPlan({ own }, ({ users, org: { state }, planned }) => {
        expectSteadyRights(users, state, planned);
      });
    });

    it('does so whatever the order in which the org gives its rows', () => {
      eachPlan({ own, any: 'order' }, ({ users, org, planned }) => {
        expectSteadyRights(users, org.state, planned, new Set(org.schema.objects.keys()));
      });
    });

    it('writes no record twice in one request: Salesforce answers "duplicate id specified" (Knowledge 000384876)', () => {
      eachPlan({ own }, ({ planned }) => {
        for (const { groups } of planned.users) {
          for (const { changes } of groups) {
            const writes = changes.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
            for (const part of partsOf(writes)) {
              const ids = part.writes.flatMap(({ id }) => id ?? []);
              expect(ids).to.deep.equal([...new Set(ids)]);
            }
          }
        }
      });
    });

    it('knows of each update and deletion what to take it back to', () => {
      eachPlan({ own }, ({ planned }) => {
        for (const { method, fields, before, object } of planned.users.flatMap(records)) {
          if (method === 'POST') expect(before).to.equal(undefined);
          if (method === 'PATCH') expect(Object.keys(before ?? {})).to.deep.equal(Object.keys(fields));
          if (method === 'DELETE') expect(Object.keys(before ?? {}).length, object).to.be.greaterThan(1);
        }
      });
    });

    it('plans no change twice, and no step without a change: a result knows changes by action, type and name', () => {
      eachPlan({ own }, ({ planned }) => {
        for (const user of planned.users) {
          const changes = allChanges(user).map(({ action, type, name }) => `${action} ${type} ${name}`);
          expect(changes).to.deep.equal([...new Set(changes)]);
          for (const group of user.groups) expect(group.changes.length).to.be.greaterThan(0);
        }
        const profiles = told(planned).filter((one) => one.startsWith('create Profile'));
        expect(profiles).to.deep.equal([...new Set(profiles)]);
      });
    });

    it('never changes the profiles of Salesforce, and takes nothing from any profile', () => {
      eachPlan({ own }, ({ org: { state }, planned }) => {
        const standard = state.profiles.find(({ name }) => name.startsWith('Minimum Access'))?.id;
        for (const { object, method, id, fields } of planned.users.flatMap(records)) {
          if (object !== 'Profile') continue;
          expect(method).not.to.equal('DELETE');
          expect(id).not.to.equal(standard);
          for (const value of Object.values(fields)) expect(value).not.to.equal(false);
        }
      });
    });
  });
}

describe('create, whatever is defined and whatever is there', () => {
  it('never deletes, turns off, renames or hides anything', () => {
    eachPlan({ own: false }, ({ planned }) => {
      for (const change of planned.users.flatMap(allChanges)) {
        expect(change.action).to.be.oneOf(['create', 'update', 'assign', 'activate']);
        if (!isRecordWrite(change.write)) {
          expect(change.write.visible).to.equal(true);
          continue;
        }
        const { method, object, fields } = change.write;
        expect(method).not.to.equal('DELETE');
        if (method === 'PATCH') expect(Object.values(fields)).not.to.include(false);
        if (method === 'PATCH') expect(Object.keys(fields)).not.to.include.members(['Label', 'LastName', 'Name']);
        if (object === 'User' && method === 'PATCH') {
          for (const name of Object.keys(fields))
            expect(name).to.be.oneOf(['IsActive', 'ProfileId', 'UserRoleId', 'Email']);
        }
      }
    });
  });
});

describe('apply, whatever is defined and whatever is there', () => {
  it('leaves in a set what is described, and nothing else', () => {
    eachPlan({ own: true }, ({ users, org, planned }, spelling) => {
      const { state, schema, visibleRecordTypes } = applied(org, planned, spelling);
      for (const [name, set] of setsOf(users)) {
        const found = state.permissionSets.find((one) => one.name === set.name);
        const id = found?.id ?? '';
        const objects = state.objectPermissions.filter(({ parentId }) => parentId === id);
        const held = new Set(objects.flatMap((row) => [...row.rights].map((right) => `${row.object} ${right}`)));
        expect(held, name).to.deep.equal(describedRights(set));
        const fields = state.fieldPermissions.filter(({ parentId }) => parentId === id);
        const spelled = (field: string): string => (/\.(Parent|Account)$/.test(field) ? `${field}Id` : field);
        const heldFields = new Set(fields.map(({ field, edit }) => `${spelled(field)} ${edit ? 'edit' : 'read'}`));
        expect(heldFields, name).to.deep.equal(describedFields(set, schema));
        expect(found?.label).to.equal(set.label);
        const entities = state.setupAccess.filter(({ parentId }) => parentId === id).map(({ entityId }) => entityId);
        expect(entities.sort()).to.deep.equal(describedEntities(set).sort());
        if (set.recordTypes) {
          const visible = [...(visibleRecordTypes.get(set.name.toLowerCase()) ?? [])].map((type) => type.toLowerCase());
          expect(visible).to.have.members(set.recordTypes.map((type) => type.toLowerCase()));
        }
        const mayHold = sharedPermissions(users, name);
        for (const permission of found?.permissions ?? []) {
          const described = set.userPermissions.includes(permission) || mayHold.includes(permission);
          const brought = permission === 'ViewRoles' && set.userPermissions.includes('ViewSetup');
          expect(described || brought, `${name} ${permission}`).to.equal(true);
        }
      }
    });
  });

  it('leaves record types alone where the definition says nothing about them', () => {
    eachPlan({ own: true }, ({ users, planned }) => {
      planned.users.forEach((user, index) => {
        if (users[index]?.permissionSet?.recordTypes !== undefined) return;
        expect(allChanges(user).filter(({ type }) => type === 'RecordTypeVisibility')).to.deep.equal([]);
      });
    });
  });

  it('takes assignments away, or warns of each of the same', () => {
    eachPlan({ own: true }, ({ users, org, planned, prune }) => {
      const other = again(users, org, true, !prune);
      const gone = ({ users: all }: Plan): string[] =>
        all.flatMap((user) =>
          allChanges(user).flatMap(({ action, name }) => (action === 'unassign' ? [`${user.name} ${name}`] : [])),
        );
      const warned = ({ users: all }: Plan): string[] =>
        all.flatMap(({ name, problems }) =>
          problems.flatMap(({ id, subject }) => (id === 'assignmentNotListed' ? [`${name} ${subject}`] : [])),
        );
      const [pruned, kept] = prune ? [planned, other] : [other, planned];
      expect(gone(pruned)).to.have.members(warned(kept));
      expect([...gone(kept), ...warned(pruned)]).to.deep.equal([]);
    });
  });
});

/** Permissions that the users who share a profile with this one ask of it: what the profile cannot hold, the set may. */
function sharedPermissions(users: Users, name: string): readonly string[] {
  const profile = users.find((user) => user.name === name)?.profile?.name;
  return users.flatMap((user) => (user.profile?.name === profile ? (user.profile?.permissions ?? []) : []));
}

function describedEntities(set: PermissionSetDefinition): string[] {
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

function expectGranted(user: UserDefinition, state: Snapshot['state']): void {
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
function expectOwn(user: UserDefinition, state: Snapshot['state'], planned: UserPlan, prune: boolean): void {
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
function expectSteadyRights(users: Users, state: Snapshot['state'], planned: Plan, known?: ReadonlySet<string>): void {
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

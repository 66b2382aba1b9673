import { expect } from 'chai';
import fc from 'fast-check';
import type { PermissionSetDefinition } from '../../src/definition/definition.ts';
import { partsOf } from '../../src/org/write/records.ts';
import { isRecordWrite } from '../../src/plan/change.ts';
import { allChanges, blockers, plan, type Plan, type Snapshot } from '../../src/plan/plan.ts';
import { anyDefinition, anyOrg, asRead, inOrderOfCreation } from './arbitrary.ts';
import { applied, type Spelling } from './applied.ts';
import { describedFields, describedRights } from './closure.ts';
import {
  describedEntities,
  expectGranted,
  expectOwn,
  expectSteadyRights,
  records,
  sharedPermissions,
  type Users,
} from './expectPlan.ts';
import { line } from './given.ts';
import { options } from './snapshot.ts';

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

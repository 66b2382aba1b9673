import { expect } from 'chai';
import fc from 'fast-check';
import type { ObjectRight, UserDefinition } from '../../src/definition/definition.ts';
import type { RecordWrite } from '../../src/org/records.ts';
import { isRecordWrite, type Change } from '../../src/plan/change.ts';
import { allChanges, blockers, plan, type Plan, type Snapshot } from '../../src/plan/plan.ts';
import { anyDefinition, anyOrg } from './arbitrary.ts';
import { applied, rights, type Spelling } from './applied.ts';
import { line } from './given.ts';
import { options, OWN_SET, OWN_SET_ID, snapshot, USER_ID } from './snapshot.ts';

const BROAD = options({ allowBroadAccess: true });
const runs = { numRuns: 150 };

function eachPlan(check: (plan: Plan, user: UserDefinition, org: Snapshot) => void): void {
  fc.assert(
    fc.property(anyDefinition, anyOrg, (user, org) => {
      const planned = plan(user, org, BROAD);
      expect(blockers(planned)).to.deep.equal([]);
      check(planned, user, org);
    }),
    runs,
  );
}

const records = ({ groups }: Plan): RecordWrite[] =>
  allChanges(groups).flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));

/** facts 3.2 */
const NEEDS: Readonly<Record<ObjectRight, readonly ObjectRight[]>> = {
  read: [],
  create: ['read'],
  edit: ['read'],
  delete: ['read', 'edit'],
  viewAll: ['read'],
  modifyAll: ['read', 'edit', 'delete', 'viewAll'],
};
/** Parents that every recorded set shows beside the object (facts 0.4), and masters. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  Asset: ['Account'],
  Quote: ['Opportunity', 'Account'],
  Invoice_Line__c: ['Invoice__c'],
};

describe('whatever is defined and whatever is there', () => {
  it('after the plan nothing is left to plan', () => {
    fc.assert(
      fc.property(anyDefinition, anyOrg, fc.constantFrom<Spelling>('column', 'relationship'), (user, org, spelling) => {
        const first = plan(user, org, BROAD);
        const second = plan(user, applied(org, first, spelling), BROAD);
        expect(allChanges(second.groups).map(line)).to.deep.equal([]);
        expect(blockers(second)).to.deep.equal([]);
        expect(second.userId).not.to.equal(undefined);
      }),
      runs,
    );
  });

  it('the same is planned from the same', () => {
    eachPlan((first, user, org) => {
      expect(plan(structuredClone(user), org, BROAD)).to.deep.equal(first);
    });
  });

  it('the plan grants everything that is defined', () => {
    eachPlan((planned, user, org) => {
      const { state } = applied(org, planned);
      for (const [object, { access }] of Object.entries(user.permissionSet.objects)) {
        const row = state.objectPermissions.find((one) => one.object === object);
        for (const right of access) expect(row?.rights.has(right), `${object} ${right}`).to.equal(true);
      }
      const [account] = state.users;
      expect(account?.isActive).to.equal(true);
      expect(state.profiles.find(({ id }) => id === account?.profileId)?.name).to.equal(user.profile.name);
      const set = state.permissionSets.find(({ name, namespace }) => name === OWN_SET && namespace === undefined);
      expect(
        state.setAssignments.some((row) => row.userId === account?.id && row.permissionSetId === set?.id),
      ).to.equal(true);
      const held = new Set([
        ...(state.profiles.find(({ id }) => id === account?.profileId)?.permissions ?? []),
        ...(set?.permissions ?? []),
      ]);
      for (const permission of [...user.profile.permissions, ...user.permissionSet.userPermissions]) {
        expect(held.has(permission), permission).to.equal(true);
      }
    });
  });

  it('a right never comes without what it needs, and parents come first', () => {
    eachPlan((planned, _user, { state }) => {
      const held = new Map(state.objectPermissions.map(({ object, rights: own }) => [object, new Set(own)]));
      for (const { type, name, write } of allChanges(planned.groups)) {
        if (type !== 'ObjectPermissions' || !isRecordWrite(write)) continue;
        const own = held.get(name) ?? new Set();
        held.set(name, own);
        const granted = rights(write);
        for (const right of granted) own.add(right);
        for (const right of granted)
          for (const needed of NEEDS[right]) expect(own.has(needed), `${name} ${right} ${needed}`).to.equal(true);
        for (const parent of PARENTS[name] ?? []) {
          if (granted.includes('read')) expect(held.get(parent)?.has('read'), `${name} needs ${parent}`).to.equal(true);
          if (granted.includes('viewAll') && name !== 'Invoice_Line__c') {
            expect(held.get(parent)?.has('viewAll'), `${name} viewAll needs ${parent}`).to.equal(true);
          }
        }
      }
    });
  });

  it('licenses come before sets, and everything that a write refers to before it', () => {
    eachPlan((planned) => {
      const made = new Set<string>();
      let sets = false;
      for (const { key, object, fields } of records(planned)) {
        for (const value of Object.values(fields)) {
          if (typeof value === 'object' && value !== null) expect(made.has(value.ref), value.ref).to.equal(true);
        }
        if (key !== undefined) made.add(key);
        sets ||= object === 'PermissionSetAssignment';
        if (object === 'PermissionSetLicenseAssign') expect(sets).to.equal(false);
      }
    });
  });

  it('nothing is touched but the profile that is named, the own set, the user and its assignments', () => {
    eachPlan((planned, user, { state }) => {
      const profileId = state.profiles.find(({ name }) => name === user.profile.name)?.id;
      const isOwnSet = (value: unknown): boolean => value === OWN_SET_ID || refersTo(value, 'permissionSet');
      const isUser = (value: unknown): boolean => value === USER_ID || refersTo(value, 'user');
      const own: Readonly<Record<string, (write: RecordWrite) => boolean>> = {
        Profile: ({ method, id, fields }) =>
          method === 'POST' ? fields['Name'] === user.profile.name : id === profileId,
        PermissionSet: ({ method, id, fields }) => (method === 'POST' ? fields['Name'] === OWN_SET : id === OWN_SET_ID),
        User: ({ method, id }) => method === 'POST' || id === USER_ID,
        ObjectPermissions: (write) => isOwnRow(write, state.objectPermissions, isOwnSet),
        FieldPermissions: (write) => isOwnRow(write, state.fieldPermissions, isOwnSet),
        SetupEntityAccess: ({ method, fields }) => method === 'POST' && isOwnSet(fields['ParentId']),
        PermissionSetLicenseAssign: ({ method, fields }) => method === 'POST' && isUser(fields['AssigneeId']),
        PermissionSetAssignment: ({ method, fields }) => method === 'POST' && isUser(fields['AssigneeId']),
        GroupMember: ({ method, fields }) => method === 'POST' && isUser(fields['UserOrGroupId']),
      };
      for (const write of records(planned)) expect(own[write.object]?.(write), JSON.stringify(write)).to.equal(true);
      for (const { write } of allChanges(planned.groups)) {
        if (!isRecordWrite(write)) expect(write.permissionSet).to.equal(OWN_SET);
      }
    });
  });

  it('the profiles of Salesforce are never changed, and no right is ever taken away', () => {
    eachPlan((planned, _user, { state }) => {
      const standard = state.profiles.find(({ name }) => name.startsWith('Minimum Access'))?.id;
      for (const write of records(planned)) {
        if (write.object === 'Profile') expect(write.id).not.to.equal(standard);
        for (const [name, value] of Object.entries(write.fields)) {
          if (/^Permissions(?!Edit$)/.test(name) || name === 'IsActive') expect(value, name).to.equal(true);
        }
      }
    });
  });

  it('no change is planned twice', () => {
    eachPlan(({ groups }) => {
      const told = allChanges(groups).map(line);
      expect(told).to.deep.equal([...new Set(told)]);
      for (const group of groups) expect(group.changes.length).to.be.greaterThan(0);
    });
  });
});

function refersTo(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && 'ref' in value && value.ref === key;
}

function isOwnRow(
  { method, id, fields }: RecordWrite,
  rows: readonly { readonly id: string; readonly parentId: string }[],
  isOwnSet: (value: unknown) => boolean,
): boolean {
  return method === 'POST' ? isOwnSet(fields['ParentId']) : rows.some((row) => row.id === id && isOwnSet(row.parentId));
}

/** The oracle of the properties must itself be able to say no. */
describe('applied', () => {
  const broken = (write: RecordWrite): Plan => {
    const change: Change = { action: 'create', type: write.object, name: 'x', write };
    return { name: '', username: '', userId: undefined, groups: [{ step: 'user', changes: [change] }], problems: [] };
  };
  const writes: readonly (readonly [string, RecordWrite, string])[] = [
    [
      'a reference to nothing',
      { method: 'POST', object: 'GroupMember', fields: { GroupId: 'g', UserOrGroupId: { ref: 'user' } } },
      'nothing is called user yet',
    ],
    [
      'a field that is missing',
      { method: 'POST', object: 'GroupMember', fields: { GroupId: 'g' } },
      'GroupMember without UserOrGroupId',
    ],
    ['an update of nothing', { method: 'PATCH', object: 'Profile', id: 'none', fields: {} }, 'no record none'],
    ['an object that nobody writes', { method: 'POST', object: 'Account', fields: {} }, 'nobody writes Account'],
  ];
  for (const [what, write, message] of writes) {
    it(`refuses ${what}`, () => {
      expect(() => applied(snapshot(), broken(write))).to.throw(message);
    });
  }
});

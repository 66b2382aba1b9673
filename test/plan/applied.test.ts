import { expect } from 'chai';
import type { RecordWrite } from '../../src/org/write/records.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { applied } from './applied.ts';
import { assignment, objectRow, orgState, OWN_SET, OWN_SET_ID, permissionSet, snapshot, USER_ID } from './snapshot.ts';

/** The oracle of the properties must itself be able to say no. */
describe('applied', () => {
  const planOf = (write: Change['write']): Plan => {
    const change: Change = { action: 'create', type: 'x', name: 'x', write };
    const user = { name: '', username: '', userId: undefined, problems: [] };
    return { users: [{ ...user, groups: [{ step: 'user', changes: [change] }] }], problems: [] };
  };
  const org = snapshot({
    state: orgState({
      permissionSets: [permissionSet(OWN_SET, { permissions: new Set(['ViewSetup', 'ViewRoles']) })],
      objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read'])],
      setAssignments: [assignment(USER_ID, '0PSX', { ownedByProfile: true })],
    }),
  });
  const patch = (object: string, id: string, fields: RecordWrite['fields']): RecordWrite => ({
    method: 'PATCH',
    object,
    id,
    fields,
  });
  const post = (object: string, fields: RecordWrite['fields']): RecordWrite => ({ method: 'POST', object, fields });
  const gone = (object: string, id: string): RecordWrite => ({ method: 'DELETE', object, id, fields: {} });
  const writes: readonly (readonly [string, Change['write'], string])[] = [
    [
      'a reference to nothing',
      post('GroupMember', { GroupId: 'g', UserOrGroupId: { ref: 'user' } }),
      'nothing is called user yet',
    ],
    ['a field that is missing', post('GroupMember', { GroupId: 'g' }), 'GroupMember without UserOrGroupId'],
    ['an update of nothing', patch('Profile', 'none', {}), 'no record none'],
    ['an object that nobody writes', post('Account', {}), 'nobody writes Account'],
    [
      'a row that is there already',
      post('ObjectPermissions', { ParentId: OWN_SET_ID, SobjectType: 'Account' }),
      'there already',
    ],
    ['a row without rights', patch('ObjectPermissions', '110Account', { PermissionsRead: false }), 'without a right'],
    ['a deletion of nothing', gone('FieldPermissions', 'none'), 'no record none'],
    ['a deletion of a user', gone('User', USER_ID), 'users cannot be deleted'],
    [
      "a deletion of the profile's own assignment",
      gone('PermissionSetAssignment', `0Pa${USER_ID}0PSX`),
      "profile's own",
    ],
    [
      'View Roles off while View Setup is on',
      patch('PermissionSet', OWN_SET_ID, { PermissionsViewRoles: false }),
      'cannot go',
    ],
    ['a new record with an id', { ...post('User', {}), id: '005' }, 'a new record has no id'],
    ['a record type of no set', { permissionSet: 'None', recordType: 'A.B', visible: true }, 'no such set'],
    [
      'a record type hidden that is not shown',
      { permissionSet: OWN_SET, recordType: 'A.B', visible: false },
      'not shown',
    ],
  ];
  for (const [what, write, message] of writes) {
    it(`refuses ${what}`, () => {
      expect(() => applied(org, planOf(write))).to.throw(message);
    });
  }
});

import { expect } from 'chai';
import { isRecordWrite } from '../../src/plan/change.ts';
import { apply, complete, ownSet, DEFAULT_PROFILE } from './complete.ts';
import { changesOf, lines, planned, problems, type Given } from './given.ts';
import {
  fieldRow,
  licensed,
  named,
  objectRow,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  profile,
  PSL_ID,
  setupRow,
  STANDARD_PROFILE,
  USER_ID,
  USERNAME,
} from './snapshot.ts';

const account = { access: ['read'], readFields: ['Phone'] };
const RECORD_TYPES = ['Partner', 'Client'].map((name) => ({ id: `012${name}`, object: 'Account', name, active: true }));

const CASES: readonly {
  readonly title: string;
  readonly given: Given;
  readonly changes: readonly string[];
  readonly anyOrder?: boolean;
}[] = [
  { title: 'everything is as described: nothing', given: { state: complete() }, changes: [] },
  {
    title: 'user permissions go, and others come, in one update',
    given: {
      set: { userPermissions: ['EditTask'] },
      state: complete({ permissionSets: ownSet('RunReports', 'RunFlow') }),
    },
    changes: [`update PermissionSet ${OWN_SET} (EditTask, not RunReports, not RunFlow)`],
  },
  {
    title: 'what View Setup brings along stays with it',
    given: {
      set: { userPermissions: ['ViewSetup'] },
      state: complete({ permissionSets: ownSet('ViewSetup', 'ViewRoles') }),
    },
    changes: [],
  },
  {
    title: 'what View Setup brought along goes with it',
    given: { state: complete({ permissionSets: ownSet('ViewSetup', 'ViewRoles') }) },
    changes: [`update PermissionSet ${OWN_SET} (not ViewSetup, not ViewRoles)`],
  },
  {
    title: 'View Roles without View Setup is drift as any other',
    given: { state: complete({ permissionSets: ownSet('ViewRoles') }) },
    changes: [`update PermissionSet ${OWN_SET} (not ViewRoles)`],
  },
  {
    title: 'what the set holds for the profile stays',
    given: {
      user: { profile: { name: STANDARD_PROFILE } },
      state: complete({
        profiles: [profile(STANDARD_PROFILE)],
        users: [orgUser(USERNAME)],
        permissionSets: ownSet('PasswordNeverExpires', 'RunReports'),
      }),
    },
    changes: [`update PermissionSet ${OWN_SET} (not RunReports)`],
  },
  {
    title: 'what both the profile and the set hold goes from the set',
    given: { state: complete({ permissionSets: ownSet('PasswordNeverExpires') }) },
    changes: [`update PermissionSet ${OWN_SET} (not PasswordNeverExpires)`],
  },
  {
    title: 'the label is what is described',
    given: { set: { label: 'Ours' }, state: complete() },
    changes: [`update PermissionSet ${OWN_SET} (label)`],
  },
  {
    title: 'a row of object permissions goes where the object is not described, or rights of it',
    anyOrder: true,
    given: {
      set: { objects: { Account: { access: ['create', 'edit'] } } },
      state: complete({
        objectPermissions: [
          objectRow(OWN_SET_ID, 'Account', ['read', 'create', 'edit', 'delete', 'viewAll', 'viewAllFields']),
          objectRow(OWN_SET_ID, 'Contact', ['read', 'edit']),
        ],
      }),
    },
    changes: [
      'delete ObjectPermissions Contact (read, edit)',
      'update ObjectPermissions Account (not delete, not viewAll, not viewAllFields)',
    ],
  },
  {
    title: 'rights that are only implied stay',
    given: {
      set: { objects: { Asset: { access: ['delete'] } } },
      state: complete({
        objectPermissions: [
          objectRow(OWN_SET_ID, 'Account', ['read']),
          objectRow(OWN_SET_ID, 'Asset', ['read', 'edit', 'delete']),
        ],
      }),
    },
    changes: [],
  },
  {
    title: 'an object that is described by its fields alone keeps no object rights',
    given: {
      set: { objects: { Task: { readFields: ['Priority'] } } },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read'])],
        fieldPermissions: [fieldRow(OWN_SET_ID, 'Task.Priority', false)],
      }),
    },
    changes: ['delete ObjectPermissions Account (read)'],
  },
  {
    title: 'field rights go, or Edit of them, also of objects that are not described',
    given: {
      set: { objects: { Account: account } },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read'])],
        fieldPermissions: [
          fieldRow(OWN_SET_ID, 'Account.Phone', true),
          fieldRow(OWN_SET_ID, 'Account.Website', false),
          fieldRow(OWN_SET_ID, 'Lead.Fax', true),
        ],
      }),
    },
    changes: [
      'update FieldPermissions Account.Phone (not edit)',
      'delete FieldPermissions Account.Website (read)',
      'delete FieldPermissions Lead.Fax (edit)',
    ],
  },
  {
    title: 'a look-up that is listed by its relationship is no drift, and goes under that name',
    given: {
      set: { objects: { Account: { access: ['read'], readFields: ['ParentId'] }, Contact: { access: ['read'] } } },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read']), objectRow(OWN_SET_ID, 'Contact', ['read'])],
        fieldPermissions: [
          fieldRow(OWN_SET_ID, 'Account.Parent', false),
          fieldRow(OWN_SET_ID, 'Contact.Account', false),
        ],
      }),
    },
    changes: ['delete FieldPermissions Contact.Account (read)'],
  },
  {
    title: 'access to classes, flows and whatever else goes',
    given: {
      set: { apexClasses: ['Inbound'], flows: ['Route'] },
      state: complete({
        apexClasses: [named('01p1', 'Inbound')],
        flows: [named('300', 'Route')],
        setupAccess: [
          setupRow(OWN_SET_ID, '01p1'),
          setupRow(OWN_SET_ID, '01p2'),
          setupRow(OWN_SET_ID, '02u', 'TabSet'),
        ],
      }),
    },
    changes: ['create SetupEntityAccess Route (FlowDefinition)', 'delete SetupEntityAccess 01p2 (ApexClass)'],
  },
  {
    title: 'record types are hidden that are not described',
    given: {
      set: { recordTypes: ['account.partner'] },
      state: complete({ recordTypes: RECORD_TYPES }),
      visibleRecordTypes: ['Account.Partner', 'Account.Client', 'Case.Old'],
    },
    changes: [
      `delete RecordTypeVisibility ${OWN_SET}: Account.Client`,
      `delete RecordTypeVisibility ${OWN_SET}: Case.Old`,
    ],
  },
  {
    title: 'all record types are hidden where none shall be seen',
    given: { set: { recordTypes: [] }, state: complete(), visibleRecordTypes: ['Account.Client'] },
    changes: [`delete RecordTypeVisibility ${OWN_SET}: Account.Client`],
  },
  {
    title: 'record types stay where the definition says nothing about them',
    given: { state: complete(), visibleRecordTypes: ['Account.Client'] },
    changes: [],
  },
  {
    title: 'other sets, the profile and the user keep what is not described',
    given: {
      state: complete({
        profiles: [profile('Integration API Only', { permissions: new Set(['PasswordNeverExpires', 'RunReports']) })],
        users: [
          orgUser(USERNAME, {
            profileId: DEFAULT_PROFILE.id,
            roleId: '00E1',
            email: 'TEAM@acme.com',
            lastName: 'zoom',
          }),
        ],
        permissionSets: [...ownSet(), permissionSet('Other', { permissions: new Set(['EditTask']) })],
        objectPermissions: [objectRow('0PSOther', 'Account', ['read'])],
        fieldPermissions: [fieldRow('0PSOther', 'Account.Phone', true)],
        setupAccess: [setupRow('0PSOther', '01p1')],
        licenseAssignments: [licensed(USER_ID, PSL_ID), licensed(USER_ID, '0PLOther')],
        memberships: [{ groupId: '00G1', userId: USER_ID }],
      }),
    },
    changes: [],
  },
  {
    title: 'a user without a set of its own has none to own',
    given: {
      user: { permissionSet: 'none' },
      state: complete({ permissionSets: ownSet('RunFlow'), setAssignments: [] }),
    },
    changes: [],
  },
];

describe('what a definition owns', () => {
  for (const { title, given, changes, anyOrder } of CASES) {
    it(title, () => {
      if (anyOrder === true) expect(lines(apply(given))).to.have.members(changes);
      else expect(lines(apply(given))).to.deep.equal(changes);
      expect(problems(apply(given)).filter((text) => !text.endsWith('fieldsWithoutObject Task'))).to.deep.equal([]);
    });
  }

  it('is nothing that it cannot name: that stays and is told, unless nobody sees it', () => {
    const given: Given = {
      state: complete({
        setupAccess: [
          setupRow(OWN_SET_ID, '02u', 'TabSet'),
          setupRow(OWN_SET_ID, '0XC', 'ExternalDataSource'),
          { ...setupRow(OWN_SET_ID, '0Mj', 'MessagingChannel'), entityName: 'Chat' },
        ],
      }),
    };
    expect(lines(apply(given))).to.deep.equal([]);
    const [left, ...more] = planned(apply(given)).problems;
    expect(more).to.deep.equal([]);
    expect(left).to.deep.include({ id: 'accessNotDefinable', severity: 'warning', subject: OWN_SET });
    expect(left?.tokens).to.deep.equal([OWN_SET, 'ExternalDataSource 0XC, MessagingChannel Chat']);
  });

  it('is not looked at by create', () => {
    for (const { title, given } of CASES) {
      const taken = changesOf({ ...given, options: { own: false } }).filter(
        ({ action, write }) =>
          ['delete', 'unassign'].includes(action) ||
          (isRecordWrite(write)
            ? write.method === 'PATCH' && Object.values(write.fields).includes(false)
            : !write.visible),
      );
      expect(taken, title).to.deep.equal([]);
    }
  });

  it('goes only where somebody else is not harmed: other users, or a group, have the set', () => {
    const drift = (more: Given['state']) =>
      problems(apply({ state: complete({ permissionSets: ownSet('RunFlow'), ...more }) }));
    expect(drift({ foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }] })).to.deep.equal([
      `error setShared ${OWN_SET}`,
    ]);
    const component = {
      groupId: '0PG1',
      groupName: 'Bundle',
      setId: OWN_SET_ID,
      setName: OWN_SET,
      permissions: new Set<string>(),
    };
    expect(drift({ setGroups: [component] })).to.deep.equal([`error setInGroup ${OWN_SET}`]);
  });

  it('does not lose a permission that is listed, though the license brings it too', () => {
    const given: Given = {
      set: { userPermissions: ['ApiEnabled'] },
      state: complete({ permissionSets: ownSet('ApiEnabled') }),
    };
    expect(lines(apply(given))).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { complete } from './complete.ts';
import { changesOf, lines, planned, problems, type Given } from './given.ts';
import {
  fieldRow,
  objectRow,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  profile,
  setupRow,
  USERNAME,
} from './snapshot.ts';

const CASES: readonly { readonly title: string; readonly given: Given; readonly changes: readonly string[] }[] = [
  { title: 'nothing described and the set is there: nothing', given: { state: complete() }, changes: [] },
  {
    title: 'no set: it is made with its user permissions',
    given: {
      set: { userPermissions: ['EditTask', 'RunReports'] },
      state: complete({ permissionSets: [], setAssignments: [] }),
    },
    changes: [`create PermissionSet ${OWN_SET} (EditTask, RunReports)`, `assign PermissionSetAssignment ${OWN_SET}`],
  },
  {
    title: 'a user permission is missing: it is added, and only it',
    given: {
      set: { userPermissions: ['EditTask', 'RunReports'] },
      state: complete({
        permissionSets: [permissionSet(OWN_SET, { permissions: new Set(['EditTask', 'ViewSetup']) })],
      }),
    },
    changes: [`update PermissionSet ${OWN_SET} (RunReports)`],
  },
  {
    title: 'object rights are missing altogether: a row, with the reason for what was not asked for',
    given: { set: { objects: { Account: { access: ['edit'] } } }, state: complete() },
    changes: ['create ObjectPermissions Account (edit, read (for Account edit))'],
  },
  {
    title: 'one right is missing: only it is added',
    given: {
      set: { objects: { Account: { access: ['read', 'edit'] } } },
      state: complete({ objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read', 'create'])] }),
    },
    changes: ['update ObjectPermissions Account (edit)'],
  },
  {
    title: 'more rights than described: create removes nothing',
    given: {
      set: { objects: { Account: { access: ['read'], readFields: ['Phone'] } } },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read', 'edit', 'delete'])],
        fieldPermissions: [fieldRow(OWN_SET_ID, 'Account.Phone', true), fieldRow(OWN_SET_ID, 'Account.Website', true)],
      }),
    },
    changes: [],
  },
  {
    title: 'rows of another set do not count',
    given: {
      set: { objects: { Account: { access: ['read'], readFields: ['Phone'] } } },
      state: complete({
        objectPermissions: [objectRow('0PSother', 'Account', ['read'])],
        fieldPermissions: [fieldRow('0PSother', 'Account.Phone', true)],
      }),
    },
    changes: ['create ObjectPermissions Account (read)', 'create FieldPermissions Account.Phone (read)'],
  },
  {
    title: 'a field that may be read shall be edited: its row is updated',
    given: {
      set: { objects: { Account: { access: ['edit'], editFields: ['Phone', 'Website'], readFields: ['ParentId'] } } },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read', 'edit'])],
        fieldPermissions: [fieldRow(OWN_SET_ID, 'Account.Phone', false), fieldRow(OWN_SET_ID, 'Account.Website', true)],
      }),
    },
    changes: ['create FieldPermissions Account.ParentId (read)', 'update FieldPermissions Account.Phone (edit)'],
  },
  {
    title: 'a look-up that the org lists by its relationship is the same field',
    given: {
      set: {
        objects: {
          Account: { access: ['read'], readFields: ['ParentId'] },
          Contact: { access: ['read'], editFields: ['AccountId'] },
        },
      },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read']), objectRow(OWN_SET_ID, 'Contact', ['read'])],
        fieldPermissions: [
          fieldRow(OWN_SET_ID, 'Account.Parent', false),
          fieldRow(OWN_SET_ID, 'Contact.Account', false),
        ],
      }),
    },
    changes: ['update FieldPermissions Contact.AccountId (edit)'],
  },
  {
    title: 'classes and custom permissions, in any case and from packages; what is given already stays',
    given: {
      set: { apexClasses: ['INBOUND', 'ns__Inbound', 'Old'], customPermissions: ['skip'] },
      state: complete({
        apexClasses: [
          { id: '01p1', name: 'Inbound', namespace: undefined },
          { id: '01p2', name: 'Inbound', namespace: 'ns' },
          { id: '01p3', name: 'Old', namespace: undefined },
        ],
        customPermissions: [{ id: '0CP1', name: 'Skip', namespace: undefined }],
        setupAccess: [setupRow(OWN_SET_ID, '01p3'), setupRow('0PSother', '01p1')],
      }),
    },
    changes: [
      'create SetupEntityAccess INBOUND (ApexClass)',
      'create SetupEntityAccess ns__Inbound (ApexClass)',
      'create SetupEntityAccess skip (CustomPermission)',
    ],
  },
  {
    title: 'record types, as the org spells them; what is shown already stays',
    given: {
      set: { recordTypes: ['account.PARTNER', 'Account.Client'] },
      state: complete({
        recordTypes: ['Partner', 'Client'].map((name) => ({ id: `012${name}`, object: 'Account', name, active: true })),
      }),
      visibleRecordTypes: ['ACCOUNT.client'],
    },
    changes: [`create RecordTypeVisibility ${OWN_SET}: Account.Partner`],
  },
];

describe('the plan of a permission set', () => {
  for (const { title, given, changes } of CASES) {
    it(title, () => {
      expect(lines(given)).to.deep.equal(changes);
      expect(problems(given)).to.deep.equal([]);
    });
  }

  it('makes the set with name, label and description, without a license', () => {
    const [write] = changesOf({
      set: { label: 'Zoom!', userPermissions: ['EditTask'] },
      state: complete({ permissionSets: [], setAssignments: [] }),
    }).map((change) => change.write);
    expect(write).to.deep.equal({
      key: 'permissionSet',
      method: 'POST',
      object: 'PermissionSet',
      fields: { Name: OWN_SET, Label: 'Zoom!', Description: 'About the set', PermissionsEditTask: true },
    });
  });

  it('hangs every row on the set, by its id or by reference', () => {
    const given = (more: Given['state']): Given => ({
      set: { objects: { Account: { access: ['create'], editFields: ['Phone'] } }, apexClasses: ['Inbound'] },
      state: complete({ apexClasses: [{ id: '01p1', name: 'Inbound', namespace: undefined }], ...more }),
    });
    const rows = (parent: unknown) => [
      {
        method: 'POST',
        object: 'ObjectPermissions',
        fields: { ParentId: parent, SobjectType: 'Account', PermissionsCreate: true, PermissionsRead: true },
      },
      {
        method: 'POST',
        object: 'FieldPermissions',
        fields: {
          ParentId: parent,
          SobjectType: 'Account',
          Field: 'Account.Phone',
          PermissionsRead: true,
          PermissionsEdit: true,
        },
      },
      { method: 'POST', object: 'SetupEntityAccess', fields: { ParentId: parent, SetupEntityId: '01p1' } },
    ];
    expect(changesOf(given({})).map(({ write }) => write)).to.deep.equal(rows(OWN_SET_ID));
    const fresh = changesOf(given({ permissionSets: [], setAssignments: [] })).map(({ write }) => write);
    expect(fresh.slice(1, -1)).to.deep.equal(rows({ ref: 'permissionSet' }));
  });

  it('remembers what updates must be taken back to', () => {
    const given: Given = {
      set: { userPermissions: ['EditTask'], objects: { Account: { access: ['edit'], editFields: ['Phone'] } } },
      state: complete({
        objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read'])],
        fieldPermissions: [fieldRow(OWN_SET_ID, 'Account.Phone', false)],
      }),
    };
    const update = { method: 'PATCH' };
    expect(changesOf(given).map(({ write }) => write)).to.deep.equal([
      {
        ...update,
        object: 'PermissionSet',
        id: OWN_SET_ID,
        fields: { PermissionsEditTask: true },
        before: { PermissionsEditTask: false },
      },
      {
        ...update,
        object: 'ObjectPermissions',
        id: '110Account',
        fields: { PermissionsEdit: true },
        before: { PermissionsEdit: false },
      },
      {
        ...update,
        object: 'FieldPermissions',
        id: '01kAccount.Phone',
        fields: { PermissionsEdit: true },
        before: { PermissionsEdit: false },
      },
    ]);
  });

  it('finds the set in any case, and shows record types in the set as the org spells it', () => {
    const [change, ...others] = changesOf({
      set: { recordTypes: ['Account.Partner'] },
      state: complete({
        permissionSets: [permissionSet(OWN_SET.toUpperCase(), { id: OWN_SET_ID })],
        recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }],
      }),
    });
    expect(others).to.deep.equal([]);
    expect(change?.write).to.deep.equal({
      permissionSet: OWN_SET.toUpperCase(),
      recordType: 'Account.Partner',
      visible: true,
    });
  });

  it('puts record types into a step of their own, behind the set and before the user', () => {
    const { groups } = planned({
      set: { recordTypes: ['Account.Partner'] },
      state: { recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }] },
    });
    expect(groups.map(({ step }) => step)).to.deep.equal(['profile', 'permissionSet', 'recordTypes', 'user']);
  });

  it('holds what the profile could not, once, also when it was asked of both', () => {
    const given: Given = {
      user: { profile: { name: 'Theirs', permissions: ['RunReports'] } },
      set: { userPermissions: ['RunReports'] },
      state: complete({ profiles: [profile('Theirs')], users: [orgUser(USERNAME, { profileId: '00eTheirs' })] }),
      options: {
        learned: { profileCannotHold: new Set(['RunReports']), setCannotHold: new Set(), goesByItself: new Set() },
      },
    };
    expect(lines(given)).to.deep.equal([`update PermissionSet ${OWN_SET} (RunReports)`]);
  });
});

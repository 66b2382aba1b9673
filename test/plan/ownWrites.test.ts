import { expect } from 'chai';
import { isRecordWrite } from '../../src/plan/change.ts';
import { apply, complete, ownSet } from './complete.ts';
import { changesOf, lines } from './given.ts';
import { assignment, fieldRow, objectRow, OWN_SET, OWN_SET_ID, setupRow, USER_ID } from './snapshot.ts';

describe('what is taken away from a set that a definition owns', () => {
  it('can be put back: every deletion and update knows the old values', () => {
    const given = apply({
      options: { prune: true },
      set: { label: 'Ours', objects: { Account: { access: ['read'], readFields: ['Phone'] } } },
      state: complete({
        permissionSets: ownSet('RunFlow'),
        objectPermissions: [
          objectRow(OWN_SET_ID, 'Account', ['read', 'edit']),
          objectRow(OWN_SET_ID, 'Contact', ['read', 'viewAllFields']),
        ],
        fieldPermissions: [fieldRow(OWN_SET_ID, 'Account.Phone', true), fieldRow(OWN_SET_ID, 'Account.Website', true)],
        setupAccess: [setupRow(OWN_SET_ID, '01p1')],
        setAssignments: [
          assignment(USER_ID, OWN_SET_ID),
          assignment(USER_ID, '0PSForeign'),
          assignment(USER_ID, '0PSagg', { groupId: '0PG1', groupName: 'Bundle' }),
        ],
      }),
    });
    const writes = changesOf(given).flatMap(({ write }) =>
      isRecordWrite(write) ? [{ ...write, key: `${write.method} ${write.object} ${write.id ?? ''}` }] : [],
    );
    const row = { ParentId: OWN_SET_ID, SobjectType: 'Account' };
    expect(Object.fromEntries(writes.map(({ key, fields, before }) => [key, { fields, before }]))).to.deep.equal({
      [`PATCH PermissionSet ${OWN_SET_ID}`]: {
        fields: { PermissionsRunFlow: false, Label: 'Ours' },
        before: { PermissionsRunFlow: true, Label: 'Integration - Zoom' },
      },
      'DELETE ObjectPermissions 110Contact': {
        fields: {},
        before: { ...row, SobjectType: 'Contact', PermissionsRead: true, PermissionsViewAllFields: true },
      },
      'PATCH ObjectPermissions 110Account': { fields: { PermissionsEdit: false }, before: { PermissionsEdit: true } },
      'PATCH FieldPermissions 01kAccount.Phone': {
        fields: { PermissionsEdit: false },
        before: { PermissionsEdit: true },
      },
      'DELETE FieldPermissions 01kAccount.Website': {
        fields: {},
        before: { ...row, Field: 'Account.Website', PermissionsRead: true, PermissionsEdit: true },
      },
      'DELETE SetupEntityAccess 0J001p1': { fields: {}, before: { ParentId: OWN_SET_ID, SetupEntityId: '01p1' } },
      [`DELETE PermissionSetAssignment 0Pa${USER_ID}0PSForeign`]: {
        fields: {},
        before: { AssigneeId: USER_ID, PermissionSetId: '0PSForeign' },
      },
      [`DELETE PermissionSetAssignment 0Pa${USER_ID}0PSagg`]: {
        fields: {},
        before: { AssigneeId: USER_ID, PermissionSetGroupId: '0PG1' },
      },
    });
  });

  it('gains and loses rights of one row in one update: two would meet in one request, and in one line of the result', () => {
    const given = apply({
      set: { objects: { Account: { access: ['read', 'create'] } } },
      state: complete({ objectPermissions: [objectRow(OWN_SET_ID, 'Account', ['read', 'edit'])] }),
    });
    const ids = changesOf(given).flatMap(({ write }) => (isRecordWrite(write) ? (write.id ?? []) : []));
    expect(ids).to.deep.equal(['110Account']);
  });

  it('loses View All of a detail before that of its parent, whether the detail stays or goes (facts 2.7, 3.2)', () => {
    const all = ['read', 'viewAll'];
    const rows = [objectRow(OWN_SET_ID, 'Account', all), objectRow(OWN_SET_ID, 'Asset', all)];
    for (const objects of [
      { Account: { access: ['read'] }, Asset: { access: ['read'] } },
      { Account: { access: ['read'] } },
      { Account: { access: ['create'] }, Asset: { access: ['edit'] } },
    ]) {
      const names = changesOf(apply({ set: { objects }, state: complete({ objectPermissions: rows }) })).map(
        ({ name }) => name,
      );
      expect(names).to.deep.equal(['Asset', 'Account']);
    }
  });

  it('gains View All of a parent before that of its detail, though the parent loses another right', () => {
    const given = apply({
      options: { allowBroadAccess: true },
      set: { objects: { Asset: { access: ['viewAll'] } } },
      state: complete({
        objectPermissions: [
          objectRow(OWN_SET_ID, 'Asset', ['read', 'edit']),
          objectRow(OWN_SET_ID, 'Account', ['read', 'edit']),
        ],
      }),
    });
    expect(changesOf(given).map(({ name }) => name)).to.deep.equal(['Account', 'Asset']);
  });

  it('loses details before their masters, in whatever order the org lists them (facts 3.2)', () => {
    const gone = (...objects: string[]) =>
      lines(
        apply({
          state: complete({ objectPermissions: objects.map((name) => objectRow(OWN_SET_ID, name, ['read'])) }),
        }),
      ).map((text) => text.split(' ')[2]);
    expect(gone('Account', 'Asset')).to.deep.equal(['Asset', 'Account']);
    expect(gone('Asset', 'Account')).to.deep.equal(['Asset', 'Account']);
    expect(gone('Quote', 'Opportunity', 'Account')).to.deep.equal(['Quote', 'Opportunity', 'Account']);
    expect(gone('Invoice_Line__c', 'Invoice__c')).to.deep.equal(['Invoice_Line__c', 'Invoice__c']);
  });

  it('hides a record type in the set', () => {
    const recordTypes = [{ id: '012', object: 'Account', name: 'Partner', active: true }];
    const given = {
      set: { recordTypes: [] },
      visibleRecordTypes: ['Account.Partner'],
      state: complete({ recordTypes }),
    };
    expect(changesOf(apply(given)).map(({ write }) => write)).to.deep.equal([
      { permissionSet: OWN_SET, recordType: 'Account.Partner', visible: false },
    ]);
  });
});

import { expect } from 'chai';
import { complete } from './complete.ts';
import { changesOf, lines, problems, type Given } from './given.ts';
import { assignment, license, licensed, OWN_SET, OWN_SET_ID, permissionSet, PSL_ID, USER_ID } from './snapshot.ts';

const PSL = license('SalesforceAPIIntegrationPsl', { id: PSL_ID });
const named = (...names: string[]) => names.map((name) => ({ id: `id of ${name}`, name, namespace: undefined }));
const CASES: readonly { readonly title: string; readonly given: Given; readonly changes: readonly string[] }[] = [
  {
    title: 'assignments of other users do not count',
    given: {
      state: complete({
        licenseAssignments: [licensed('005other', PSL_ID)],
        setAssignments: [assignment('005other', OWN_SET_ID)],
      }),
    },
    changes: [
      'assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl',
      `assign PermissionSetAssignment ${OWN_SET}`,
    ],
  },
  {
    title: 'a set that came with a group is not the set itself',
    given: { state: complete({ setAssignments: [assignment(USER_ID, OWN_SET_ID, { groupId: '0PG1' })] }) },
    changes: [`assign PermissionSetAssignment ${OWN_SET}`],
  },
  {
    title: 'the license of the integration first, then the others, then sets, groups, memberships',
    given: {
      user: {
        permissionSetLicenses: ['AaaPsl', 'salesforceAPIintegrationPSL'],
        permissionSets: ['extra', 'ns__Extra'],
        permissionSetGroups: ['ns__Bundle', 'Bundle'],
        publicGroups: ['Everyone'],
        queues: ['Inbox'],
      },
      state: complete({
        licenseAssignments: [],
        setAssignments: [],
        permissionSetLicenses: [license('AaaPsl'), PSL],
        permissionSets: [
          permissionSet(OWN_SET),
          permissionSet('Extra'),
          permissionSet('Extra', { id: '0PSns', namespace: 'ns' }),
        ],
        groups: [
          { id: '0PG1', name: 'Bundle', namespace: 'ns', status: 'Updated' },
          { id: '0PG2', name: 'Bundle', namespace: undefined, status: 'Updated' },
        ],
        publicGroups: named('Everyone'),
        queues: named('Inbox'),
      }),
    },
    changes: [
      'assign PermissionSetLicenseAssign SalesforceAPIIntegrationPsl',
      'assign PermissionSetLicenseAssign AaaPsl',
      `assign PermissionSetAssignment ${OWN_SET}`,
      'assign PermissionSetAssignment extra',
      'assign PermissionSetAssignment ns__Extra',
      'assign PermissionSetAssignment ns__Bundle',
      'assign PermissionSetAssignment Bundle',
      'assign GroupMember Everyone',
      'assign GroupMember Inbox',
    ],
  },
  {
    title: 'what is assigned already is not assigned again',
    given: {
      user: {
        permissionSets: ['Extra'],
        permissionSetGroups: ['Bundle'],
        publicGroups: ['Everyone'],
        queues: ['Inbox'],
      },
      state: complete({
        permissionSets: [permissionSet(OWN_SET), permissionSet('Extra')],
        groups: [{ id: '0PG2', name: 'Bundle', namespace: undefined, status: 'Updated' }],
        publicGroups: named('Everyone'),
        queues: named('Inbox'),
        setAssignments: [
          assignment(USER_ID, OWN_SET_ID),
          assignment(USER_ID, '0PSExtra'),
          assignment(USER_ID, '0PSbundled', { groupId: '0PG2' }),
        ],
        memberships: [
          { groupId: 'id of Everyone', userId: USER_ID },
          { groupId: 'id of Inbox', userId: '005other' },
        ],
      }),
    },
    changes: ['assign GroupMember Inbox'],
  },
  {
    title: 'more than is described: create takes nothing away',
    given: {
      state: complete({
        setAssignments: [assignment(USER_ID, OWN_SET_ID), assignment(USER_ID, '0PSForeign')],
        memberships: [{ groupId: '00G1', userId: USER_ID }],
      }),
    },
    changes: [],
  },
  {
    title: 'the own set among the sets to assign is not assigned twice',
    given: { user: { permissionSets: [OWN_SET] }, state: complete({ setAssignments: [] }) },
    changes: [`assign PermissionSetAssignment ${OWN_SET}`],
  },
];

describe('the plan of what a user is assigned', () => {
  for (const { title, given, changes } of CASES) {
    it(title, () => {
      expect(lines(given)).to.deep.equal(changes);
      expect(problems(given)).to.deep.equal([]);
    });
  }

  it('assigns a group as a group, and makes members of user and group', () => {
    const writes = changesOf({
      user: { permissionSetGroups: ['Bundle'], queues: ['Inbox'] },
      state: complete({
        groups: [{ id: '0PG2', name: 'Bundle', namespace: undefined, status: 'Updated' }],
        queues: named('Inbox'),
      }),
    }).map(({ write }) => write);
    expect(writes).to.deep.equal([
      {
        method: 'POST',
        object: 'PermissionSetAssignment',
        fields: { AssigneeId: USER_ID, PermissionSetGroupId: '0PG2' },
      },
      { method: 'POST', object: 'GroupMember', fields: { GroupId: 'id of Inbox', UserOrGroupId: USER_ID } },
    ]);
  });

  it('takes a set on a license that the user holds already, listed or not', () => {
    const given = (licenseIds: readonly string[]): Given => ({
      user: { permissionSets: ['Flow'] },
      state: complete({
        permissionSets: [permissionSet(OWN_SET), permissionSet('Flow', { licenseId: '0PLFlowPsl' })],
        licenseAssignments: licenseIds.map((id) => licensed(USER_ID, id)),
      }),
    });
    expect(problems(given([PSL_ID, '0PLFlowPsl']))).to.deep.equal([]);
    expect(problems(given([PSL_ID]))).to.deep.equal(['error assignedSetOnOtherLicense Flow']);
  });
});

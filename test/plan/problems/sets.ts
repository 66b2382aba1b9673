import {
  inGroup,
  license,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  PSL_ID,
  setupRow,
  USER_LICENSE_ID,
  USERNAME,
} from '../snapshot.ts';
import { psl, type ProblemCase } from './case.ts';

const own = (more: Parameters<typeof permissionSet>[1] = {}) => [permissionSet(OWN_SET, more)];

export const OF_SETS: readonly ProblemCase[] = [
  {
    id: 'setOwnedByOther',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ isOwnedByProfile: true, type: 'Profile' }) } },
    notWhen: [{ state: { permissionSets: own() } }, {}],
  },
  {
    id: 'setSessionBased',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ type: 'Session' }) } },
    notWhen: [{ state: { permissionSets: own() } }],
  },
  {
    id: 'setOnOtherLicense',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ licenseId: '100other' }) } },
    notWhen: [
      { state: { permissionSets: own() } },
      { state: { permissionSets: own({ licenseId: PSL_ID }) } },
      { state: { permissionSets: [permissionSet(OWN_SET, { namespace: 'ns', licenseId: '100other' })] } },
    ],
  },
  {
    id: 'setOnUserLicense',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET],
    fix: [OWN_SET],
    when: { state: { permissionSets: own({ licenseId: USER_LICENSE_ID }) } },
    notWhen: [{ state: { permissionSets: own() } }, { state: { permissionSets: own({ licenseId: PSL_ID }) } }],
  },
  {
    id: 'setInGroup',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET, 'Bundle'],
    fix: [OWN_SET],
    when: {
      set: { userPermissions: ['EditTask'] },
      state: { permissionSets: own(), setGroups: [inGroup('Bundle', OWN_SET)] },
    },
    notWhen: [
      { set: { userPermissions: ['EditTask'] }, state: { permissionSets: own() } },
      { state: { permissionSets: own(), setGroups: [inGroup('Bundle', OWN_SET)] } },
      {
        set: { userPermissions: ['EditTask'] },
        state: { permissionSets: own(), setGroups: [inGroup('Bundle', 'Other')] },
      },
    ],
  },
  {
    id: 'accessNotDefinable',
    severity: 'warning',
    subject: OWN_SET,
    tokens: [OWN_SET, 'ExternalDataSource 0XC'],
    when: {
      state: { permissionSets: own(), setupAccess: [setupRow(OWN_SET_ID, '0XC', 'ExternalDataSource')] },
      options: { own: true },
    },
    notWhen: [
      { state: { permissionSets: own(), setupAccess: [setupRow(OWN_SET_ID, '0XC', 'ExternalDataSource')] } },
      {
        state: { permissionSets: own(), setupAccess: [setupRow(OWN_SET_ID, '02u', 'TabSet')] },
        options: { own: true },
      },
    ],
  },
  {
    id: 'setShared',
    severity: 'error',
    subject: OWN_SET,
    tokens: [OWN_SET, 'a@x.co, b@x.co, c@x.co', '4'],
    fix: [OWN_SET],
    when: {
      set: { userPermissions: ['EditTask'] },
      state: {
        permissionSets: own(),
        foreignAssignments: ['a', 'b', 'c', 'd'].map((name) => ({
          permissionSetId: OWN_SET_ID,
          username: `${name}@x.co`,
        })),
      },
    },
    notWhen: [
      { set: { userPermissions: ['EditTask'] }, state: { permissionSets: own() } },
      {
        set: { userPermissions: ['EditTask'] },
        state: { permissionSets: own(), foreignAssignments: [{ permissionSetId: '0PSother', username: 'a@x.co' }] },
      },
      {
        set: { userPermissions: ['EditTask'] },
        state: {
          permissionSets: own({ permissions: new Set(['EditTask']) }),
          foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
        },
      },
    ],
  },
  {
    id: 'setHeld',
    severity: 'warning',
    subject: OWN_SET,
    tokens: [OWN_SET, '2'],
    fix: [],
    when: {
      account: 'none',
      set: { userPermissions: ['EditTask'] },
      state: {
        permissionSets: own(),
        foreignAssignments: ['a', 'b'].map((name) => ({ permissionSetId: OWN_SET_ID, username: `${name}@x.co` })),
      },
    },
    notWhen: [
      { account: 'none', set: { userPermissions: ['EditTask'] }, state: { permissionSets: own() } },
      {
        account: 'none',
        state: {
          permissionSets: own(),
          foreignAssignments: [{ permissionSetId: OWN_SET_ID, username: 'a@x.co' }],
        },
      },
    ],
  },
  {
    id: 'assignedSetOnOtherLicense',
    severity: 'error',
    subject: 'Extra',
    tokens: ['Extra'],
    fix: ['Extra'],
    when: {
      user: { permissionSets: ['Extra'] },
      state: { permissionSets: [permissionSet('Extra', { licenseId: '100other' })] },
    },
    notWhen: [undefined, USER_LICENSE_ID, PSL_ID].map((licenseId) => ({
      user: { permissionSets: ['Extra'] },
      state: { permissionSets: [permissionSet('Extra', { licenseId })] },
    })),
  },
  {
    id: 'assignedSetNotCarried',
    severity: 'error',
    subject: 'Extra',
    tokens: ['Extra', 'RunFlow'],
    fix: ['Extra'],
    when: {
      user: { permissionSets: ['Extra'] },
      state: { permissionSets: [permissionSet('Extra', { permissions: new Set(['RunFlow', 'EditTask']) })] },
    },
    notWhen: [
      {
        user: { permissionSets: ['Extra'] },
        state: { permissionSets: [permissionSet('Extra', { permissions: new Set(['EditTask', 'ApiEnabled']) })] },
      },
      {
        user: { permissionSets: ['Extra'], permissionSetLicenses: ['FlowPsl'] },
        state: {
          permissionSetLicenses: [...psl({}), license('FlowPsl', { carries: new Set(['RunFlow']) })],
          permissionSets: [permissionSet('Extra', { permissions: new Set(['RunFlow']) })],
        },
      },
      {
        account: 'existing',
        user: { permissionSets: ['Extra'] },
        state: {
          users: [orgUser(USERNAME, { license: 'Salesforce' })],
          permissionSets: [permissionSet('Extra', { permissions: new Set(['RunFlow']) })],
        },
      },
    ],
  },
  {
    id: 'broadInSet',
    severity: 'error',
    subject: 'Admin',
    tokens: ['Admin', 'ModifyAllData, ManageUsers'],
    when: {
      user: { permissionSets: ['Admin'] },
      state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ManageUsers', 'ModifyAllData']) })] },
    },
    notWhen: [
      { state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ModifyAllData']) })] } },
      { user: { permissionSets: ['Admin'] }, state: { permissionSets: [permissionSet('Admin')] } },
    ],
  },
  {
    id: 'broadInSetAllowed',
    severity: 'warning',
    subject: 'Admin',
    tokens: ['Admin', 'ModifyAllData'],
    when: {
      user: { permissionSets: ['Admin'] },
      state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ModifyAllData']) })] },
      options: { allowBroadAccess: true },
    },
    notWhen: [
      {
        user: { permissionSets: ['Admin'] },
        state: { permissionSets: [permissionSet('Admin', { permissions: new Set(['ModifyAllData']) })] },
      },
    ],
  },
];

import {
  assignment,
  license,
  orgUser,
  permissionSet,
  profile,
  STANDARD_PROFILE,
  USER_ID,
  USERNAME,
} from '../snapshot.ts';
import { psl, type ProblemCase } from './case.ts';

const mfa = { permissions: new Set(['TwoFactorApi']) };

export const OF_PERMISSIONS: readonly ProblemCase[] = [
  {
    id: 'profileOnOtherLicense',
    severity: 'error',
    subject: 'API Only',
    tokens: ['API Only', 'Salesforce'],
    fix: ['API Only'],
    when: {
      user: { profile: { name: 'API Only' } },
      state: { profiles: [profile('api only', { licenseId: '100other', license: 'Salesforce' })] },
    },
    notWhen: [
      { user: { profile: { name: 'API Only' } }, state: { profiles: [profile('api only')] } },
      { state: { profiles: [profile('api only', { licenseId: '100other', license: 'Salesforce' })] } },
    ],
  },
  {
    id: 'standardProfileMissing',
    severity: 'error',
    subject: STANDARD_PROFILE,
    tokens: [STANDARD_PROFILE],
    fix: ['Eigenes, Anderes'],
    when: {
      user: { profile: { name: STANDARD_PROFILE } },
      state: { profiles: [profile('Eigenes'), profile('Anderes'), profile('Fremdes', { licenseId: '100other' })] },
    },
    notWhen: [
      { user: { profile: { name: STANDARD_PROFILE } } },
      {
        user: { profile: { name: STANDARD_PROFILE } },
        state: { profiles: [profile('Salesforce API Only System Integrations')] },
      },
      { user: { profile: { name: 'Mine' } }, state: { profiles: [profile('Eigenes')] } },
    ],
  },
  {
    id: 'permissionForced',
    severity: 'warning',
    subject: 'ApiEnabled',
    tokens: ['ApiEnabled'],
    when: { set: { userPermissions: ['ApiEnabled'] } },
    notWhen: [{ user: { profile: { permissions: ['ApiEnabled'] } } }, { set: { userPermissions: ['EditTask'] } }],
  },
  {
    id: 'unknownPermission',
    severity: 'error',
    subject: 'EditTsk',
    tokens: ['EditTsk'],
    fix: ['EditTask'],
    when: { set: { userPermissions: ['EditTsk'] } },
    notWhen: [{ set: { userPermissions: ['EditTask'] } }],
  },
  {
    id: 'unknownPermissionNoneNear',
    severity: 'error',
    subject: 'Zzzzzzzz',
    tokens: ['Zzzzzzzz'],
    when: { user: { profile: { permissions: ['Zzzzzzzz'] } } },
    notWhen: [{ set: { userPermissions: ['EditTsk'] } }],
  },
  {
    id: 'mfaForApiAsked',
    severity: 'error',
    subject: 'TwoFactorApi',
    tokens: ['TwoFactorApi'],
    when: { set: { userPermissions: ['TwoFactorApi'] } },
    notWhen: [{ set: { userPermissions: ['EditTask'] } }],
  },
  {
    id: 'mfaForApiOnProfile',
    severity: 'error',
    subject: 'API Only',
    tokens: ['API Only'],
    fix: ['API Only'],
    when: { user: { profile: { name: 'API Only' } }, state: { profiles: [profile('API Only', mfa)] } },
    notWhen: [
      { user: { profile: { name: 'API Only' } }, state: { profiles: [profile('API Only')] } },
      { state: { profiles: [profile('API Only', mfa)] } },
    ],
  },
  {
    id: 'mfaForApiInSet',
    severity: 'error',
    subject: 'Strict',
    tokens: ['Strict'],
    fix: ['Strict'],
    when: { user: { permissionSets: ['Strict'] }, state: { permissionSets: [permissionSet('Strict', mfa)] } },
    notWhen: [
      { state: { permissionSets: [permissionSet('Strict', mfa)] } },
      { user: { permissionSets: ['Strict'] }, state: { permissionSets: [permissionSet('Strict')] } },
      { state: { users: [orgUser(USERNAME)], setAssignments: [assignment('005other', '0PSStrict', mfa)] } },
      {
        state: {
          users: [orgUser(USERNAME)],
          setAssignments: [assignment(USER_ID, '0PSX', { ...mfa, ownedByProfile: true })],
        },
      },
    ],
  },
  {
    id: 'broadPermission',
    severity: 'error',
    subject: 'ModifyAllData',
    tokens: ['ModifyAllData'],
    when: { set: { userPermissions: ['ModifyAllData'] } },
    notWhen: [
      { set: { userPermissions: ['EditTask'] } },
      { set: { userPermissions: ['ModifyAllData'] }, options: { allowBroadAccess: true } },
    ],
  },
  {
    id: 'broadPermissionAllowed',
    severity: 'warning',
    subject: 'ModifyAllData',
    tokens: ['ModifyAllData'],
    when: { user: { profile: { permissions: ['ModifyAllData'] } }, options: { allowBroadAccess: true } },
    notWhen: [{ set: { userPermissions: ['ModifyAllData'] } }],
  },
  {
    id: 'permissionNotCarried',
    severity: 'error',
    subject: 'RunFlow',
    tokens: ['RunFlow', 'Salesforce API Integration'],
    when: { set: { userPermissions: ['RunFlow'] } },
    notWhen: [
      { set: { userPermissions: ['RunReports'] } },
      {
        set: { userPermissions: ['RunFlow'] },
        user: { permissionSetLicenses: ['FlowPsl'] },
        state: { permissionSetLicenses: [...psl({}), license('FlowPsl', { carries: new Set(['RunFlow']) })] },
      },
      { set: { userPermissions: ['RunFlow'] }, schema: { licensePermissions: new Set(['EditTask']) } },
      { set: { userPermissions: ['RunFlow'] }, state: { permissionSetLicenses: psl({ carries: new Set() }) } },
    ],
  },
  {
    id: 'permissionNowhere',
    severity: 'error',
    subject: 'RunFlow',
    tokens: ['RunFlow'],
    fix: ['RunFlow'],
    when: { user: { profile: { name: STANDARD_PROFILE, permissions: ['RunFlow'] } } },
    notWhen: [
      { user: { profile: { permissions: ['RunFlow'] } } },
      { user: { profile: { name: STANDARD_PROFILE, permissions: ['RunReports'] } } },
    ],
  },
  {
    id: 'defaultPermissionSkipped',
    severity: 'warning',
    subject: 'PasswordNeverExpires',
    tokens: ['PasswordNeverExpires'],
    when: {
      user: { profile: { name: STANDARD_PROFILE } },
      state: { permissionSetLicenses: psl({ carries: new Set(['EditTask']) }) },
    },
    notWhen: [
      { user: { profile: { name: STANDARD_PROFILE } } },
      { state: { permissionSetLicenses: psl({ carries: new Set(['EditTask']) }) } },
    ],
  },
];

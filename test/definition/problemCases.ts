import type { UserFlags } from '../../src/definition/fromFlags.ts';

/** A problem of a definition: the flags, and the file if any, where it is found, and those where it is not. */
export type DefinitionCase = {
  readonly id: string;
  readonly flags: UserFlags;
  /** Undefined: no file. Null: a path where there is none. */
  readonly file?: string | null;
  readonly not: { readonly flags: UserFlags; readonly file?: string };
};

const name = 'Zoom';
const flagged = (id: string, flags: UserFlags, not: UserFlags): DefinitionCase => ({
  id,
  flags: { name, ...flags },
  not: { flags: { name, ...not } },
});
const filed = (
  id: string,
  file: string | null,
  not: string,
  flags: UserFlags = {},
  notFlags: UserFlags = {},
): DefinitionCase => ({
  id,
  flags,
  file,
  not: { flags: notFlags, file: not },
});
const TWO = 'users: [{ name: Zoom }, { name: Other }]';
const login = (text: string): string => `users: [{ name: Zoom, credential: { type: client-credentials, ${text} } }]`;
const set = (text: string): string => `users: [{ name: Zoom, permissionSet: { ${text} } }]`;

export const DEFINITION_CASES: readonly DefinitionCase[] = [
  flagged('nameEmpty', { name: ' ' }, {}),
  flagged('nameTooLong', { name: 'x'.repeat(67) }, { name: 'x'.repeat(66) }),
  flagged('nameCharacters', { name: 'a<b' }, { name: 'a (b)' }),
  flagged('nameLetters', { name: '日本' }, { name: '日本 1' }),
  flagged('usernameTooLong', { username: `${'x'.repeat(75)}@b.com` }, { username: `${'x'.repeat(74)}@b.com` }),
  flagged('usernameForm', { username: '%s' }, { username: 'a@b.integration' }),
  flagged('emailForm', { email: '%s@x' }, { email: 'a@b.com' }),
  flagged('profileName', { profile: ' ' }, { profile: 'P' }),
  flagged('objectFlag', { object: ['%s'] }, { object: ['Account=read'] }),
  flagged('objectRight', { object: ['Account=raed'] }, { object: ['Account=read'] }),
  flagged('fieldFlag', { field: ['Account'] }, { field: ['Account.Name'] }),
  filed('permissionSetName', set('name: 1a'), set('name: a1')),
  filed('permissionSetLabel', set('label: " "'), set('label: L')),
  filed('fileUnreadable', null, TWO, {}, { name }),
  filed('fileSyntax', 'users: [', TWO, {}, { name }),
  filed('fileTooMuch', 'users: &a [{ name: Zoom, queues: *a }]', 'users: [{ name: Zoom, queues: [&a Q, *a] }]'),
  filed(
    'fileUnsetVariable',
    'users: [{ name: "${IU_TEST_UNSET}" }]',
    'users: [{ name: Zoom, role: "$IU_TEST_UNSET" }]',
  ),
  filed('fileUnknownKey', 'users: [{ name: Zoom, rol: R }]', 'users: [{ name: Zoom, role: R }]'),
  filed('fileValue', 'users: [{ name: 5 }]', 'users: [{ name: "5" }]'),
  filed('credentialApp', login('app: 1a'), login('app: a1')),
  filed('credentialScope', login('scopes: [apo]'), login('scopes: [api, refresh_token]')),
  filed('credentialScopeFull', login('scopes: [full]'), login('scopes: [OpenID]')),
  filed(
    'credentialIpRange',
    login('ipRanges: [203.0.113.9-203.0.113.1]'),
    login('ipRanges: [203.0.113.1-203.0.113.9]'),
  ),
  filed(
    'credentialCertificateUnused',
    login('certificate: a.crt'),
    'users: [{ name: Zoom, credential: { type: jwt, certificate: a.crt } }]',
  ),
  filed('fileSeveralUsers', TWO, TWO, {}, { name }),
  filed('fileNoSuchUser', TWO, TWO, { name: 'Third' }, { name: 'OTHER' }),
];

/** Problems between the users of one definition; a command that makes one user never meets them. */
export const DUPLICATE_IDS = [
  'duplicateName',
  'duplicateUsername',
  'duplicateDefaultUsername',
  'duplicatePermissionSet',
  'duplicateApp',
] as const;

/** Problems of commands that make a part alone. */
export const PART_IDS = ['unknownSource', 'sourceRights', 'fileSeveralSets', 'fileNoSuchSet'] as const;

import { qualified, USER_LICENSE } from '../names.ts';
import { PRINCIPAL_COLUMNS, PRINCIPAL_TYPES, principalName } from './principals.ts';
import { soql } from '../wire/soql.ts';
import { queryAll, required, text, type Row } from '../wire/query.ts';
import type { Org } from '../wire/transport.ts';

const byName = (row: Row): string => qualified(text(row, 'NamespacePrefix'), required(row, 'Name'));
const byDeveloperName = (row: Row): string => qualified(text(row, 'NamespacePrefix'), required(row, 'DeveloperName'));

const QUERIES = {
  permissionSets: ['SELECT Name, NamespacePrefix FROM PermissionSet WHERE IsOwnedByProfile = false', byName],
  groups: ['SELECT DeveloperName, NamespacePrefix FROM PermissionSetGroup', byDeveloperName],
  permissionSetLicenses: ['SELECT DeveloperName FROM PermissionSetLicense', byDeveloperName],
  apexClasses: ['SELECT Name, NamespacePrefix FROM ApexClass', byName],
  apexPages: ['SELECT Name, NamespacePrefix FROM ApexPage', byName],
  customPermissions: ['SELECT DeveloperName, NamespacePrefix FROM CustomPermission', byDeveloperName],
  flows: [
    'SELECT ApiName, NamespacePrefix FROM FlowDefinitionView',
    (row: Row): string => qualified(text(row, 'NamespacePrefix'), required(row, 'ApiName')),
  ],
  namedCredentials: ['SELECT DeveloperName, NamespacePrefix FROM NamedCredential', byDeveloperName],
  externalCredentials: [
    soql`SELECT ${PRINCIPAL_COLUMNS} FROM ExternalCredentialParameter WHERE ParameterType IN ${PRINCIPAL_TYPES}`,
    (row: Row): string => principalName(row),
  ],
  connectedApps: ['SELECT Name FROM ConnectedApplication', byName],
  users: [
    soql`SELECT Username FROM User WHERE Profile.UserLicense.Name = ${USER_LICENSE}`,
    (row: Row): string => required(row, 'Username'),
  ],
  recordTypes: [
    'SELECT SobjectType, DeveloperName FROM RecordType WHERE IsActive = true',
    (row: Row): string => `${required(row, 'SobjectType')}.${required(row, 'DeveloperName')}`,
  ],
  roles: ['SELECT DeveloperName FROM UserRole', byDeveloperName],
  publicGroups: ["SELECT DeveloperName FROM Group WHERE Type = 'Regular'", byDeveloperName],
  queues: ["SELECT DeveloperName FROM Group WHERE Type = 'Queue'", byDeveloperName],
} as const;

export type CandidateKind = keyof typeof QUERIES;

/**
 * The names of these kinds that the org has, to offer the nearest ones to a name that it does not have.
 * @throws OrgRefusal, OrgSilence
 */
export async function readCandidates(
  org: Org,
  kinds: readonly CandidateKind[],
): Promise<Partial<Record<CandidateKind, string[]>>> {
  const rows = await queryAll(org, Object.fromEntries(kinds.map((kind) => [kind, QUERIES[kind][0]])));
  return Object.fromEntries(kinds.map((kind) => [kind, (rows[kind]?.rows ?? []).map(QUERIES[kind][1])]));
}

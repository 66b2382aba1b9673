import { chunks } from '../wire/chunks.ts';
import { flag, required, text, type Row } from '../wire/query.ts';
import { queryKinds } from '../wire/queryKinds.ts';
import { columns, soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';
import { INTERNAL } from './auditOrg.ts';
import { iso } from './logins.ts';

/** A user as the audit reads it. */
export type AuditUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly profile: string;
  /** Name of the user license; undefined: the caller may not read UserLicense. */
  readonly license: string | undefined;
  readonly isActive: boolean;
  /** Undefined: the caller may not read UserLogin. */
  readonly isFrozen: boolean | undefined;
  readonly lastLogin: string | undefined;
};

export type AuditUsers = {
  readonly users: readonly AuditUser[];
  /** By object, Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
};

/**
 * The active internal ones among these users.
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readAuditUsers(org: Org, userIds: readonly string[]): Promise<AuditUsers> {
  const each = (object: string, query: (ids: readonly string[]) => string) => ({
    object,
    queries: chunks(userIds).map(query),
  });
  const { rows, refused } = await queryKinds(org, {
    users: each(
      'User',
      (ids) =>
        soql`SELECT Id, Username, Name, IsActive, LastLoginDate, Profile.Name FROM User WHERE Id IN ${ids} AND IsActive = true AND UserType = ${INTERNAL}`,
    ),
    // Apart: who may not see UserLicense still learns the rest (facts 1.2).
    licenses: each(
      'UserLicense',
      (ids) =>
        soql`SELECT Id, Profile.UserLicense.Name FROM User WHERE Id IN ${ids} AND IsActive = true AND UserType = ${INTERNAL}`,
    ),
    frozen: each('UserLogin', (ids) => soql`SELECT UserId FROM UserLogin WHERE UserId IN ${ids} AND IsFrozen = true`),
  });
  const licenses = new Map(rows.licenses.map((row) => [required(row, 'Id'), text(row, 'Profile.UserLicense.Name')]));
  const frozen = new Set(rows.frozen.map((row) => required(row, 'UserId')));
  return {
    users: rows.users.map((row) => ({
      id: required(row, 'Id'),
      username: required(row, 'Username').toLowerCase(),
      name: required(row, 'Name'),
      profile: required(row, 'Profile.Name'),
      license: licenses.get(required(row, 'Id')),
      isActive: flag(row, 'IsActive'),
      isFrozen: refused.has('UserLogin') ? undefined : frozen.has(required(row, 'Id')),
      lastLogin: iso(required(row, 'LastLoginDate')) || undefined,
    })),
    refused,
  };
}

/** User permissions on which Salesforce enforces phishing-resistant MFA (Salesforce Help 005321563). */
export const ADMIN_RIGHTS = ['ModifyAllData', 'ViewAllData', 'CustomizeApplication', 'AuthorApex'] as const;

/** A right of an administrator, and by which profile, permission set or group a user has it. */
export type AdminRight = { readonly userId: string; readonly permission: string; readonly by: string };
export type AuditSession = { readonly userId: string; readonly type: string; readonly application: string };

export type Holdings = {
  readonly adminRights: readonly AdminRight[];
  readonly sessions: readonly AuditSession[];
  readonly refused: ReadonlyMap<string, string>;
};

/**
 * Rights of an administrator and open sessions of these users. The set of a group holds what the group gives, muting taken off (Object
 * Reference, PermissionSetAssignment), so its own row tells.
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readHoldings(org: Org, userIds: readonly string[]): Promise<Holdings> {
  const fields = columns(ADMIN_RIGHTS.map((name) => `PermissionSet.Permissions${name}`));
  const any = { part: ADMIN_RIGHTS.map((name) => `PermissionSet.Permissions${name} = true`).join(' OR ') };
  const each = (object: string, query: (ids: readonly string[]) => string) => ({
    object,
    queries: chunks(userIds).map(query),
  });
  const { rows, refused } = await queryKinds(org, {
    assignments: each(
      'PermissionSetAssignment',
      (ids) =>
        soql`SELECT AssigneeId, PermissionSet.Name, PermissionSet.IsOwnedByProfile, PermissionSet.Profile.Name, PermissionSetGroup.DeveloperName, ${fields} FROM PermissionSetAssignment WHERE AssigneeId IN ${ids} AND (${any})`,
    ),
    sessions: each(
      'AuthSession',
      (ids) =>
        soql`SELECT UsersId, SessionType, LoginHistory.Application FROM AuthSession WHERE UsersId IN ${ids} AND IsCurrent = false`,
    ),
  });
  return {
    adminRights: rows.assignments.flatMap((row) =>
      ADMIN_RIGHTS.filter((name) => flag(row, `PermissionSet.Permissions${name}`)).map((permission) => ({
        userId: required(row, 'AssigneeId'),
        permission,
        by: giver(row),
      })),
    ),
    sessions: rows.sessions.map((row) => ({
      userId: required(row, 'UsersId'),
      type: required(row, 'SessionType'),
      application: required(row, 'LoginHistory.Application'),
    })),
    refused,
  };
}

function giver(row: Row): string {
  if (flag(row, 'PermissionSet.IsOwnedByProfile')) return required(row, 'PermissionSet.Profile.Name');
  return text(row, 'PermissionSetGroup.DeveloperName') ?? required(row, 'PermissionSet.Name');
}

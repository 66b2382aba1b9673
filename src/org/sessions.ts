import { flag, queryAll, required, text, type Row } from './query.ts';
import { readRefusals, type OrgRefusal } from './refusal.ts';
import { soql } from './soql.ts';
import { write, type Org } from './transport.ts';

/** By what a user is logged in: a refresh token, with the access tokens made from it, or a session. */
export type Login = {
  readonly kind: 'OauthToken' | 'AuthSession';
  readonly id: string;
  /** Empty where the org does not tell. */
  readonly application: string;
  /** When it was last used or began, and from where. */
  readonly detail: string;
  /** Ends a refresh token at the revocation endpoint (facts 5.2); a secret. */
  readonly deleteToken: string | undefined;
  /** The session in which this question was asked. */
  readonly isCurrent: boolean;
};

export type Logins = {
  readonly logins: readonly Login[];
  readonly refused: readonly OrgRefusal[];
  /** False: who asks sees only its own sessions, and Salesforce does not say so. */
  readonly seesOthers: boolean;
};

/** Rows of one delete request (facts 7.3). */
const ROWS = 200;

/**
 * Refresh tokens and sessions of a user, in one request. Sessions of others need Manage Users (facts 5.2).
 * @param caller username of who asks
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readLogins(org: Org, userId: string, caller: string): Promise<Logins> {
  const { tokens, sessions, rights } = await queryAll(org, {
    tokens: soql`SELECT Id, AppName, DeleteToken, LastUsedDate FROM OauthToken WHERE UserId = ${userId}`,
    sessions: soql`SELECT Id, LoginType, SourceIp, CreatedDate, IsCurrent, LoginHistory.Application FROM AuthSession WHERE UsersId = ${userId}`,
    rights: soql`SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = ${caller} AND PermissionSet.PermissionsManageUsers = true LIMIT 1`,
  });
  return {
    logins: [...(tokens?.rows ?? []).map(tokenOf), ...(sessions?.rows ?? []).map(sessionOf)],
    refused: [tokens?.refused, sessions?.refused].filter((one) => one !== undefined),
    seesOthers: (rights?.rows.length ?? 0) > 0,
  };
}

function tokenOf(row: Row): Login {
  return {
    kind: 'OauthToken',
    id: required(row, 'Id'),
    application: required(row, 'AppName'),
    detail: text(row, 'LastUsedDate') ?? '',
    deleteToken: text(row, 'DeleteToken'),
    isCurrent: false,
  };
}

function sessionOf(row: Row): Login {
  const parts = [required(row, 'LoginType'), text(row, 'SourceIp'), text(row, 'CreatedDate')];
  return {
    kind: 'AuthSession',
    id: required(row, 'Id'),
    application: text(row, 'LoginHistory.Application') ?? '',
    detail: parts.filter((part) => part !== undefined && part !== '').join(', '),
    deleteToken: undefined,
    isCurrent: flag(row, 'IsCurrent'),
  };
}

/**
 * Ends sessions. One that is gone already, or went with its parent, is as good as ended.
 * @returns the words of Salesforce by the id of a session that it did not end
 * @throws OrgRefusal, OrgSilence
 */
export async function endSessions(org: Org, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>();
  for (let at = 0; at < ids.length; at += ROWS) {
    const some = ids.slice(at, at + ROWS);
    const path = `/composite/sobjects?ids=${some.join(',')}&allOrNone=false`;
    const results = await write<readonly { success?: boolean; errors?: unknown }[]>(org, 'DELETE', path);
    some.forEach((id, index) => {
      const refusals = readRefusals(results[index]?.errors);
      const isGone = refusals.some(({ errorCode }) => errorCode === 'ENTITY_IS_DELETED');
      if (results[index]?.success === true || isGone) return;
      failed.set(id, refusals.map(({ errorCode, message }) => `${errorCode}: ${message}`).join('\n'));
    });
  }
  return failed;
}

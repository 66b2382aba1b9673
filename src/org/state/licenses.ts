import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../names.ts';
import { number, queryAll, required, type Row } from '../wire/query.ts';
import { soql } from '../wire/soql.ts';
import type { Seats } from './state.ts';
import type { Org } from '../wire/transport.ts';

/** Undefined: the org does not have the license. */
export type IntegrationLicenses = {
  readonly userLicense: Seats | undefined;
  readonly permissionSetLicense: Seats | undefined;
};

/**
 * Seats of the two licenses of an integration user, in one request. Used seats are not filtered on: from API 64 they cannot be (facts 1.2).
 * @throws OrgRefusal, OrgSilence
 */
export async function readLicenses(org: Org): Promise<IntegrationLicenses> {
  const { users, sets } = await queryAll(org, {
    users: soql`SELECT Id, Name, Status, TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = ${USER_LICENSE}`,
    sets: soql`SELECT Id, MasterLabel, Status, TotalLicenses, UsedLicenses FROM PermissionSetLicense WHERE DeveloperName = ${PERMISSION_SET_LICENSE}`,
  });
  const refused = users?.refused ?? sets?.refused;
  if (refused) throw refused;
  return {
    userLicense: users?.rows.map((row) => seatsOf(row, 'Name'))[0],
    permissionSetLicense: sets?.rows.map((row) => seatsOf(row, 'MasterLabel'))[0],
  };
}

/** Seats out of a row of UserLicense or PermissionSetLicense. */
export function seatsOf(row: Row, name: string): Seats {
  return {
    id: required(row, 'Id'),
    name: required(row, name),
    status: required(row, 'Status'),
    total: number(row, 'TotalLicenses'),
    used: number(row, 'UsedLicenses'),
  };
}

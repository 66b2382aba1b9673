import { chunks } from '../wire/chunks.ts';
import { number, required, text, type Row } from '../wire/query.ts';
import { queryKinds } from '../wire/queryKinds.ts';
import { soql, type SoqlPart } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';
import { GROUPS } from './countLogins.ts';
import { API_TYPES } from './loginTypes.ts';
import { within, type Period } from './logins.ts';

/** At which hours of the day, UTC, and from how many addresses users log in over the API, by user id. Failed logins do not count. */
export type Rhythm = {
  /** Undefined: the org does not tell. */
  readonly hours: ReadonlyMap<string, ReadonlyMap<number, number>> | undefined;
  readonly addresses: ReadonlyMap<string, number> | undefined;
};

/** Every user has at most 24 hours, most of them with one outcome. */
const HOUR_USERS = 40;

/** @throws OrgRefusal, OrgSilence when the request itself fails */
export async function readRhythm(org: Org, userIds: readonly string[], period: Period): Promise<Rhythm> {
  const { rows, refused } = await queryKinds(org, {
    hours: {
      object: 'hours',
      queries: chunks(userIds, { count: HOUR_USERS }).map(
        (ids) =>
          soql`SELECT UserId, Status, HOUR_IN_DAY(LoginTime) loginHour, COUNT(Id) logins FROM LoginHistory WHERE ${apiWhere(ids, period)} GROUP BY UserId, Status, HOUR_IN_DAY(LoginTime) ORDER BY COUNT(Id) DESC LIMIT ${GROUPS}`,
      ),
    },
    addresses: {
      object: 'addresses',
      queries: chunks(userIds).map(
        (ids) =>
          soql`SELECT UserId, Status, COUNT_DISTINCT(SourceIp) addresses FROM LoginHistory WHERE ${apiWhere(ids, period)} GROUP BY UserId, Status ORDER BY COUNT(Id) DESC LIMIT ${GROUPS}`,
      ),
    },
  });
  const hours = new Map<string, Map<number, number>>();
  for (const row of rows.hours.filter(isSuccess)) {
    const own = hours.get(required(row, 'UserId')) ?? new Map<number, number>();
    hours.set(required(row, 'UserId'), own.set(number(row, 'loginHour'), number(row, 'logins')));
  }
  const addresses = rows.addresses.filter(isSuccess);
  return {
    hours: refused.has('hours') ? undefined : hours,
    addresses: refused.has('addresses')
      ? undefined
      : new Map(addresses.map((row) => [required(row, 'UserId'), number(row, 'addresses')])),
  };
}

/** Addresses of a user that are listed. */
const LISTED = 20;
/** With more addresses than this a list of some would say nothing. */
const TOO_MANY = 100;

/**
 * The addresses from which users log in over the API, the most used first, at most {@link LISTED}; none of users who have very many.
 * @param counts how many each user has
 * @throws OrgRefusal, OrgSilence when the request itself fails
 */
export async function readAddresses(
  org: Org,
  userIds: readonly string[],
  counts: ReadonlyMap<string, number>,
  period: Period,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const count = (id: string): number => counts.get(id) ?? 0;
  const some = userIds.filter((id) => count(id) > 0 && count(id) <= TOO_MANY);
  const { rows } = await queryKinds(org, {
    addresses: {
      object: 'LoginHistory',
      // Failed logins may come from elsewhere, so there is room for as many again.
      queries: chunks(some, { rows: (id) => 2 * count(id) }).map(
        (ids) =>
          soql`SELECT UserId, SourceIp, Status, COUNT(Id) logins FROM LoginHistory WHERE ${apiWhere(ids, period)} GROUP BY UserId, SourceIp, Status ORDER BY COUNT(Id) DESC LIMIT ${GROUPS}`,
      ),
    },
  });
  const found = new Map<string, string[]>();
  for (const row of rows.addresses.filter(isSuccess)) {
    const own = found.get(required(row, 'UserId')) ?? [];
    if (own.length < LISTED && text(row, 'SourceIp') !== undefined) own.push(required(row, 'SourceIp'));
    found.set(required(row, 'UserId'), own);
  }
  return found;
}

function apiWhere(userIds: readonly string[], period: Period): SoqlPart {
  return { part: soql`${{ part: within(period) }} AND LoginType IN ${API_TYPES} AND UserId IN ${userIds}` };
}

function isSuccess(row: Row): boolean {
  return text(row, 'Status') === 'Success';
}

import { number, required, text, type Row } from '../wire/query.ts';
import { queryKinds } from '../wire/queryKinds.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';
import { GROUPS } from './countLogins.ts';
import { iso, within, type Period } from './logins.ts';

/** One way of logging in, over all users. */
export type LoginWay = {
  readonly application: string;
  readonly type: string;
  readonly subType: string;
  readonly status: string;
  readonly logins: number;
  /** How many different users. */
  readonly users: number;
  readonly first: string;
  readonly last: string;
};

/** An application over all users and ways, successful logins alone. */
export type OrgApplication = Pick<LoginWay, 'logins' | 'users' | 'last'> & { readonly name: string };

export type Ways = {
  readonly ways: readonly LoginWay[];
  readonly applications: readonly OrgApplication[];
  /** False: there are more ways than an answer holds. */
  readonly whole: boolean;
  /** Salesforce's words. */
  readonly refused: string | undefined;
};

/** The queries for the ways of logging in and for the applications, the most used first. */
export function wayQueries(period: Period): Readonly<Record<'ways' | 'applications', string>> {
  const time = { part: within(period) };
  const counted = { part: 'COUNT(Id) logins, COUNT_DISTINCT(UserId) users, MAX(LoginTime) lastLogin' };
  return {
    ways: soql`SELECT Application, LoginType, LoginSubType, Status, MIN(LoginTime) firstLogin, ${counted} FROM LoginHistory WHERE ${time} GROUP BY Application, LoginType, LoginSubType, Status ORDER BY COUNT(Id) DESC LIMIT ${GROUPS}`,
    applications: soql`SELECT Application, Status, ${counted} FROM LoginHistory WHERE ${time} GROUP BY Application, Status ORDER BY COUNT(Id) DESC LIMIT ${GROUPS}`,
  };
}

/** Rows of {@link wayQueries}, or why there are none. */
export function waysOf(ways: readonly Row[], applications: readonly Row[], refused: string | undefined): Ways {
  return {
    ways: ways.map((row) => ({
      application: required(row, 'Application'),
      type: required(row, 'LoginType'),
      subType: required(row, 'LoginSubType'),
      status: required(row, 'Status'),
      first: iso(required(row, 'firstLogin')),
      ...counts(row),
    })),
    applications: applications
      .filter((row) => text(row, 'Status') === 'Success')
      .map((row) => ({ name: required(row, 'Application'), ...counts(row) })),
    whole: ways.length < GROUPS,
    refused,
  };
}

function counts(row: Row): Pick<LoginWay, 'logins' | 'users' | 'last'> {
  return { logins: number(row, 'logins'), users: number(row, 'users'), last: iso(required(row, 'lastLogin')) };
}

/** What took too long, or does not fit, may do so in half of the time. */
function isTooMuch({ whole, refused }: Ways): boolean {
  return !whole || (refused !== undefined && /QUERY_TIMEOUT|queryMore/i.test(refused));
}

/** So often the time is halved. */
const HALVES = 3;

/**
 * The same for parts of the time where the whole was too much; two requests for each time it is halved.
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function inParts(org: Org, period: Period, whole: Ways, halves = HALVES): Promise<Ways> {
  if (!isTooMuch(whole) || halves === 0) return whole;
  const middle = new Date(Math.floor((period.from.getTime() + period.to.getTime()) / 2000) * 1000);
  const parts = [
    { from: period.from, to: new Date(middle.getTime() - 1000) },
    { from: middle, to: period.to },
  ];
  const read = await Promise.all(
    parts.map(async (part) => {
      const { ways, applications } = wayQueries(part);
      const { rows, refused } = await queryKinds(org, {
        ways: { object: 'LoginHistory', queries: [ways] },
        applications: { object: 'LoginHistory', queries: [applications] },
      });
      return inParts(org, part, waysOf(rows.ways, rows.applications, refused.get('LoginHistory')), halves - 1);
    }),
  );
  return joined(read);
}

/** Of users that two parts have nobody knows how many are the same: at least as many as the larger has. */
function joined(parts: readonly Ways[]): Ways {
  const ways = new Map<string, LoginWay>();
  const applications = new Map<string, OrgApplication>();
  for (const part of parts) {
    for (const way of part.ways) {
      const key = JSON.stringify([way.application, way.type, way.subType, way.status]);
      const { first = way.first } = ways.get(key) ?? {};
      ways.set(key, { ...way, ...together(ways.get(key), way), first: first < way.first ? first : way.first });
    }
    for (const one of part.applications)
      applications.set(one.name, { ...one, ...together(applications.get(one.name), one) });
  }
  return {
    ways: [...ways.values()],
    applications: [...applications.values()],
    whole: parts.every(({ whole }) => whole),
    refused: parts.find(({ refused }) => refused)?.refused,
  };
}

type Counts = Pick<LoginWay, 'logins' | 'users' | 'last'>;

function together(a: Counts | undefined, b: Counts): Counts {
  const { logins, users, last } = a ?? { logins: 0, users: 0, last: '' };
  return { logins: logins + b.logins, users: Math.max(users, b.users), last: last > b.last ? last : b.last };
}

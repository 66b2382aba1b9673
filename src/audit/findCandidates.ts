import { bulkLogins } from '../org/audit/bulkLogins.ts';
import { countLogins, GROUPS } from '../org/audit/countLogins.ts';
import type { LoginGroup, Period } from '../org/audit/logins.ts';
import { readLatestTokens, readTokensOf, type Tokens } from '../org/audit/tokens.ts';
import type { Org } from '../org/wire/transport.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { isApplication, isCommandLine } from './applications.ts';
import { apiFlow } from './evidence.ts';
import { HUNT_COLUMNS, momentWheres, pairWhere, type Hunt, type Pair } from './hunt.ts';
import type { Scene } from './seen.ts';

/** Ids of users of whom something speaks for a machine, and what was not seen while looking for them. */
export type Candidates = {
  readonly ids: readonly string[];
  /** Salesforce's words. */
  readonly tokensRefused: string | undefined;
  readonly tokensWhole: boolean;
  /** Ways of logging in of which not all users were read. */
  readonly unread: readonly string[];
  /** Of the bulk engine: rows go through it only where groups would not do. */
  readonly bulk: { readonly used: boolean; readonly refused: string | undefined };
};

/** Answers of groups in a row, of 2,000 each, before a bulk query is the better way. */
const STEPS = 8;

/**
 * Looks for users who may be machines: by ways of logging in that need no person, and by the tokens and the logins of applications with few
 * users. What is read grows with these, not with all users.
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function findCandidates(org: Org, hunt: Hunt, period: Period, scene: Scene): Promise<Candidates> {
  const names = hunt.connectors.map(({ name }) => name);
  const known = new Map(hunt.connectors.map(({ name, users }) => [name, users]));
  const isConnector = ({ application }: { readonly application: string }) => known.has(application);
  const moments = hunt.crowded.length === 0 ? [] : hunt.connectors.flatMap((connector) => connector.moments);
  const small = hunt.walks.filter(({ users }) => users <= STEPS * GROUPS * 0.75);
  const large = hunt.walks.filter((pair) => !small.includes(pair));
  const [walked, tokens, caught] = await Promise.all([
    countLogins(
      org,
      small.map((pair) => ({ where: pairWhere(pair, period), by: HUNT_COLUMNS })),
      STEPS,
    ),
    readTokensOf(org, names, (name) => 2 * (known.get(name) ?? 1)),
    countLogins(
      org,
      momentWheres(moments).map((where) => ({ where, by: HUNT_COLUMNS })),
      2,
    ),
  ]);
  const isOpen = (login: LoginGroup): boolean => isSuspect(login, scene);
  const isPipelines = (login: LoginGroup): boolean => isCommandLine(login.application) && isConnector(login);
  const groups = [
    ...walked.flatMap((one) => one.groups).filter((login) => isOpen(login) || isPipelines(login)),
    ...caught.flatMap((one) => one.groups).filter(isConnector),
  ];
  const owners = new Map<string, Set<string>>();
  const add = (application: string, userId: string) =>
    owners.set(application, (owners.get(application) ?? new Set()).add(userId));
  for (const { application, userId } of groups) add(application, userId);
  for (const { application, userId } of tokens.tokens) add(application, userId);
  const missing = hunt.connectors.filter(
    ({ name, users }) => !isCommandLine(name) && (owners.get(name)?.size ?? 0) < users,
  );
  const hidden = new Set(missing.map(({ name }) => name));
  // Too many after all, or too slow for an answer of groups.
  const stopped = small.filter((_, at) => walked[at]?.whole === false);
  const more = await overflowed(
    org,
    [
      ...[...large, ...stopped].map((pair) => ({ pair, keep: (login: LoginGroup) => isOpen(login) })),
      ...(hidden.size === 0 ? [] : hunt.crowded).map((pair) => ({
        pair,
        keep: ({ application }: LoginGroup) => hidden.has(application),
      })),
    ],
    period,
  );
  const ids = [...groups, ...more.groups, ...tokens.tokens].map(({ userId }) => userId).filter((id) => id !== '');
  return {
    ids: [...new Set(ids)],
    tokensRefused: tokens.refused,
    tokensWhole: tokens.whole,
    unread: more.unread,
    bulk: more.bulk,
  };
}

/** A login that a machine may have made. */
function isSuspect(login: LoginGroup, scene: Scene): boolean {
  if (login.status !== 'Success') return false;
  const flow = apiFlow(login, scene);
  return flow === 'refresh-token'
    ? isApplication(login.application)
    : flow !== undefined && flow !== 'people-application' && flow !== 'interactive-consent';
}

type Wanted = { readonly pair: Pair; readonly keep: (login: LoginGroup) => boolean };

type Overflowed = Pick<Candidates, 'unread' | 'bulk'> & { readonly groups: readonly LoginGroup[] };

/** What groups cannot give: row by row in bulk; where the org refuses that, as many groups as fit into a bounded number of answers. */
async function overflowed(org: Org, wanted: readonly Wanted[], period: Period): Promise<Overflowed> {
  const groups: LoginGroup[] = [];
  const unread: string[] = [];
  let refused: string | undefined;
  for (const { pair, keep } of wanted) {
    const ask = { where: pairWhere(pair, period), by: HUNT_COLUMNS };
    const isKept = (login: { readonly application: string; readonly status: string }) =>
      keep({ ...NOBODY, ...pair, ...login });
    const inBulk = (): Promise<readonly LoginGroup[] | string> =>
      unlessRefused<readonly LoginGroup[] | string>(
        () => bulkLogins(org, ask, isKept),
        (why) => why,
      );
    const found = refused ?? (await inBulk());
    if (typeof found !== 'string') {
      groups.push(...found);
      continue;
    }
    refused = found;
    const [walk] = await countLogins(org, [ask], STEPS);
    groups.push(...(walk?.groups.filter(keep) ?? []));
    if (walk?.whole !== true) unread.push(nameOf(pair));
  }
  return { groups, unread, bulk: { used: wanted.length > 0, refused } };
}

const NOBODY = { userId: '', browser: '', address: '', count: 0, first: '', last: '', status: 'Success' };

function nameOf({ type, subType }: Pair): string {
  return subType === '' ? type : subType;
}

/** Who holds tokens of an application with few users, where nobody may see logins. */
export async function candidatesByToken(org: Org, scene: Scene): Promise<{ tokens: Tokens; ids: readonly string[] }> {
  const tokens = await readLatestTokens(org);
  const users = new Map<string, Set<string>>();
  for (const { application, userId } of tokens.tokens)
    users.set(application, (users.get(application) ?? new Set()).add(userId));
  const ids = tokens.tokens
    .filter(({ application }) => isApplication(application) && !scene.isForPeople(application))
    .filter(({ application }) => (users.get(application)?.size ?? 0) <= TOKEN_CROWD)
    .map(({ userId }) => userId);
  return { tokens, ids: [...new Set(ids)] };
}

/** Among the tokens that were used last, more users than these are people. */
const TOKEN_CROWD = 50;

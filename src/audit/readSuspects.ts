import { countLogins } from '../org/audit/countLogins.ts';
import { readAuditUsers, readHoldings, type AuditUser, type Holdings } from '../org/audit/auditUsers.ts';
import { within, type LoginColumn, type LoginGroup, type Period } from '../org/audit/logins.ts';
import { readRhythm } from '../org/audit/rhythm.ts';
import { readTokensFor, type Tokens } from '../org/audit/tokens.ts';
import { chunks } from '../org/wire/chunks.ts';
import { soql } from '../org/wire/soql.ts';
import type { Org } from '../org/wire/transport.ts';
import { readUsage, type Usage, type UsagePart } from '../org/use/usage.ts';
import type { AuditStep } from './audit.ts';
import { evidenceOf } from './evidence.ts';
import { isPeoplesLicense } from './money.ts';
import type { Scene, Seen } from './seen.ts';

/** Users who may be machines, with everything about them, and what could not be read. */
export type Suspects = {
  readonly seen: readonly Seen[];
  readonly tokens: Omit<Tokens, 'tokens'>;
  readonly usage: Usage;
  /** By object, Salesforce's words. */
  readonly refused: ReadonlyMap<string, string>;
  /** Whether all logins of all of them were read. */
  readonly loginsWhole: boolean;
  /** Hours and addresses. */
  readonly rhythmRead: boolean;
};

/** About ten groups a user; more than 2,000 go on in another answer. */
const USERS = 100;
const STEPS = 6;
/** A log is in memory as a whole: the latest few tell enough of how often something asks. */
const LOGS: UsagePart = { most: 8, bytes: 48 * 1024 * 1024 };
const COLUMNS: readonly LoginColumn[] = ['UserId', 'LoginType', 'LoginSubType', 'Application', 'Browser', 'Status'];

type How = {
  readonly isSeen: boolean;
  readonly includeFrozen: boolean;
  readonly onStep: (step: AuditStep, users: number) => void;
};

/**
 * Reads who the candidates are and how they log in, and of those whose logins may be a machine's everything else.
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function readSuspects(
  org: Org,
  ids: readonly string[],
  period: Period,
  scene: Scene,
  { isSeen, includeFrozen, onStep }: How,
): Promise<Suspects> {
  const asks = chunks(isSeen ? ids : [], { count: USERS }).map((some) => ({
    where: { part: soql`${{ part: within(period) }} AND UserId IN ${some}` },
    by: COLUMNS,
  }));
  const [{ users, refused }, counted] = await Promise.all([readAuditUsers(org, ids), countLogins(org, asks, STEPS)]);
  const logins = byUser(counted.flatMap(({ groups }) => groups));
  const mayBe = users.filter((user) => isLooked(user, includeFrozen));
  const bare = mayBe.map((user): Seen => ({
    ...UNREAD,
    user,
    logins: isSeen ? (logins.get(user.id) ?? []) : undefined,
  }));
  const some = bare.filter((seen) => !isSeen || worksWithoutPeople(seen, scene));
  const suspects = some.map(({ user }) => user.id);
  onStep('habits', suspects.length);
  const [rhythm, tokens, holdings] = await Promise.all([
    isSeen ? readRhythm(org, suspects, period) : { hours: undefined, addresses: undefined },
    readTokensFor(org, suspects),
    readHoldings(org, suspects),
  ]);
  onStep('usage', suspects.length);
  const usage = suspects.length === 0 ? NO_USAGE : await readUsage(org, suspects, LOGS);
  return {
    seen: some.map((seen) => withMore(seen, { rhythm, tokens, holdings, usage })),
    tokens: { refused: tokens.refused, whole: tokens.whole },
    usage,
    refused: new Map([...refused, ...holdings.refused]),
    loginsWhole: counted.every(({ whole }) => whole),
    rhythmRead: !isSeen || (rhythm.hours !== undefined && rhythm.addresses !== undefined),
  };
}

const NO_USAGE: Usage = { days: [], users: new Map(), left: 0 };
const UNREAD = {
  tokens: [],
  sessions: [],
  adminRights: [],
  hours: undefined,
  addressCount: undefined,
  requests: undefined,
};

function isLooked({ license, isFrozen }: AuditUser, includeFrozen: boolean): boolean {
  return (includeFrozen || isFrozen !== true) && (license === undefined || isPeoplesLicense(license));
}

function worksWithoutPeople(seen: Seen, scene: Scene): boolean {
  return evidenceOf(seen, scene).some(({ speaksFor, count }) => speaksFor === 'machine' && count !== null);
}

type More = {
  readonly rhythm: Awaited<ReturnType<typeof readRhythm>>;
  readonly tokens: Tokens;
  readonly holdings: Holdings;
  readonly usage: Usage;
};

function withMore(seen: Seen, { rhythm, tokens, holdings, usage }: More): Seen {
  const { id } = seen.user;
  const own = ({ userId }: { readonly userId: string }): boolean => userId === id;
  return {
    ...seen,
    tokens: tokens.tokens.filter(own),
    sessions: holdings.sessions.filter(own),
    adminRights: holdings.adminRights.filter(own),
    hours: rhythm.hours && (rhythm.hours.get(id) ?? new Map<number, number>()),
    addressCount: rhythm.addresses && (rhythm.addresses.get(id) ?? 0),
    requests: usage.days.length === 0 ? undefined : (usage.users.get(id)?.requests ?? 0),
  };
}

function byUser(groups: readonly LoginGroup[]): ReadonlyMap<string, readonly LoginGroup[]> {
  const users = new Map<string, LoginGroup[]>();
  for (const group of groups) {
    const own = users.get(group.userId);
    if (own) own.push(group);
    else users.set(group.userId, [group]);
  }
  return users;
}

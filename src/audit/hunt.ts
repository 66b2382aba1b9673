import type { LoginWay } from '../org/audit/ways.ts';
import type { LoginColumn, Period } from '../org/audit/logins.ts';
import { within } from '../org/audit/logins.ts';
import { soql, type SoqlPart } from '../org/wire/soql.ts';
import { isApplication, isCommandLine } from './applications.ts';
import { flowOf, UNATTENDED } from './flows.ts';
import type { Scene } from './seen.ts';

/** One way of logging in, whatever the application, which no query can filter (facts 5.1). */
export type Pair = {
  readonly type: string;
  readonly subType: string;
  /** Sum over applications: about as many groups as there are by user and application. */
  readonly users: number;
};

/** Where to look for machines, without looking at everybody. */
export type Hunt = {
  /** Ways that few users have, or that need no person: all their users are read. */
  readonly walks: readonly Pair[];
  /** Ways of which a machine's logins are few among those of people: only connectors are looked for. */
  readonly crowded: readonly Pair[];
  /** Applications with few users that are no people's, by which somebody once let a program in. */
  readonly connectors: readonly Connector[];
};

type Connector = {
  readonly name: string;
  /** How many users it has at least. */
  readonly users: number;
  /** When it was first and last used, each way: whoever logged in at that second is one of its users. */
  readonly moments: readonly string[];
};

export const HUNT_COLUMNS: readonly LoginColumn[] = ['UserId', 'Application', 'LoginType', 'LoginSubType', 'Status'];

/** Users of a way by token that are read outright: a step or two. */
const FEW = 2000;

/** What of an overview is worth looking into. Pure. */
export function huntOf(ways: readonly LoginWay[], scene: Scene): Hunt {
  const used = ways.filter(({ status }) => status === 'Success');
  const pairs = new Map<string, LoginWay[]>();
  for (const way of used) {
    const key = JSON.stringify([way.type, way.subType]);
    pairs.set(key, [...(pairs.get(key) ?? []), way]);
  }
  const wanted = [...pairs.values()].filter((some) => some.some((way) => isWanted(way, scene)));
  const sized = wanted.map((some): Pair & { isUnattended: boolean } => ({
    type: some[0]?.type ?? '',
    subType: some[0]?.subType ?? '',
    users: some.reduce((sum, { users }) => sum + users, 0),
    isUnattended: some.some((way) => UNATTENDED.includes(flowOf(way))),
  }));
  const isWalked = ({ users, isUnattended }: { users: number; isUnattended: boolean }) => isUnattended || users <= FEW;
  return {
    walks: sized.filter(isWalked),
    crowded: sized.filter((pair) => !isWalked(pair)),
    connectors: connectorsOf(used, scene),
  };
}

function isWanted(way: LoginWay, scene: Scene): boolean {
  const flow = flowOf(way);
  const isOpen = !isApplication(way.application) || !scene.isForPeople(way.application);
  if (flow === 'soap-login') return isOpen;
  if (UNATTENDED.includes(flow)) return !scene.isPeoplesByName(way.application);
  return flow === 'refresh-token' && isApplication(way.application) && (isOpen || isFewPipelines(way));
}

function connectorsOf(ways: readonly LoginWay[], scene: Scene): Connector[] {
  const byToken = ways.filter(
    (way) =>
      ['refresh-token', 'interactive-consent'].includes(flowOf(way)) &&
      isApplication(way.application) &&
      (!scene.isForPeople(way.application) || isFewPipelines(way)),
  );
  return [...new Set(byToken.map(({ application }) => application))].map((name) => {
    const own = byToken.filter(({ application }) => application === name);
    return {
      name,
      users: Math.max(...own.map(({ users }) => users)),
      moments: [...new Set(own.flatMap(({ first, last }) => [first, last]))],
    };
  });
}

/** People with a command line, of whom one may be a pipeline, are looked at where they are few. */
const COMMAND_LINES = 500;

function isFewPipelines({ application, users }: LoginWay): boolean {
  return isCommandLine(application) && users <= COMMAND_LINES;
}

/** The condition for all logins of a way. */
export function pairWhere({ type, subType }: Pick<Pair, 'type' | 'subType'>, period: Period): SoqlPart {
  const sub = { part: subType === '' ? 'LoginSubType = null' : soql`LoginSubType = ${subType}` };
  return { part: soql`${{ part: within(period) }} AND LoginType = ${type} AND ${sub}` };
}

/** Moments of one query, so that it stays far below what fits into a request line. */
const MOMENTS = 60;

/** Conditions for the logins at these moments, in the seconds that they are in. */
export function momentWheres(moments: readonly string[]): SoqlPart[] {
  const unique = [...new Set(moments.map((moment) => Math.floor(Date.parse(moment) / 1000)))].sort((a, b) => a - b);
  const chunks = Array.from({ length: Math.ceil(unique.length / MOMENTS) }, (_, at) =>
    unique.slice(at * MOMENTS, (at + 1) * MOMENTS),
  );
  return chunks.map((some) => ({
    part: some
      .map((second) => {
        const [from, to] = [new Date(second * 1000), new Date((second + 1) * 1000)];
        return soql`(LoginTime >= ${from} AND LoginTime < ${to})`;
      })
      .join(' OR '),
  }));
}

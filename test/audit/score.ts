import type { AuditResult } from '../../src/report/audit/result.ts';
import type { Flaw } from '../org/scenarios/large/character.ts';
import { isPerson, type Planted } from '../org/scenarios/large/truth.ts';

/** What an audit said of a user: a verdict with its certainty, or nothing. */
type Said = { readonly username: string; readonly planted: Planted | undefined; readonly said: string };

/** What became of one sort of planted users. */
type Row = {
  readonly kind: string;
  readonly planted: number;
  readonly certain: number;
  readonly likely: number;
  readonly possible: number;
  readonly shared: number;
  readonly unclear: number;
  readonly unnamed: number;
};

type FlawRow = {
  readonly flaw: Flaw;
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
};

/** An audit held against the truth of a generated org. */
export type Score = {
  readonly rows: readonly Row[];
  /** Machines that it calls machines, at any certainty, of all there are; from 0 to 1. */
  readonly recall: number;
  /** Machines among those that it calls machines. */
  readonly precision: number;
  readonly missed: readonly Said[];
  /** Users with a person behind them that it calls machines, by certainty. */
  readonly people: Readonly<Record<'certain' | 'likely' | 'possible', readonly Said[]>>;
  readonly flaws: readonly FlawRow[];
};

/** Findings that tell a flaw. */
const TELLS: Readonly<Record<Flaw, readonly string[]>> = {
  shared: ['several-applications'],
  unused: ['never-used', 'unused'],
  adminRights: ['admin-rights'],
  pslNotNeeded: ['license-not-needed'],
  pslMissing: ['permission-set-license'],
};

/** Counts what an audit of a generated org found, missed and made up. Pure. */
export function scoreOf(
  result: Pick<AuditResult, 'users' | 'integrationUsers'>,
  truth: ReadonlyMap<string, Planted>,
): Score {
  const verdicts = new Map(result.users.map((user) => [user.username, user]));
  const wordOf = (username: string): string => {
    const user = verdicts.get(username);
    if (user === undefined) return 'unnamed';
    return user.verdict === 'machine' ? user.certainty : user.verdict === 'person' ? 'unnamed' : user.verdict;
  };
  const said = [...truth.values()].map((planted): Said => {
    return { username: planted.username, planted, said: wordOf(planted.username) };
  });
  const strangers = result.users
    .filter(({ username }) => !truth.has(username))
    .map(({ username }): Said => ({ username, planted: undefined, said: wordOf(username) }));
  const isCalled = (one: Said): boolean => ['certain', 'likely', 'possible'].includes(one.said);
  const machines = said.filter(({ planted }) => planted?.kind === 'machine' && planted.state === 'active');
  const called = [...said, ...strangers].filter(isCalled);
  const people = called.filter(({ planted }) => planted === undefined || isPerson(planted));
  const right = machines.filter(isCalled);
  const peopleAt = (word: string): Said[] => people.filter((one) => one.said === word);
  return {
    rows: rowsOf(said),
    recall: machines.length === 0 ? 1 : right.length / machines.length,
    precision: called.length === 0 ? 1 : (called.length - people.length) / called.length,
    missed: machines.filter((one) => !isCalled(one)),
    people: { certain: peopleAt('certain'), likely: peopleAt('likely'), possible: peopleAt('possible') },
    flaws: flawsOf(result, truth),
  };
}

function rowsOf(said: readonly Said[]): Row[] {
  const sorts = new Map<string, Said[]>();
  for (const one of said) {
    const own = sorts.get(sortOf(one.planted));
    if (own === undefined) sorts.set(sortOf(one.planted), [one]);
    else own.push(one);
  }
  return [...sorts].map(([kind, all]): Row => {
    const count = (word: string): number => all.filter((one) => one.said === word).length;
    const [certain, likely, possible] = [count('certain'), count('likely'), count('possible')];
    const rest = { shared: count('shared'), unclear: count('unclear'), unnamed: count('unnamed') };
    return { kind, planted: all.length, certain, likely, possible, ...rest };
  });
}

/** Machines by their way of logging in, people who look like them by what they do, the crowd as one. */
function sortOf(planted: Planted | undefined): string {
  if (planted === undefined) return 'others';
  const { kind, variant } = planted;
  const [way = ''] = variant.split('+');
  return kind === 'ssoOnly' || kind === 'idle' || kind === 'integration' ? kind : `${kind}, ${way}`;
}

function flawsOf(
  { integrationUsers }: Pick<AuditResult, 'integrationUsers'>,
  truth: ReadonlyMap<string, Planted>,
): FlawRow[] {
  const told = new Map(integrationUsers.map((user) => [user.username, new Set(user.findings.map(({ id }) => id))]));
  const planted = [...truth.values()].filter(({ kind }) => kind === 'integration');
  return (Object.keys(TELLS) as Flaw[]).map((flaw) => {
    const isTold = ({ username }: Planted): boolean => TELLS[flaw].some((id) => told.get(username)?.has(id) === true);
    const own = planted.filter(({ flaws }) => flaws.includes(flaw));
    const others = planted.filter(({ flaws }) => !flaws.includes(flaw));
    return {
      ...{ flaw, planted: own.length, found: own.filter(isTold).length },
      missed: own.filter((one) => !isTold(one)).map(({ username }) => username),
      wrong: others.filter(isTold).map(({ username, variant }) => `${username} (${variant})`),
    };
  });
}

import { queryAll, type Rows } from '../wire/query.ts';
import type { OrgRefusal } from '../wire/refusal.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';
import { byColumns, loginColumns, loginGroup, type LoginAsk, type LoginGroup } from './logins.ts';

/** Groups in one answer: more would make it fail, as aggregates have no second page (facts 5.1). */
export const GROUPS = 2000;
/** An org that gives smaller batches refuses a limit above them (facts 5.1); below this something else is wrong. */
const LEAST = 100;

export type Counted = {
  readonly groups: readonly LoginGroup[];
  /** False: there were more answers than `most` allowed for. */
  readonly whole: boolean;
  readonly refused: OrgRefusal | undefined;
};

type Walk = {
  readonly ask: LoginAsk;
  readonly groups: LoginGroup[];
  /** The last user of whom all groups are there. */
  after: string;
  limit: number;
  state: 'open' | 'whole' | 'cut';
  refused: OrgRefusal | undefined;
};

/**
 * Counts logins by user and more. As an aggregate answer has no second page, each is limited to what fits into one, in the order of users,
 * and where it is full the next goes on behind its last whole user. All asks take a step together, so that each step is one request.
 * @param most steps, the first among them
 * @returns in the order of the asks
 * @throws OrgRefusal, OrgSilence when a request itself fails
 */
export async function countLogins(org: Org, asks: readonly LoginAsk[], most: number): Promise<Counted[]> {
  const walks = asks.map((ask): Walk => {
    return { ask, groups: [], after: '', limit: GROUPS, state: 'open', refused: undefined };
  });
  for (let step = 0; step < most; step += 1) {
    const open = walks.filter(({ state }) => state === 'open');
    if (open.length === 0) break;
    const answers = await queryAll(org, Object.fromEntries(open.map((walk, at) => [String(at), queryOf(walk)])));
    open.forEach((walk, at) => take(walk, answers[String(at)] ?? { rows: [], refused: undefined }));
  }
  return walks.map(({ groups, state, refused }) => ({ groups, whole: state === 'whole', refused }));
}

/** That groups can be walked by a range of users is an inference (facts 5.4). */
function queryOf({ ask: { where, by }, after, limit }: Walk): string {
  const behind = { part: after === '' ? '' : soql` AND UserId > ${after}` };
  return soql`SELECT ${loginColumns(by)} FROM LoginHistory WHERE ${where}${behind} GROUP BY ${byColumns(by)} ORDER BY UserId LIMIT ${limit}`;
}

/** Takes an answer in; changes the walk. */
function take(walk: Walk, { rows, refused }: Rows): void {
  if (refused !== undefined) {
    if (isOverflow(refused) && walk.limit > LEAST) walk.limit = Math.ceil(walk.limit / 2);
    else Object.assign(walk, { refused, state: 'cut' });
    return;
  }
  const groups = rows.map(loginGroup);
  const last = groups.at(-1)?.userId ?? '';
  if (groups.length < walk.limit) {
    walk.groups.push(...groups);
    walk.state = 'whole';
    return;
  }
  const whole = groups.filter(({ userId }) => userId !== last);
  // One user alone fills the answer: what is there of it has to do.
  walk.groups.push(...(whole.length > 0 ? whole : groups));
  walk.after = whole.at(-1)?.userId ?? last;
}

/** "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch" (facts 5.1). */
function isOverflow({ refusals }: OrgRefusal): boolean {
  return refusals.some(({ message }) => /queryMore/i.test(message));
}

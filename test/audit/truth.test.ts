import { expect } from 'chai';
import { auditJson } from '../commands/auditing.ts';
import { withOrg } from '../commands/withOrg.ts';
import type { Switches } from '../org/org.ts';
import { sizeOf } from '../org/scenarios/large/size.ts';
import { truthOf } from '../org/scenarios/large/truth.ts';
import { largeScenario } from '../org/scenarios/table.ts';
import { scoreOf, type Score } from './score.ts';

const LIMIT = 120_000;

type Options = { readonly seed?: number; readonly switches?: Partial<Switches>; readonly args?: readonly string[] };

/** What an audit of a generated org says, held against the truth. */
async function audited(
  users: number,
  { seed = 1, switches = {}, args = [] }: Options = {},
): Promise<{ readonly score: Score; readonly requests: number }> {
  const size = sizeOf(users, { seed });
  const found: { readonly score: Score; readonly requests: number }[] = [];
  await withOrg({ scenario: largeScenario(size), switches }, async (org) => {
    const { json, requests } = await auditJson(org, args, { limit: LIMIT / 1000 });
    if (json.result === undefined) throw new Error(json.message);
    found.push({ score: scoreOf(json.result, truthOf(size)), requests: requests.length });
  });
  const [one] = found;
  if (one === undefined) throw new Error('No org was audited');
  return one;
}

const names = (said: readonly { readonly username: string; readonly said: string }[]): string[] =>
  said.map(({ username, said: word }) => `${username}: ${word}`);

describe('an audit held against the truth of a generated org', function () {
  this.timeout(LIMIT);

  for (const [users, seed] of [
    [1500, 1],
    [400, 2],
  ] as const) {
    it(`finds the machines of ${String(users)} users, and calls nobody one for certain who is a person`, async () => {
      const { score, requests } = await audited(users, { seed });
      expect(names(score.people.certain)).to.deep.equal([]);
      expect(score.recall, names(score.missed).join(', ')).to.be.at.least(0.95);
      expect(score.precision).to.be.at.least(0.85);
      expect(requests).to.be.at.most(40);
    });
  }

  it('is sure of no person where an org keeps a month of logins, or is asked for a week', async () => {
    const month = await audited(400, { switches: { loginHistoryDays: 30 } });
    const week = await audited(400, { args: ['--days', '7'] });
    for (const { score } of [month, week]) expect(names(score.people.certain)).to.deep.equal([]);
    expect(month.score.recall, names(month.score.missed).join(', ')).to.be.at.least(0.9);
  });
});

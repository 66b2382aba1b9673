import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Check } from '../../src/checks/check.ts';
import { runChecks, type Result } from '../../src/checks/runChecks.ts';

/** A finding: `severity id subject`, what fills the gaps of its words, and what fills those of the way out. */
export type Told = readonly [line: string, tokens?: readonly string[], fixTokens?: readonly string[]];

/** A row of a table: what is looked at, and all that the checks find in it. */
export type Case<G> = readonly [name: string, given: G, found: readonly Told[]];

const MESSAGES = readFileSync(join(import.meta.dirname, '../../messages/checks.md'), 'utf8');

/**
 * Tests some checks by a table, and that the table has a case in which each of them finds something.
 * @param subject makes of what a case gives the subject of the checks
 */
export function testChecks<G, S>(
  checks: readonly Check<S>[],
  subject: (given: G) => S,
  cases: readonly Case<G>[],
): void {
  for (const [name, given, found] of cases) {
    it(`find ${found.length === 0 ? 'nothing in ' : ''}${name}`, () => {
      const results = runChecks(checks, subject(given));
      expect(results.map(told)).to.deep.equal(
        found.map(([line, tokens = [], fixTokens = []]) => [line, tokens, fixTokens]),
      );
      for (const result of results) expectAllGapsFilled(result);
    });
  }

  it('have a case each', () => {
    const ids = cases.flatMap(([, , found]) => found.map(([line]) => line.split(' ')[1]));
    expect(checks.map(({ id }) => id).filter((id) => !ids.includes(id))).to.deep.equal([]);
  });
}

function told({ severity, id, subject, tokens = [], fixTokens = [] }: Result): Told {
  return [`${severity} ${id} ${subject}`, tokens, fixTokens];
}

function expectAllGapsFilled({ id, tokens = [], fixTokens = [] }: Result): void {
  const gaps = (key: string): number | undefined =>
    new RegExp(`^# ${key}\\n([^#]*)`, 'm').exec(MESSAGES)?.[1]?.split('%s').length;
  expect([gaps(id), gaps(`${id}.why`), gaps(`${id}.fix`)], id).to.deep.equal([
    tokens.length + 1,
    1,
    fixTokens.length + 1,
  ]);
}

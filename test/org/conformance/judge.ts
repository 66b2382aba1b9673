import type { Case, Expectation } from './case.ts';
import { differences } from './match.ts';
import { resolve } from './references.ts';
import type { Known } from './references.ts';
import { publishable } from './publishable.ts';
import type { Answer } from './target.ts';

/** What became of one case. `open`: an unknown that the org answered in a way that no value of the switch stands for. */
export type Outcome = {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly result: 'holds' | 'differs' | 'settled' | 'open' | 'skipped';
  readonly switch?: string;
  readonly value?: string | boolean;
  readonly expected?: string;
  readonly differences?: readonly string[];
  readonly got?: string;
  readonly reason?: string;
};

type Evidence = { readonly answer: Answer; readonly known: Known } | { readonly skipped: string };

/** Compares the answer of the org with the case. */
export function judge(one: Case, evidence: Evidence): Outcome {
  const { id, title, source } = one;
  if ('skipped' in evidence) return { id, title, source, result: 'skipped', reason: publishable(evidence.skipped) };
  const { answer, known } = evidence;
  const got = publishable(`HTTP ${answer.status} ${JSON.stringify(answer.body)}`);
  const compare = (expect: Expectation): string[] => differences(resolve(expect, known) as Expectation, answer);
  if (one.kind === 'unknown') {
    const fitting = one.answers?.find(({ expect }) => compare(expect).length === 0);
    const about = { id, title, source, ...(one.switch === undefined ? {} : { switch: one.switch }) };
    return fitting === undefined
      ? { ...about, result: 'open', got }
      : { ...about, result: 'settled', value: fitting.value, got };
  }
  const expect = one.expect ?? {};
  const found = compare(expect);
  if (found.length === 0) return { id, title, source, result: 'holds' };
  const expected = publishable(JSON.stringify(expect));
  return { id, title, source, result: 'differs', expected, differences: found.map(publishable), got };
}

import type { Outcome } from './judge.ts';
import { publishable } from './publishable.ts';

/** What a run found. Nothing in it names the org, its users or its records, save `leftovers`. */
export type Report = {
  readonly org: {
    readonly target: string;
    readonly edition: string;
    readonly sandbox: boolean;
    readonly apiVersion: string;
  };
  readonly outcomes: readonly Outcome[];
  /** What could not be taken away, for the administrator of the org. */
  readonly leftovers: readonly string[];
};

const results = ['holds', 'differs', 'settled', 'open', 'skipped'] as const;

/** How many cases came out which way. */
export function totals(report: Report): Record<Outcome['result'], number> {
  const count = (result: Outcome['result']): number => report.outcomes.filter((one) => one.result === result).length;
  return {
    holds: count('holds'),
    differs: count('differs'),
    settled: count('settled'),
    open: count('open'),
    skipped: count('skipped'),
  };
}

/** The report as JSON that may be published. */
export function toJson(report: Report): string {
  const leftovers = report.leftovers.map(publishable);
  return `${JSON.stringify({ org: report.org, totals: totals(report), outcomes: report.outcomes, leftovers }, null, 2)}\n`;
}

/** The report as text for a terminal. */
export function toText(report: Report): string {
  const { org } = report;
  const of = (result: Outcome['result']): readonly Outcome[] => report.outcomes.filter((one) => one.result === result);
  const lines = [
    `${org.target === 'org' ? 'Org' : 'Simulated org'}: ${org.edition}${org.sandbox ? ', sandbox' : ''}, API ${org.apiVersion}`,
    ...section('Facts that hold', of('holds'), () => []),
    ...section('Facts that do not hold', of('differs'), (one) => [
      `expected: ${one.expected ?? ''}`,
      ...(one.differences ?? []).map((text) => `differs:  ${text}`),
      `got:      ${one.got ?? ''}`,
    ]),
    ...section('Unknowns settled', of('settled'), (one) => [`${one.switch ?? ''} = ${String(one.value)}`]),
    ...section('Unknowns answered in a new way', of('open'), (one) => [`got: ${one.got ?? ''}`]),
    ...section('Skipped', of('skipped'), (one) => [one.reason ?? '']),
    ...(report.leftovers.length === 0
      ? []
      : ['', 'Could not be cleaned up', ...report.leftovers.map((text) => `  ${text}`)]),
    '',
    results.map((result) => `${totals(report)[result]} ${result}`).join(', '),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, outcomes: readonly Outcome[], detail: (one: Outcome) => readonly string[]): string[] {
  if (outcomes.length === 0) return [];
  const rows = outcomes.flatMap((one) => [
    `  ${one.id}: ${one.title} (${one.source})`,
    ...detail(one).map((text) => `    ${text}`),
  ]);
  return ['', `${title} (${outcomes.length})`, ...rows];
}

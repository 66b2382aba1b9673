import { error, ofFlags, type Problem } from '../definition/problem.ts';
import type { Prices } from './money.ts';

/** Flags about money and time, as they were typed. */
export type Typed = {
  readonly licenseCost: readonly string[];
  readonly integrationLicenseCost: string | undefined;
  readonly currency: string | undefined;
  readonly period: 'month' | 'year';
  readonly since: string | undefined;
};

export type Input = {
  readonly prices: Prices;
  readonly since: Date | undefined;
  readonly problems: readonly Problem[];
};

const AMOUNT = /^\d+(?:\.\d+)?$/;
/** A day, or a moment with its zone: without one it would mean something else on every computer. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/;

/**
 * What these flags mean, and everything that is wrong with them. Pure.
 * @param now nothing can be asked of the time after
 */
export function auditInput({ licenseCost, integrationLicenseCost, currency, period, since }: Typed, now: Date): Input {
  const problems: Problem[] = [];
  const licenses = new Map<string, number>();
  for (const text of licenseCost) {
    const at = text.lastIndexOf('=');
    const [name, amount] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
    if (name === '' || !AMOUNT.test(amount)) problems.push(error('licenseCostUnclear', text, [text]));
    else if ([...licenses.keys()].some((one) => one.toLowerCase() === name.toLowerCase()))
      problems.push(error('licenseCostTwice', name, [name]));
    else licenses.set(name, Number(amount));
  }
  const integration = integrationLicenseCost?.trim();
  if (integration !== undefined && !AMOUNT.test(integration))
    problems.push(error('costUnclear', integration, [integration]));
  const isPriced = licenseCost.length > 0 || integration !== undefined;
  if (isPriced && currency === undefined) problems.push(error('currencyMissing', '--currency'));
  const moment = since === undefined ? undefined : momentOf(since);
  if (since !== undefined && moment === undefined) problems.push(error('sinceUnclear', since, [since]));
  if (moment !== undefined && moment > now) problems.push(error('sinceLater', since ?? '', [since ?? '']));
  return {
    prices: { licenses, integration: integration === undefined ? undefined : Number(integration), currency, period },
    since: moment,
    problems: ofFlags(problems),
  };
}

function momentOf(text: string): Date | undefined {
  const moment = MOMENT.test(text) ? new Date(text) : undefined;
  return moment === undefined || Number.isNaN(moment.getTime()) ? undefined : moment;
}

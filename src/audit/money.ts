import { error, type Problem } from '../definition/problem.ts';
import { nearest } from '../definition/nearest.ts';
import { USER_LICENSE } from '../org/names.ts';
import type { Seats } from '../org/state/state.ts';

/** What somebody pays; nothing is assumed. */
export type Prices = {
  /** By name of the license as given. */
  readonly licenses: ReadonlyMap<string, number>;
  readonly integration: number | undefined;
  readonly currency: string | undefined;
  readonly period: 'month' | 'year';
};

type LicenseMoney = {
  readonly license: Seats;
  readonly usernames: readonly string[];
  readonly price: number | null;
  readonly saving: number | null;
};

export type Money = {
  readonly licenses: readonly LicenseMoney[];
  readonly needed: number;
  readonly missing: number;
  readonly saving: number | null;
  readonly cost: number | null;
  readonly net: number | null;
  readonly unpriced: readonly string[];
};

/** Licenses that people do not work with, or that are nobody's to buy seat by seat (facts 1.1). */
const NOT_PEOPLES =
  /^(?:salesforce integration|guest.*|chatter (?:free|external)|xorg proxy user|einstein agent|.*\bintegration user|identity|external identity|.*\b(?:community|portal)\b.*)$/i;

/** Whether a license is one with which people work, and which moving a machine gives back. */
export function isPeoplesLicense(name: string): boolean {
  return !NOT_PEOPLES.test(name);
}

/** Prices for licenses that the org does not have. */
export function priceProblems(prices: Prices, licenses: readonly Seats[]): Problem[] {
  const names = licenses.map(({ name }) => name).filter((name) => name !== USER_LICENSE);
  return [...prices.licenses.keys()]
    .filter((name) => licenseOf(name, licenses) === undefined)
    .map((name) => {
      const near = nearest(name, names);
      const others = names.filter((one) => !near.includes(one)).sort((a, b) => a.localeCompare(b));
      return error('licenseCostUnknown', name, [name], [[...near, ...others].join(', ')]);
    });
}

function licenseOf(name: string, licenses: readonly Seats[]): Seats | undefined {
  return licenses.find((license) => license.name.toLowerCase() === name.toLowerCase());
}

/**
 * What moving these users gives back, and what it costs: free seats of the integration licenses first.
 * @param machines users who are to be moved, with the name of their license
 */
export function moneyOf(
  machines: readonly { readonly username: string; readonly license: string | undefined }[],
  licenses: readonly Seats[],
  integration: { readonly userLicense: Seats | undefined; readonly permissionSetLicense: Seats | undefined },
  prices: Prices,
): Money {
  const priced = new Map(
    [...prices.licenses].map(([name, price]) => [licenseOf(name, licenses)?.name ?? name, price] as const),
  );
  const rows = licenses
    .filter(({ name }) => isPeoplesLicense(name))
    .map((license): LicenseMoney => {
      const usernames = machines.filter((user) => user.license === license.name).map(({ username }) => username);
      const price = priced.get(license.name) ?? null;
      return { license, usernames, price, saving: price === null ? null : cents(price * usernames.length) };
    })
    .filter(({ license, usernames, price }) => license.used > 0 || usernames.length > 0 || price !== null);
  const needed = machines.length;
  const free = Math.min(freeOf(integration.userLicense), freeOf(integration.permissionSetLicense));
  const missing = Math.max(0, needed - free);
  const savings = rows.flatMap(({ saving }) => saving ?? []);
  const saving = savings.length === 0 ? null : cents(savings.reduce((sum, one) => sum + one, 0));
  const isAsked = priced.size > 0 || prices.integration !== undefined;
  const cost = !isAsked
    ? null
    : missing === 0
      ? 0
      : prices.integration === undefined
        ? null
        : cents(missing * prices.integration);
  return {
    licenses: rows,
    needed,
    missing,
    saving,
    cost,
    net: saving === null || cost === null ? null : cents(saving - cost),
    unpriced: rows
      .filter(({ usernames, price }) => usernames.length > 0 && price === null)
      .map((row) => row.license.name),
  };
}

function freeOf(license: Seats | undefined): number {
  return license === undefined || license.status === 'Disabled' ? 0 : Math.max(0, license.total - license.used);
}

/** Sums of prices without the dust of binary fractions. */
function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

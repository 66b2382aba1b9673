import type { Retiring, RetiringUser } from '../org/use/retiring.ts';

/** One way in which somebody logs in as a user, or holds a token of it. */
export type Use = {
  readonly kind: 'login' | 'token';
  readonly application: string;
  /** Type of the login; empty for a token. */
  readonly type: string;
  /** Empty for a token: Salesforce does not tell. */
  readonly address: string;
  /** What Salesforce answered, e.g. Success; empty for a token. */
  readonly status: string;
  /** Undefined: a token that was never used. */
  readonly last: string | undefined;
  readonly count: number;
  /** In the last 30 days, and it worked. */
  readonly isRecent: boolean;
  /** After the user was frozen, as far as the org tells when that was. */
  readonly sinceFrozen: boolean;
};

const RECENT_DAYS = 30;

/** Who uses a user, the latest first. Pure. */
export function usesOf({ id, login, tokens }: RetiringUser, { logins, readAt }: Retiring): Use[] {
  const recent = new Date(readAt.getTime() - RECENT_DAYS * 86_400_000);
  const isRecent = (last: string | undefined): boolean => last !== undefined && new Date(last) >= recent;
  const frozen = login?.isFrozen === true ? new Date(login.changed) : undefined;
  const since = (last: string | undefined): boolean =>
    frozen !== undefined && last !== undefined && new Date(last) > frozen;
  const applications = [...new Set(tokens.map(({ application }) => application))];
  const uses: Use[] = [
    ...logins
      .filter(({ userId }) => userId === id)
      .map(({ application, type, address, status, last, count }) => ({
        ...{ kind: 'login' as const, application, type, address, status, last, count },
        isRecent: isRecent(last) && status === 'Success',
        sinceFrozen: since(last),
      })),
    ...applications.map((application) => {
      const own = tokens.filter((token) => token.application === application);
      const last = own
        .flatMap(({ lastUsed }) => lastUsed ?? [])
        .sort()
        .at(-1);
      const common = { kind: 'token' as const, application, type: '', address: '', status: '', last };
      return { ...common, count: own.length, isRecent: isRecent(last), sinceFrozen: since(last) };
    }),
  ];
  return uses.sort((a, b) => (b.last ?? '').localeCompare(a.last ?? ''));
}

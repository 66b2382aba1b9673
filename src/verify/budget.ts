import type { Org } from '../org/wire/transport.ts';

/** Requests that one run may take, besides those through the user's own session. */
const ONE_USER = 6;
const MANY_USERS = 15;

/** The org with its requests counted, so that what is only worth knowing is read with what is `left` for so many users. */
export function budgeted(org: Org): { readonly org: Org; readonly left: (users: number) => number } {
  let spent = 0;
  const onRequest = (): void => {
    spent += 1;
    org.onRequest?.();
  };
  return { org: { ...org, onRequest }, left: (users) => (users > 1 ? MANY_USERS : ONE_USER) - spent };
}

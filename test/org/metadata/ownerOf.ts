import type { Org, Row } from '../org.ts';
import { keptComponents } from './kept.ts';
import { isNamed, namedOwners, OWNER_TYPES } from './namedOwners.ts';

/** What a user is by the settings and rules of the org, as Salesforce calls it; undefined: nothing. */
export function ownerOf(org: Org, user: Row): string | undefined {
  return OWNER_TYPES.flatMap((type) => keptComponents(org, type))
    .flatMap(namedOwners)
    .find(({ username }) => isNamed(user, username))?.what;
}

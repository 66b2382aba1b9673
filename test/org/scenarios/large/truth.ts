import { castOf } from './cast.ts';
import type { Character, Flaw, Kind } from './character.ts';
import type { Size } from './size.ts';

/** What a planted user is in truth, to hold a finding against. */
export type Planted = {
  readonly username: string;
  readonly kind: Kind;
  readonly variant: string;
  readonly state: Character['state'];
  readonly profile: string;
  readonly isOverPrivileged: boolean;
  readonly flaws: readonly Flaw[];
};

/** The username of a planted user. */
export const usernameOf = ({ name }: Pick<Character, 'name'>): string => `${name}@large.example.com`;

/** Every planted user by username. Users of the org that are not among them are people. */
export function truthOf(size: Size): ReadonlyMap<string, Planted> {
  const told = castOf(size).map((each): Planted => {
    const { kind, variant, state, profile, isOverPrivileged, flaws } = each;
    return { username: usernameOf(each), kind, variant, state, profile, isOverPrivileged, flaws };
  });
  return new Map(told.map((planted) => [planted.username, planted]));
}

/** Whether a person stands behind a user: to call it a machine for certain would be wrong. */
export const isPerson = ({ kind }: Pick<Planted, 'kind'>): boolean =>
  kind !== 'machine' && kind !== 'integration' && kind !== 'retired';

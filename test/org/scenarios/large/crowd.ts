import { character, type Character } from './character.ts';
import { byBrowser, desktops } from './logins.ts';
import { mistyped, workerOf } from './people.ts';
import type { Random } from './random.ts';
import { share, type Size } from './size.ts';

/** Profiles of everybody else, with how many of twenty hold them. */
const PROFILES: readonly (readonly [profile: string, of20: number])[] = [
  ['Standard User', 9],
  ['Marketing User', 2],
  ['Read Only', 2],
  ['Standard Platform User', 3],
  ['Partner Community User', 2],
  ['Chatter Free User', 1],
  ['Identity User', 1],
];
const profiles = PROFILES.flatMap(([profile, of20]) => Array.from({ length: of20 }, () => profile));

/** Users whom nothing distinguishes, `count` of them with `logins` logins in all. */
export function crowd(size: Size, random: Random, count: number, logins: number): Character[] {
  const idle = share(size, 0.04, 6);
  const gone = share(size, 0.06, 6);
  const frozen = share(size, 0.004, 3);
  const active = Math.max(1, count - idle);
  const mean = Math.max(2, Math.min(60, logins / active));
  return Array.from({ length: Math.max(0, count) }, (_, at): Character => {
    const id = String(at + 1).padStart(6, '0');
    const base = { name: `person.${id}`, first: 'Person', last: id, profile: random.pick(profiles) };
    if (at < idle) return character({ ...base, kind: 'idle', variant: at % 2 === 0 ? 'never' : 'longAgo', age: 700 });
    const worker = workerOf(random);
    const times = Math.max(1, Math.round(mean * (0.4 + random.next() * 1.2)));
    const isSso = random.chance(0.3);
    const browser = worker.browser(times);
    const desktop = random.pick(desktops);
    const way = random.chance(0.8) ? byBrowser.saml(random, desktop) : byBrowser.thirdParty(desktop);
    const habit = isSso ? { ...browser, way } : browser;
    const state = at < idle + gone ? 'inactive' : at < idle + gone + frozen ? 'frozen' : 'active';
    return character({
      ...{ ...base, kind: isSso ? 'ssoOnly' : 'person', variant: state === 'active' ? 'plain' : state, state },
      habits: random.chance(0.15) && !isSso ? [habit, mistyped(habit, random.int(1, 80) + 0.4)] : [habit],
      age: random.int(160, 2500),
      hasSession: random.chance(0.05) && state === 'active',
    });
  });
}

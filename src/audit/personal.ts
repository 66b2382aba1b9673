import { isApplication } from './applications.ts';
import { flowOf, UNATTENDED } from './flows.ts';
import { isRare } from './rare.ts';
import type { Scene, Seen } from './seen.ts';

/** With fewer users, what most of them do tells nothing of an application. */
const ENOUGH_USERS = 3;

/**
 * The scene with the applications that act for each of their users: most of their users work at a browser besides, so that whoever does
 * not is no machine by them. What logs in without a person anywhere is none of these. Pure.
 */
export function withPersonal<S extends Scene>(scene: S, seen: readonly Seen[]): S {
  const users = new Map<string, { all: number; atBrowser: number }>();
  const unattended = new Set<string>();
  for (const { logins = [] } of seen) {
    const own = logins.filter(({ status }) => status === 'Success');
    const pages = own.filter((login) => ['ui-login', 'single-sign-on'].includes(flowOf(login)));
    const count = pages.reduce((sum, login) => sum + login.count, 0);
    const isAtBrowser = count > 0 && !isRare(count, scene.days);
    for (const login of own) if (UNATTENDED.includes(flowOf(login))) unattended.add(login.application);
    const byToken = own.filter((login) => flowOf(login) === 'refresh-token' && isApplication(login.application));
    for (const name of new Set(byToken.map(({ application }) => application))) {
      const { all, atBrowser } = users.get(name) ?? { all: 0, atBrowser: 0 };
      users.set(name, { all: all + 1, atBrowser: atBrowser + Number(isAtBrowser) });
    }
  }
  const personal = new Set(
    [...users]
      .filter(([name, { all, atBrowser }]) => all >= ENOUGH_USERS && 2 * atBrowser > all && !unattended.has(name))
      .map(([name]) => name),
  );
  return { ...scene, isForPeople: (name) => personal.has(name) || scene.isForPeople(name) };
}

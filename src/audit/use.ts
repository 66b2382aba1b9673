import type { Application, PasswordLogin, Use } from '../checks/proof.ts';
import type { LoginGroup } from '../org/audit/logins.ts';
import type { TokenUse } from '../org/audit/tokens.ts';
import { isApplication } from './applications.ts';
import { flowOf } from './flows.ts';

export type Used = Use & {
  readonly applications: readonly Application[];
  readonly passwordLogins: readonly PasswordLogin[];
};

/**
 * By which applications a user is used, and by which with a password. Pure.
 * @param logins successful ones
 * @param counts which applications are meant
 */
export function useOf(
  username: string,
  logins: readonly LoginGroup[],
  tokens: readonly TokenUse[],
  counts: (application: string) => boolean = () => true,
): Used {
  const applications = new Map<string, Application>();
  const passwords = new Map<string, PasswordLogin>();
  const add = (name: string, last: string): void => {
    if (!isApplication(name) || !counts(name)) return;
    const before = applications.get(name.toLowerCase());
    applications.set(name.toLowerCase(), { name: before?.name ?? name, lastUsed: later(before?.lastUsed, last) });
  };
  for (const login of logins) {
    const flow = flowOf(login);
    if (flow === 'ui-login' || flow === 'single-sign-on' || flow === 'somebody-else') continue;
    add(login.application, login.last);
    if (flow !== 'password-flow' && flow !== 'soap-login') continue;
    const way = login.subType === '' ? login.type : login.subType;
    const application = isApplication(login.application) ? login.application : '';
    const before = passwords.get(`${way}/${application}`);
    passwords.set(`${way}/${application}`, { way, application, lastUsed: later(before?.lastUsed, login.last) });
  }
  for (const { application, lastUsed } of tokens) add(application, lastUsed);
  return { user: { username }, applications: [...applications.values()], passwordLogins: [...passwords.values()] };
}

function later(a: string | undefined, b: string): string {
  return a !== undefined && a > b ? a : b;
}

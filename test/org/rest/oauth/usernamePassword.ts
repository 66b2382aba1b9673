import { consumerByKey } from '../../metadata/consumers.ts';
import { NotSimulated, type Org, type Row } from '../../org.ts';
import { userIdOf, type Instance } from '../instance.ts';
import { isTemporary, proves } from '../passwords.ts';
import { recordLogin } from './recordLogin.ts';
import { GrantRefused } from './refuseGrant.ts';
import type { Grant } from './token.ts';

/** Tries in a row after which the password is locked: TenAttempts of the policy of a new org. source: facts 4.4 */
const mostAttempts = 10;

/**
 * Username-password flow, which only connected apps have. Every refusal of a user reads the same; LoginHistory tells why. source: facts 4.4,
 * 6.3 [community]
 */
export function grantPassword(instance: Instance, form: URLSearchParams): Grant {
  const { org } = instance;
  const { name, isClientApp } = applicationAsking(instance, form);
  const userId = userIdOf(org, form.get('username') ?? '');
  if (userId === undefined) throw failure;
  const login = { userId, application: name, loginSubType: 'OAuth Username-Password' };
  const refused =
    isClientApp || !org.features.passwordFlow
      ? 'Username-Password Flow Disabled'
      : whyRefused(org, userId, form.get('password') ?? '');
  if (refused !== undefined) {
    recordLogin(instance, login, refused);
    throw failure;
  }
  if (isTemporary(org, userId)) throw new NotSimulated('a login with a password that has to be replaced');
  org.store.db.prepare('UPDATE "User" SET "NumberOfFailedLogins" = 0 WHERE "Id" = ?').run(userId);
  return { ...login, scope: 'api' };
}

const failure = new GrantRefused('invalid_grant', 'authentication failure');

function applicationAsking(instance: Instance, form: URLSearchParams): { name: string; isClientApp: boolean } {
  const key = form.get('client_id') ?? '';
  const connected = instance.applications.get(key);
  const client = connected === undefined ? consumerByKey(instance.org, key) : undefined;
  const secret = connected === undefined ? client?.secret : connected.consumerSecret;
  const name = connected?.name ?? client?.consumer.app;
  if (name === undefined || secret === undefined)
    throw new GrantRefused('invalid_client_id', 'client identifier invalid');
  if (form.get('client_secret') !== secret) throw new GrantRefused('invalid_client', 'invalid client credentials');
  return { name, isClientApp: connected === undefined };
}

/** LoginHistory.Status of a login that fails. source: facts 5.1 [community, 2] */
function whyRefused(org: Org, userId: string, given: string): string | undefined {
  const user = org.store.get('User', userId) ?? {};
  const [login] = org.store.find('UserLogin', { UserId: userId });
  if (user['IsActive'] !== 1) return 'User is Inactive';
  if (login?.['IsFrozen'] === 1) return 'User Is Frozen';
  if (login?.['IsPasswordLocked'] === 1) return 'Password Lockout';
  const proven = proves(org, userId, given);
  if (proven === undefined) {
    countFailure(org, user, login);
    return 'Invalid Password';
  }
  return proven === 'password' && !org.features.trustedAddress ? 'Failed: API security token required' : undefined;
}

/** What a login changes is no change of the record, so it is written past Store.update, which would stamp it. */
function countFailure({ store }: Org, user: Row, login: Row | undefined): void {
  const count = Number(user['NumberOfFailedLogins'] ?? 0) + 1;
  store.db.prepare('UPDATE "User" SET "NumberOfFailedLogins" = ? WHERE "Id" = ?').run(count, user['Id'] ?? null);
  if (count < mostAttempts || login === undefined) return;
  store.db.prepare('UPDATE "UserLogin" SET "IsPasswordLocked" = 1 WHERE "Id" = ?').run(login['Id'] ?? null);
}

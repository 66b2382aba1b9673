import { randomBytes } from 'node:crypto';
import type { Access, Org, Session } from '../org.ts';
import type { Faults } from '../faults/faults.ts';
import { isEnded } from './oauth/authSession.ts';
import { to15 } from '../store/ids.ts';

/** An application registered for OAuth. */
export type Application = {
  readonly name: string;
  readonly consumerKey: string;
  /** Verifies the signature of JWT bearer assertions; absent when the application does not take them. */
  readonly publicKeyPem?: string;
  readonly consumerSecret?: string;
  /** Username of the run-as user of the client credentials flow. */
  readonly runAs?: string;
  /** Scopes as a token tells them. */
  readonly scope?: string;
  /** Every user approves it for himself, which no flow of machines can do. */
  readonly selfAuthorized?: boolean;
  /** The refresh token flow does without the secret. */
  readonly secretOptional?: boolean;
  /** How long refresh tokens hold; undefined: until they are revoked. */
  readonly refreshPolicy?: RefreshPolicy;
  /** Ids of the permission sets and profiles whose holders may use it; undefined: all may. */
  readonly approved?: readonly string[];
};

/** refreshTokenPolicyType of the metadata, and what its period comes to. source: facts 6.1 [official META67] */
export type RefreshPolicy = { readonly type: string; readonly seconds: number };

/** One org behind its URL: what all routes share. */
export type Instance = {
  readonly org: Org;
  readonly access: Access;
  /** "http://localhost:PORT", without a slash at the end. */
  readonly url: string;
  readonly applications: Map<string, Application>;
  /** Session token to user id. */
  readonly tokens: Map<string, string>;
  /** Consumer key to the token requests that have asked for it so far. */
  readonly asked: Map<string, number>;
  readonly faults: Faults;
  /** API requests so far. */
  readonly usage: { requests: number };
};

/** Opens a session for a user: '<15-character org id>!<random>', the form that clients check. */
export function openSession(instance: Instance, userId: string): string {
  const token = `${to15(instance.org.id)}!${randomBytes(32).toString('base64url').replaceAll('-', '.')}`;
  instance.tokens.set(token, userId);
  return token;
}

/** The session of a token, when its user is active and not frozen: sessions of others are dead. */
export function sessionOf(instance: Instance, token: string, apiVersion: number): Session | undefined {
  const userId = instance.tokens.get(token);
  if (userId === undefined || !mayLogIn(instance.org, userId) || isEnded(instance, token)) return undefined;
  return { org: instance.org, userId, apiVersion };
}

/** True for an active user that no UserLogin row freezes. */
export function mayLogIn(org: Org, userId: string): boolean {
  if (org.store.get('User', userId)?.['IsActive'] !== 1) return false;
  return !org.store.find('UserLogin', { UserId: userId }).some((login) => login['IsFrozen'] === 1);
}

/** The id of the user with this username; the store ignores case. */
export function userIdOf(org: Org, username: string): string | undefined {
  const [user] = org.store.find('User', { Username: username });
  return user === undefined ? undefined : String(user['Id']);
}

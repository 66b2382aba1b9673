import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Org, Row } from '../org.ts';

/** Passwords and security tokens, as salted hashes; what the user reads is in a mail, which no org keeps. */
const table = '_Password';
const mails = new WeakMap<Org, Map<string, string>>();

/** `temporary`: made by a reset, to be replaced before anything else. source: facts 4.4 */
type Held = { readonly password: string; readonly token: string; readonly temporary: boolean };

/** Gives a user a password and mails a new security token. source: facts 4.4 */
export function keepPassword(org: Org, userId: string, password: string, temporary: boolean): void {
  const token = randomBytes(18).toString('base64url').slice(0, 24);
  ensureTable(org);
  org.store.db
    .prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`)
    .run(userId, hash(password), hash(token), Number(temporary));
  const inbox = mails.get(org) ?? new Map<string, string>();
  mails.set(org, inbox.set(userId, token));
}

/** The security token that was last mailed to a user. */
export function mailedToken(org: Org, userId: string): string | undefined {
  return mails.get(org)?.get(userId);
}

/** True while the user has to replace the password. */
export function isTemporary(org: Org, userId: string): boolean {
  return held(org, userId)?.temporary === true;
}

/** Whether this is the password, with the security token behind it or without; undefined: it is not. A user who was never given one has none. */
export function proves(org: Org, userId: string, given: string): 'password' | 'passwordAndToken' | undefined {
  const own = held(org, userId);
  if (own === undefined) return undefined;
  if (matches(given, own.password)) return 'password';
  const length = 24;
  const isBoth = matches(given.slice(0, -length), own.password) && matches(given.slice(-length), own.token);
  return isBoth ? 'passwordAndToken' : undefined;
}

function held(org: Org, userId: string): Held | undefined {
  ensureTable(org);
  const row = org.store.db.prepare(`SELECT * FROM ${table} WHERE UserId = ?`).get(userId) as Row | undefined;
  if (row === undefined) return undefined;
  return { password: String(row['Hash']), token: String(row['TokenHash']), temporary: row['Temporary'] === 1 };
}

function hash(text: string, salt = randomBytes(16).toString('hex')): string {
  return `${salt} ${scryptSync(text, salt, 32, { N: 1024 }).toString('hex')}`;
}

function matches(text: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(hash(text, kept.split(' ')[0])), Buffer.from(kept));
}

function ensureTable(org: Org): void {
  org.store.db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (UserId TEXT PRIMARY KEY, Hash TEXT, TokenHash TEXT, Temporary INTEGER)`,
  );
}

import { randomInt } from 'node:crypto';
import { error, warning, type Problem } from '../definition/problem.ts';
import { hasCode, OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import { writeSecret, type Org } from '../org/wire/transport.ts';
import { licenseProblems, type Account } from './account.ts';
import type { SecretSink } from './secretSink.ts';

/** One of each class is in every password: the strictest policy asks for all four (facts 4.4). None means anything to a shell or to JSON. */
const CLASSES = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', '0123456789', '-_+='] as const;

/** A random password of this many characters, four at least. */
export function generatePassword(length: number): string {
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const characters = Array.from({ length }, (_, at) => pick(CLASSES[at] ?? CLASSES.join('')));
  for (let at = length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [characters[at], characters[other]] = [characters[other] ?? '', characters[at] ?? ''];
  }
  return characters.join('');
}

/** What stands against a password for this user, and what is to be known of it. */
export function passwordProblems(account: Account, caller: string): Problem[] {
  const { user, access } = account;
  const { username, profile } = user;
  return [
    ...licenseProblems(account),
    ...(user.isActive ? [] : [error('passwordInactive', username, [username])]),
    ...(username === caller.toLowerCase() ? [error('passwordSelf', username, [username])] : []),
    warning('passwordLast', username, [], [username]),
    warning('passwordToken', username, [username, user.email], [profile]),
    ...(user.isFrozen === true ? [warning('passwordFrozen', username, [username])] : []),
    ...(access.userPermissions.has('PasswordNeverExpires')
      ? []
      : [warning('passwordExpires', username, [username], [profile])]),
  ];
}

/** What became of a password; `set` where the org has it. */
export type PasswordDone = { readonly set: boolean; readonly problems: readonly Problem[] };

/**
 * Sets a new password and delivers it. Nobody else sees it: it is in no answer, no log and no problem.
 * @throws only what is neither a refusal nor a silence of the org
 */
export async function setPassword(
  org: Org,
  { id, username }: { readonly id: string; readonly username: string },
  length: number,
  sink: SecretSink,
): Promise<PasswordDone> {
  const password = generatePassword(length);
  try {
    await writeSecret(org, `/sobjects/User/${id}/password`, password, (secret) => ({ NewPassword: secret }));
  } catch (thrown) {
    if (thrown instanceof OrgSilence)
      return { set: false, problems: [error('passwordLost', username, [thrown.message])] };
    if (!(thrown instanceof OrgRefusal)) throw thrown;
    const policy = hasCode(thrown, 'INVALID_NEW_PASSWORD');
    const id = policy ? 'passwordPolicy' : hasAccessCode(thrown) ? 'passwordAccess' : 'passwordRefused';
    return { set: false, problems: [error(id, username, [username, thrown.message], [String(length)])] };
  }
  const undelivered = await sink.deliver(password);
  if (undelivered.length === 0) return { set: true, problems: [] };
  return { set: true, problems: [...undelivered, error('passwordUndelivered', username, [username])] };
}

function hasAccessCode({ refusals }: OrgRefusal): boolean {
  return refusals.some(({ errorCode }) => errorCode.startsWith('INSUFFICIENT_ACCESS'));
}

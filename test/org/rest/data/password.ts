import { randomBytes } from 'node:crypto';
import { OrgError, type HttpResponse } from '../../org.ts';
import { notFound } from '../answer.ts';
import { jsonBody } from '../jsonBody.ts';
import { isTemporary, keepPassword } from '../passwords.ts';
import type { Call } from '../route.ts';

/** GET /sobjects/User/ID/password (facts 4.4 [official]). */
export function passwordState(call: Call): HttpResponse {
  const user = allowedUser(call);
  return { status: 200, body: { isExpired: isTemporary(call.session.org, user) } };
}

/** POST: sets the password. Refuses one's own, as an org does whose security setting is off (facts 4.4 [community]). */
export function setPassword(call: Call): HttpResponse {
  const user = allowedUser(call);
  if (user === call.session.userId) throw insufficient('Cannot set password for self');
  const password = jsonBody(call.request)['NewPassword'];
  if (typeof password !== 'string') throw new OrgError('INVALID_NEW_PASSWORD', 'Your password cannot be null');
  // Default policy: 8 characters, letters and numbers. The texts are not recorded.
  if (password.length < 8)
    throw new OrgError('INVALID_NEW_PASSWORD', 'Your password must be at least 8 characters long');
  if (!/[a-z]/i.test(password) || !/\d/.test(password)) {
    throw new OrgError('INVALID_NEW_PASSWORD', 'Your password must have a mix of letters and numbers');
  }
  keepPassword(call.session.org, user, password, false);
  stamp(call, user);
  return { status: 204 };
}

/** DELETE: resets the password to one that the answer tells, and unlocks the user (facts 4.4 [official]). */
export function resetPassword(call: Call): HttpResponse {
  const user = allowedUser(call);
  const password = randomBytes(8).toString('hex');
  const { store } = call.session.org;
  keepPassword(call.session.org, user, password, true);
  for (const login of store.find('UserLogin', { UserId: user }))
    store.update('UserLogin', String(login['Id']), { IsPasswordLocked: 0 });
  store.update('User', user, { NumberOfFailedLogins: 0 });
  stamp(call, user);
  return { status: 200, body: { NewPassword: password } };
}

/** The user in the URL. Throws 403 without Reset Passwords or Manage Users (facts 4.4: "any, without rights"). */
function allowedUser(call: Call): string {
  const held = call.instance.access.userPermissions(call.session);
  const rights = ['ResetPasswords', 'ManageUsers', 'ManageInternalUsers'];
  if (!rights.some((right) => held.has(right))) throw insufficient('insufficient access rights on object id');
  const row = call.session.org.store.get('User', call.match['id'] ?? '');
  if (row === undefined) throw notFound();
  return String(row['Id']);
}

function stamp(call: Call, user: string): void {
  const { org, userId } = call.session;
  org.store.update('User', user, { LastPasswordChangeDate: org.now().toISOString() }, userId);
}

function insufficient(message: string): OrgError {
  return new OrgError('INSUFFICIENT_ACCESS', message, { httpStatus: 403 });
}

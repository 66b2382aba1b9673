import { ask } from './ask.ts';
import { retireUser } from './clean.ts';
import { errorsIn } from './match.ts';
import { freeSeats, rows } from './survey.ts';
import type { Survey } from './survey.ts';
import type { Target } from './target.ts';

/** The one integration user that most cases share. */
export type SharedUser = { readonly id: string; readonly username: string };

/**
 * Takes a user that an earlier run retired into use again, or creates one.
 *
 * @throws Error with the reason when the org has no license, no seat, or refuses.
 */
export async function openUser(target: Target, org: Survey, unique: string): Promise<SharedUser> {
  const profileId = org.values['baseProfileId'];
  if (profileId === undefined) throw new Error('no profile of the Salesforce Integration license');
  if ((await freeSeats(target, 'user')) <= 0) throw new Error('no free Salesforce Integration seat');
  const username = `Siu.Conformance.${unique}@example.com`;
  const retired = await rows(
    target,
    "SELECT Id FROM User WHERE Username LIKE 'siu.conformance.retired.%' AND IsActive = false " +
      "AND Profile.UserLicense.Name = 'Salesforce Integration' LIMIT 1",
  );
  const known = retired[0]?.['Id'];
  const answer =
    typeof known === 'string'
      ? await ask(target, {
          method: 'PATCH',
          path: `sobjects/User/${known}`,
          body: { IsActive: true, Username: username, ProfileId: profileId },
        })
      : await ask(target, { method: 'POST', path: 'sobjects/User', body: newUser(org, username, profileId) });
  const id = typeof known === 'string' ? known : (answer.body as { id?: string } | null)?.id;
  if (answer.status >= 300 || id === undefined) {
    throw new Error(`no user: ${errorsIn(answer.body)[0]?.message ?? `HTTP ${answer.status}`}`);
  }
  const user = { id, username: username.toLowerCase() };
  await bareUser(target, user);
  return user;
}

/** Takes away every permission set and permission set license, whoever assigned it. */
export async function bareUser(target: Target, user: SharedUser): Promise<void> {
  const sets = `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${user.id}' AND PermissionSet.IsOwnedByProfile = false`;
  for (const row of await rows(target, sets)) {
    await ask(target, { method: 'DELETE', path: `sobjects/PermissionSetAssignment/${String(row['Id'])}` });
  }
  const licenses = `SELECT Id FROM PermissionSetLicenseAssign WHERE AssigneeId = '${user.id}'`;
  for (const row of await rows(target, licenses)) {
    await ask(target, { method: 'DELETE', path: `sobjects/PermissionSetLicenseAssign/${String(row['Id'])}` });
  }
}

/** Leaves the user bare and inactive; gives the reasons when it does not work. */
export async function closeUser(target: Target, user: SharedUser): Promise<string[]> {
  await bareUser(target, user);
  const answer = await retireUser(target, user.id);
  return answer.status < 300
    ? []
    : [`User ${user.id}: ${errorsIn(answer.body)[0]?.message ?? `HTTP ${answer.status}`}`];
}

function newUser(org: Survey, username: string, profileId: unknown): Record<string, unknown> {
  return {
    Username: username,
    LastName: 'Conformance',
    IsActive: true,
    Email: 'nobody@example.com',
    Alias: 'conform',
    ProfileId: profileId,
    TimeZoneSidKey: org.values['timeZone'],
    LocaleSidKey: org.values['locale'],
    LanguageLocaleKey: org.values['language'],
    EmailEncodingKey: 'UTF-8',
  };
}

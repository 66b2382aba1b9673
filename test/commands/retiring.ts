import { expect } from 'chai';
import type { RetireResult } from '../../src/report/retire.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { createJson, retire, type Options, type RanJson } from './harness.ts';
import { expectShape } from './shape.ts';
import { NOBODY, USERNAME, ZOOMINFO } from './zoomInfo.ts';

export const TOKEN = 'delete-token-of-zoominfo';

/** Runs `retire --json` of ZoomInfo and whoever is named besides; the result has its shape however the run ends. */
export async function retired(
  org: RunningOrg,
  args: readonly string[] = [],
  options?: Options,
): Promise<RanJson<RetireResult>> {
  const ran = await retire.json(org, ['--username', USERNAME, ...args], options);
  expectShape(ran.json.result, ran.json.result?.users.length, ['usage', 'unread', 'licensesBefore']);
  expect(ran.stdout + ran.stderr).not.to.contain(TOKEN);
  return ran;
}

/** ZoomInfo as `create` makes it, with logins, a token of one application and two sessions, one below the other. */
export async function makeUsed(org: RunningOrg, args: readonly string[] = ZOOMINFO): Promise<string> {
  const made = await createJson(org, args);
  expect(made.exitCode, made.json.message).to.equal(0);
  const id = userIdOf(org);
  const { store } = org.org;
  const at = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const login = { UserId: id, LoginType: 'Remote Access 2.0', SourceIp: '192.0.2.7', Browser: 'Unknown' };
  for (const days of [2, 3, 90])
    store.insert('LoginHistory', { ...login, Application: 'ZoomInfo', Status: 'Success', LoginTime: at(days) });
  store.insert('LoginHistory', { ...login, Application: 'Old Tool', Status: 'Success', LoginTime: at(100) });
  store.insert('OauthToken', { UserId: id, AppName: 'ZoomInfo', LastUsedDate: at(1), DeleteToken: TOKEN });
  const session = { UsersId: id, SessionType: 'API', SourceIp: '192.0.2.7', IsCurrent: 0 };
  const parent = store.insert('AuthSession', session);
  store.insert('AuthSession', { ...session, ParentId: parent });
  return id;
}

/** A second user, without anything of its own but the license. */
export async function makeSecond(org: RunningOrg): Promise<string> {
  const args = [...NOBODY.slice(0, 2), '--username', 'second@acme.integration', '--email', 'team@acme.com'];
  const made = await createJson(org, ['--name', 'Second', ...args.slice(2), '--object', 'Contact=read']);
  expect(made.exitCode, made.json.message).to.equal(0);
  return userIdOf(org, 'second@acme.integration');
}

export function userIdOf({ org }: RunningOrg, username = USERNAME): string {
  return String(org.store.find('User', { Username: username })[0]?.['Id']);
}

/** What a user still holds. */
export function heldBy({ org: { store } }: RunningOrg, id: string): Record<string, number | boolean> {
  const sets = store
    .find('PermissionSetAssignment', { AssigneeId: id })
    .filter((row) => store.get('PermissionSet', String(row['PermissionSetId']))?.['IsOwnedByProfile'] !== 1);
  return {
    active: store.get('User', id)?.['IsActive'] === 1,
    frozen: store.find('UserLogin', { UserId: id })[0]?.['IsFrozen'] === 1,
    sets: sets.length,
    licenses: store.find('PermissionSetLicenseAssign', { AssigneeId: id }).length,
    tokens: store.find('OauthToken', { UserId: id }).length,
    sessions: store.find('AuthSession', { UsersId: id }).length,
  };
}

export const RETIRED = { active: false, frozen: false, sets: 0, licenses: 0, tokens: 0, sessions: 0 };

export const SECOND = 'second@acme.integration';

/** The changes of a result, as `freeze UserLogin zoominfo@... done`. */
export function changesOf({ json }: RanJson<RetireResult>): string[] {
  return (json.result?.users ?? []).flatMap(({ changes }) =>
    changes.map(({ action, type, name, status }) => `${action} ${type} ${name} ${status}`),
  );
}

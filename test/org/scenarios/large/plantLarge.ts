import type { Org } from '../../org.ts';
import { INTEGRATION_LICENSE, INTEGRATION_PSL } from '../../rules/integrationLicense.ts';
import type { Licenses } from '../seed/licenses.ts';
import { plantProfile, type Profiles } from '../seed/profiles.ts';
import type { Scenario } from '../table.ts';
import { castOf } from './cast.ts';
import type { Character } from './character.ts';
import { plantEventLogs } from './plantEventLogs.ts';
import { loginWriter, type Last } from './plantLogins.ts';
import { plantSets } from './plantSets.ts';
import { userWriter } from './plantUsers.ts';
import { randomOf } from './random.ts';
import { integrationUsersOf, type Size } from './size.ts';
import { writer } from './writer.ts';

/** Fills an org that has licenses and profiles with the people and machines of a size; see truth.ts for what each is. */
export function plantLarge(
  org: Org,
  scenario: Scenario,
  size: Size,
  { licenses, profiles, by }: { readonly licenses: Licenses; readonly profiles: Profiles; readonly by: string },
): void {
  const all = { ...licenses, ...plantPartnerLicense(org, size, by) };
  const around = {
    ...{ profiles: { ...profiles, ...plantOwnProfiles(org, scenario, all, by) }, sets: plantSets(org, all, by), by },
    psl: String(licenses[INTEGRATION_PSL]),
  };
  raiseSeats(org, size);
  const random = randomOf(size.seed + 1);
  const [user, logins, rest] = [userWriter(org, around), loginWriter(org, random), remains(org)];
  const cast = castOf(size);
  const ids = cast.map((each) => {
    const id = user(each);
    rest(each, id, logins(each, id));
    return id;
  });
  if (size.logDays > 0) plantEventLogs(org, size.logDays, cast, ids);
  org.store.db.exec(INDEXES);
}

/** Grouped queries over many rows read one of these alone, in its order: by user, or by the way of logging in. */
const INDEXES = `
  CREATE INDEX "LoginHistory_by_user" ON "LoginHistory" ("UserId", "LoginType", "LoginSubType", "Application", "Status",
    "LoginTime", "SourceIp", "Browser", "Platform", "ApiType", "Id");
  CREATE INDEX "LoginHistory_by_way" ON "LoginHistory" ("LoginType", "LoginSubType", "Application", "Status", "UserId",
    "LoginTime", "SourceIp", "Browser", "Platform", "ApiType", "Id");
  CREATE INDEX "User_by_profile" ON "User" ("ProfileId", "IsActive");
  ANALYZE;`;

/** What a login leaves behind besides its row: the time on the user, a session, tokens. */
function remains(org: Org): (user: Character, id: string, last: Last | undefined) => void {
  const token = writer(org, 'OauthToken', [
    ...['UserId', 'AppName', 'CreatedDate', 'LastUsedDate', 'UseCount', 'DeleteToken', 'AccessToken'],
  ]);
  const session = writer(org, 'AuthSession', [
    ...['UsersId', 'CreatedDate', 'LastModifiedDate', 'NumSecondsValid', 'UserType', 'SourceIp', 'LoginType'],
    ...['SessionType', 'SessionSecurityLevel', 'LoginHistoryId'],
  ]);
  const lastLogin = org.store.db.prepare('UPDATE "User" SET "LastLoginDate" = ? WHERE "Id" = ?');
  const ago = (days: number): string => new Date(org.now().getTime() - days * 86_400_000).toISOString();
  return ({ tokens, hasSession }, id, last) => {
    tokens.forEach(({ application, created, used, count }, at) => {
      token([
        id,
        application,
        ago(created),
        ago(used),
        count,
        `delete.${id}.${String(at)}`,
        `refresh.${id}.${String(at)}`,
      ]);
    });
    if (last === undefined) return;
    const time = new Date(last.time).toISOString();
    lastLogin.run(time, id);
    if (!hasSession) return;
    const type = last.type === 'Remote Access 2.0' ? 'Oauth2' : 'UI';
    session([id, time, time, 7200, 'Standard', last.address, last.type, type, 'STANDARD', last.id]);
  };
}

function plantPartnerLicense(org: Org, size: Size, by: string): Licenses {
  const name = 'Partner Community';
  const row = { Name: name, MasterLabel: name, LicenseDefinitionKey: 'PID_Partner_Community', Status: 'Active' };
  return { [name]: org.store.insert('UserLicense', { ...row, TotalLicenses: size.users }, by) };
}

/** A profile with an administrator's rights, a clone of the stock profile of integrations, and one of partners. */
function plantOwnProfiles(org: Org, scenario: Scenario, licenses: Licenses, by: string): Profiles {
  const seeds = [
    { name: 'Integration Administrator', license: 'Salesforce', permissions: 'Admin', custom: true, objects: 'all' },
    {
      name: 'Order Integration Profile',
      license: INTEGRATION_LICENSE,
      permissions: 'ApiEnabled ApiUserOnly ChatterInternalUser',
      custom: true,
    },
    { name: 'Partner Community User', license: 'Partner Community', permissions: '' },
  ] as const;
  return Object.fromEntries(seeds.map((seed) => [seed.name, plantProfile(org, scenario, seed, licenses, by)]));
}

/** More seats than users, but for those of integrations, of which a handful is left. */
function raiseSeats(org: Org, size: Size): void {
  const own = new Set([INTEGRATION_LICENSE, INTEGRATION_PSL]);
  for (const object of ['UserLicense', 'PermissionSetLicense'])
    for (const { Id, Name, DeveloperName } of org.store.find(object)) {
      const isOwn = own.has(String(Name ?? DeveloperName));
      const seats = isOwn ? integrationUsersOf(size) + 10 : Math.ceil(size.users * 1.1);
      org.store.update(object, String(Id), { TotalLicenses: seats });
    }
}

import type { Org } from '../../org.ts';
import { ownedSetOf } from '../../rules/ownedSet.ts';
import type { Profiles } from '../seed/profiles.ts';
import type { PermissionSets } from '../seed/permissionSets.ts';
import type { Character } from './character.ts';
import { usernameOf } from './truth.ts';
import { writer } from './writer.ts';

/** What a user needs of the org around it. */
export type Around = {
  readonly profiles: Profiles;
  readonly sets: PermissionSets;
  /** Id of the permission set license of integrations. */
  readonly psl: string;
  readonly by: string;
};

const COLUMNS = [
  ...['Username', 'Email', 'FirstName', 'LastName', 'Alias', 'CommunityNickname', 'ProfileId', 'UserType', 'IsActive'],
  ...['EmailEncodingKey', 'LanguageLocaleKey', 'LocaleSidKey', 'TimeZoneSidKey', 'CreatedDate', 'CreatedById'],
  ...['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'],
];
const TYPES: Readonly<Record<string, string>> = {
  'Chatter Free User': 'CsnOnly',
  'Partner Community User': 'PowerPartner',
};

/** Writes users one after the other: the user, its UserLogin row, its assignments. */
export function userWriter(org: Org, { profiles, sets, psl, by }: Around): (user: Character) => string {
  const user = writer(org, 'User', COLUMNS);
  const login = writer(org, 'UserLogin', ['UserId', 'IsFrozen', 'IsPasswordLocked']);
  const assignment = writer(org, 'PermissionSetAssignment', ['AssigneeId', 'PermissionSetId', 'SystemModstamp']);
  const license = writer(org, 'PermissionSetLicenseAssign', ['AssigneeId', 'PermissionSetLicenseId']);
  const owned = new Map(Object.entries(profiles).map(([name, id]) => [name, String(ownedSetOf(org, id)?.Id)] as const));
  const now = org.now().getTime();
  let count = 0;
  return (some) => {
    count += 1;
    const username = usernameOf(some);
    const profile = profiles[some.profile];
    if (profile === undefined) throw new Error(`no profile ${some.profile}`);
    const made = new Date(now - some.age * 86_400_000).toISOString();
    const id = user([
      ...[username, username, some.first, some.last, `lg${count.toString(36)}`, some.name, profile],
      ...[TYPES[some.profile] ?? 'Standard', some.state === 'inactive' ? 0 : 1],
      ...['UTF-8', 'en_US', 'en_US', 'America/Los_Angeles', made, by, made, by, made],
    ]);
    login([id, some.state === 'frozen' ? 1 : 0, 0]);
    assignment([id, owned.get(some.profile) ?? null, made]);
    for (const name of some.sets) assignment([id, sets[name] ?? null, made]);
    if (some.holdsLicense) license([id, psl]);
    return id;
  };
}

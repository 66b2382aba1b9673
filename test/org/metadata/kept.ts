import { NotSimulated, type Org, type Row, type Session } from '../org.ts';
import { makeId } from '../store/ids.ts';
import type { Component, Entry } from './component.ts';
import { profileFullName } from './names.ts';
import { notFoundIn } from './problem.ts';
import type { KeptType } from './sections.ts';

/** Components that no sObject holds, each in a row: its elements as JSON. */
const table = '_Metadata';

/** What a new org has. source: facts 4.4 [recorded response] */
const orgPolicy: Entry = {
  complexity: 'AlphaNumeric',
  expiration: 'NinetyDays',
  historyRestriction: '3',
  lockoutInterval: 'FifteenMinutes',
  maxLoginAttempts: 'TenAttempts',
  minimumPasswordLength: '8',
  minimumPasswordLifetime: false,
  obscureSecretAnswer: false,
  questionRestriction: 'DoesNotContainPassword',
};

/** Values that are taken. source: facts 4.4 [official META67] */
const allowed: Readonly<Record<string, readonly number[]>> = {
  lockoutInterval: [0, 15, 30, 60],
  maxLoginAttempts: [0, 3, 5, 10],
  passwordComplexity: [0, 1, 2, 3, 4],
  passwordExpiration: [0, 30, 60, 90, 180, 365],
  passwordQuestion: [0, 1],
};
const expirations = ['Never', 'ThirtyDays', 'SixtyDays', 'NinetyDays', 'SixMonths', 'OneYear'];

/** The rows of a type. Policies of profiles that are gone are gone with them; of the settings there is always one. */
export function keptRows(org: Org, type: KeptType): readonly Row[] {
  ensureTable(org);
  const rows = org.store.db.prepare(`SELECT * FROM ${table} WHERE Type = ? ORDER BY FullName`).all(type) as Row[];
  if (type === 'ProfilePasswordPolicy') return rows.filter((row) => profileOf(org, row) !== undefined);
  return rows.length > 0 ? rows : [{ FullName: 'Security', Content: JSON.stringify(settings([orgPolicy])) }];
}

/** A row as metadata. */
export function keptComponent(org: Org, type: KeptType, row: Row): Component {
  const { values, lists } = JSON.parse(String(row['Content'])) as Pick<Component, 'values' | 'lists'>;
  const profile = profileOf(org, row);
  if (profile === undefined) return { type, fullName: String(row['FullName']), values, lists };
  const name = profileFullName(profile);
  const written = org.switches.passwordPolicyProfile === 'lowerCase' ? name.toLowerCase() : name;
  return { type, fullName: String(row['FullName']), values: { ...values, profile: written }, lists };
}

/** Writes a component, the whole of it. Throws OrgError for a profile that does not exist, NotSimulated for bad values. */
export function writeKept(session: Session, component: Component & { readonly type: KeptType }): void {
  const { org, userId } = session;
  const before = keptRows(org, component.type).find((row) => row['FullName'] === component.fullName);
  const profileId = component.type === 'ProfilePasswordPolicy' ? checkedProfile(org, component) : '';
  if (component.type === 'SecuritySettings') checkSettings(component);
  const now = org.now().toISOString();
  const { count } = org.store.db.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get() as { count: number };
  const { values, lists } = component;
  org.store.db
    .prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(
      ...[component.type, component.fullName, String(before?.['Id'] ?? makeId('0HV', 'hs0', count + 1)), profileId],
      JSON.stringify({ values, lists }),
      ...[String(before?.['CreatedById'] ?? userId), String(before?.['CreatedDate'] ?? now), userId, now],
    );
}

function settings(policies: readonly Entry[]): Pick<Component, 'values' | 'lists'> {
  return { values: {}, lists: { passwordPolicies: policies } };
}

function profileOf(org: Org, row: Row): Row | undefined {
  const id = row['ProfileId'];
  return typeof id === 'string' && id !== '' ? org.store.get('Profile', id) : undefined;
}

/** The id of the profile that a policy is for; a profile has one policy. */
function checkedProfile(org: Org, { fullName, values }: Component): string {
  const given = String(values['profile']).toLowerCase();
  const names = (row: Row): readonly string[] => [String(row['Name']), profileFullName(row)];
  const profile = org.store.find('Profile').find((row) => names(row).some((name) => name.toLowerCase() === given));
  if (profile === undefined) throw notFoundIn('profile', 'Profile', String(values['profile']));
  const bad = Object.entries(allowed).find(([name, numbers]) => !numbers.includes(Number(values[name])));
  if (bad !== undefined) throw new NotSimulated(`${bad[0]} ${String(values[bad[0]])} of a password policy`);
  if (values['passwordHistory'] === '0' && values['passwordExpiration'] !== '0')
    throw new NotSimulated('passwordHistory 0 with a passwordExpiration');
  const others = keptRows(org, 'ProfilePasswordPolicy').filter((row) => row['FullName'] !== fullName);
  if (others.some((row) => row['ProfileId'] === profile['Id']))
    throw new NotSimulated(`a second password policy of ${String(profile['Name'])}`);
  return String(profile['Id']);
}

function checkSettings({ lists }: Component): void {
  const [policy] = lists['passwordPolicies'] ?? [];
  if (policy === undefined) throw new NotSimulated('SecuritySettings without passwordPolicies');
  if (!expirations.includes(String(policy['expiration'])))
    throw new NotSimulated(`the expiration ${String(policy['expiration'])}`);
}

function ensureTable(org: Org): void {
  org.store.db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (Type TEXT, FullName TEXT, Id TEXT, ProfileId TEXT, Content TEXT,
       CreatedById TEXT, CreatedDate TEXT, LastModifiedById TEXT, LastModifiedDate TEXT, PRIMARY KEY (Type, FullName))`,
  );
}

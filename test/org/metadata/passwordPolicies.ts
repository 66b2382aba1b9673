import { NotSimulated, type Org, type Row } from '../org.ts';
import { textOf, type Component, type Entry } from './component.ts';
import { profileFullName } from './names.ts';
import { notFoundIn } from './problem.ts';

/** What a new org has. source: facts 4.4 [recorded response] */
export const orgPolicy: Entry = {
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

/** The profile that a kept policy is for, as the org writes it; undefined when it is gone. */
export function policyOf(org: Org, row: Row): string | undefined {
  const id = row['ProfileId'];
  const profile = typeof id === 'string' && id !== '' ? org.store.get('Profile', id) : undefined;
  if (profile === undefined) return undefined;
  const name = profileFullName(profile);
  return org.switches.passwordPolicyProfile === 'lowerCase' ? name.toLowerCase() : name;
}

/** The id of the profile that a policy is for; a profile has one policy. `others`: the policies under other names. */
export function checkProfilePolicy(org: Org, { values }: Component, others: readonly Row[]): string {
  const given = String(values['profile']).toLowerCase();
  const names = (row: Row): readonly string[] => [String(row['Name']), profileFullName(row)];
  const profile = org.store.find('Profile').find((row) => names(row).some((name) => name.toLowerCase() === given));
  if (profile === undefined) throw notFoundIn('profile', 'Profile', String(values['profile']));
  const bad = Object.entries(allowed).find(([name, numbers]) => !numbers.includes(Number(values[name])));
  if (bad !== undefined) throw new NotSimulated(`${bad[0]} ${String(values[bad[0]])} of a password policy`);
  if (values['passwordHistory'] === '0' && values['passwordExpiration'] !== '0')
    throw new NotSimulated('passwordHistory 0 with a passwordExpiration');
  if (others.some((row) => row['ProfileId'] === profile['Id']))
    throw new NotSimulated(`a second password policy of ${String(profile['Name'])}`);
  return String(profile['Id']);
}

export function checkOrgPolicy({ lists }: Component): void {
  const [policy] = lists['passwordPolicies'] ?? [];
  if (policy === undefined) throw new NotSimulated('SecuritySettings without passwordPolicies');
  if (!expirations.includes(textOf(policy['expiration'])))
    throw new NotSimulated(`the expiration ${textOf(policy['expiration'])}`);
}

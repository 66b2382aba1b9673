import type { PasswordPolicy, ProfileSettings } from '../checks/proof.ts';
import { chunks } from '../org/wire/chunks.ts';
import { namesProfile, profileFullName } from '../org/metadata/profileNames.ts';
import { partsOf, readMetadata, type Part } from '../org/metadata/readMetadata.ts';
import { COMPONENTS } from '../org/metadata/soap.ts';
import type { Org } from '../org/wire/transport.ts';
import { namesOf, type Listing } from './listing.ts';
import { unlessRefused } from '../org/wire/unlessRefused.ts';
import { reason } from './words.ts';

export const POLICY_TYPE = 'ProfilePasswordPolicy';

/** What settings of the org call the days until a password expires (facts 4.4). */
const DAYS: Readonly<Record<string, number>> = {
  Never: 0,
  ThirtyDays: 30,
  SixtyDays: 60,
  NinetyDays: 90,
  SixMonths: 180,
  OneYear: 365,
};

/**
 * The password policies that users of profiles obey: that of the profile, or that of the org where it has none. Where the org refuses, or the
 * requests do not suffice, the reason is told; nothing is thrown, as nothing else depends on it.
 * @param profiles what is known of the profiles, by name; one that could not be read is not asked about again
 * @param listing the policies that the org has, or why that is not known
 * @param left tells how many requests may be spent
 */
export async function readPasswordPolicies(
  org: Org,
  profiles: ReadonlyMap<string, ProfileSettings>,
  listing: Listing,
  left: () => number,
): Promise<ReadonlyMap<string, PasswordPolicy>> {
  const names = [...profiles].flatMap(([name, settings]) => (settings.reason === undefined ? [name] : []));
  const unknown = [...profiles].map(([name, settings]) => [name, unread(name, settings.reason ?? '')] as const);
  const notKnown = (why: string) => names.map((name) => [name, unread(name, why)] as const);
  const known =
    typeof listing === 'string'
      ? notKnown(listing)
      : await unlessRefused(() => readKnown(org, names, namesOf(listing, POLICY_TYPE), left), notKnown);
  return new Map([...unknown, ...known]);
}

async function readKnown(
  org: Org,
  profiles: readonly string[],
  policyNames: readonly string[],
  left: () => number,
): Promise<(readonly [string, PasswordPolicy])[]> {
  const spent = reason('noRequestsLeft');
  if (profiles.length === 0) return [];
  const groups = chunks(likelyFirst(policyNames, profiles), { count: COMPONENTS });
  const read = groups.slice(0, Math.max(0, left()));
  const policies = (await Promise.all(read.map((group) => readMetadata(org, POLICY_TYPE, group)))).flat();
  const own = (name: string): Part | undefined =>
    policies.find(({ profile }) => typeof profile === 'string' && namesProfile(profile, name));
  const isAll = read.length === groups.length;
  const isOrgsWanted = isAll && profiles.some((profile) => own(profile) === undefined);
  const ofOrg = isOrgsWanted ? await readOrgPolicy(org, left) : spent;
  return profiles.map((profile) => {
    const policy = own(profile);
    if (policy) return [profile, ofProfile(profile, policy)];
    if (!isAll) return [profile, unread(profile, spent)];
    return [profile, ofOrgAt(profile, ofOrg)];
  });
}

/** @returns the policy, or why it was not read */
async function readOrgPolicy(org: Org, left: () => number): Promise<Part | string> {
  if (left() < 1) return reason('noRequestsLeft');
  return unlessRefused<Part | string>(
    async () =>
      partsOf((await readMetadata(org, 'SecuritySettings', ['Security']))[0]?.['passwordPolicies'])[0] ??
      reason('noPolicy'),
    (why) => why,
  );
}

/** Names need not tell the profile, but most begin with it (facts 4.4): worth knowing where not all can be read. */
function likelyFirst(names: readonly string[], profiles: readonly string[]): string[] {
  const letters = (name: string): string => name.toLowerCase().replace(/%[0-9a-f]{2}|[^\p{L}\p{N}]/gu, '');
  const wanted = profiles.map((profile) => letters(profileFullName(profile)));
  const isLikely = (name: string): boolean => wanted.some((one) => letters(name).startsWith(one));
  return [...names.filter(isLikely), ...names.filter((name) => !isLikely(name))];
}

function ofProfile(profile: string, policy: Part): PasswordPolicy {
  return {
    of: reason('policyOfProfile', [profile]),
    where: reason('whereProfilePolicy', [profile]),
    says: valuesOf(policy),
    days: daysOf(policy['passwordExpiration']),
  };
}

function ofOrgAt(profile: string, policy: Part | string): PasswordPolicy {
  const isRead = typeof policy !== 'string';
  return {
    of: reason('policyOfOrg', [profile]),
    where: reason('whereOrgPolicy'),
    says: isRead ? valuesOf(policy) : reason('notRead', [policy]),
    days: isRead ? daysOf(policy['expiration']) : undefined,
  };
}

function unread(profile: string, why: string): PasswordPolicy {
  return {
    of: reason('policyOfEither', [profile]),
    where: reason('whereProfilePolicy', [profile]),
    says: reason('notRead', [why]),
    days: undefined,
  };
}

/** As Salesforce names them: `passwordExpiration 90, passwordHistory 3`. */
function valuesOf(policy: Part): string {
  return Object.entries(policy)
    .filter(([name, value]) => !['fullName', 'profile'].includes(name) && typeof value === 'string' && value !== '')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

function daysOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  return /^\d+$/.test(value) ? Number(value) : DAYS[value];
}

import type { AppCertificates, PasswordPolicy, ProfileSettings } from '../checks/proof.ts';
import type { Inventory } from '../org/inventory/inventory.ts';
import type { Org } from '../org/wire/transport.ts';
import { CERTIFICATE_TYPES, hasNamedApp, readAppCertificates } from './appCertificates.ts';
import type { AppUser } from './appOwners.ts';
import { listWithin } from './listing.ts';
import { POLICY_TYPE, readPasswordPolicies } from './passwordPolicies.ts';

/** What only the Metadata API tells, and is only worth knowing. */
export type ByMetadata = {
  /** By name of the profile. */
  readonly policies: ReadonlyMap<string, PasswordPolicy>;
  /** By id of the user. */
  readonly certificates: ReadonlyMap<string, AppCertificates>;
};

/**
 * Reads password policies and certificates of apps with what is left of the requests: one lists both. The certificates go first where an app
 * bears a user's name, for an integration that logs in by an app has no use for a password. Throws no refusal and no silence.
 * @param profiles those whose users' passwords may expire, by name
 */
export async function readByMetadata(
  org: Org,
  inventory: Inventory,
  users: readonly AppUser[],
  profiles: ReadonlyMap<string, ProfileSettings>,
  left: () => number,
): Promise<ByMetadata> {
  if (users.length === 0) return { policies: new Map(), certificates: new Map() };
  const types = [...(profiles.size > 0 ? [POLICY_TYPE] : []), ...CERTIFICATE_TYPES];
  const listing = await listWithin(org, types, left);
  const readPolicies = () => readPasswordPolicies(org, profiles, listing, left);
  const readCertificates = () => readAppCertificates(org, inventory, users, listing, left);
  if (typeof listing !== 'string' && hasNamedApp(listing, users)) {
    const certificates = await readCertificates();
    return { policies: await readPolicies(), certificates };
  }
  const policies = await readPolicies();
  return { policies, certificates: await readCertificates() };
}

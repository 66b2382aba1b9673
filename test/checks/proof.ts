import { effectiveAccess } from '../../src/access/effectiveAccess.ts';
import type { OwnSession, Proof } from '../../src/checks/proof.ts';
import type { RawUser } from '../../src/definition/raw.ts';
import { resolve } from '../../src/definition/resolve.ts';
import type { Inventory, InventoryUser } from '../../src/org/inventory/inventory.ts';
import { expectedOf } from '../../src/verify/expected.ts';
import { inventory, user } from '../access/inventory.ts';

export const USERNAME = 'zoominfo@acme.integration';
export const PROFILE_NAME = 'Integration API Only';

/** A session of the user that saw Account, wrote one, and was refused a Case. */
export const OWN: OwnSession = {
  username: USERNAME,
  sameOrg: true,
  refused: undefined,
  seen: new Map([
    ['account', { name: 'Account', create: false, edit: false, delete: false, fields: new Map<string, boolean>() }],
  ]),
  queryable: [],
  write: { outcome: 'worked', object: 'Account', reason: '' },
  query: { outcome: 'refused', object: 'Case', reason: '' },
};

export const POLICY = { of: 'the policy', where: 'Setup', says: 'passwordExpiration 0', days: 0 };

/** What a case is about; everything else is as it should be. */
export type Given = {
  /** The user as the org has it. */
  readonly held?: Partial<InventoryUser>;
  /** What the org holds. */
  readonly org?: Inventory;
  /** Of the user's definition; undefined: there is none. Without a word about them it has no permissions of its profile. */
  readonly definition?: Partial<RawUser>;
  /** The definition only assigns, as that of `permset assign`. */
  readonly assignsOnly?: true;
  /** All else that `verify` knows. */
  readonly proof?: Partial<Proof>;
};

/** A user as it should be, with all that `verify` knows of it. */
export function proof({ held, org = inventory(), definition, assignsOnly, proof: more }: Given): Proof {
  const subject = user(held);
  const raw = { name: 'ZoomInfo', profile: { name: PROFILE_NAME, permissions: [] }, ...definition };
  const described = definition && resolve({ users: [raw] }).definition.users[0];
  const defined = described && assignsOnly ? { ...described, profile: undefined, permissionSet: undefined } : described;
  return {
    user: subject,
    access: effectiveAccess(subject, org),
    inventory: org,
    unusedDays: 90,
    expected: defined && expectedOf(defined, org.schema, ({ id, tokens }) => [id, ...tokens].join(' ')),
    applications: [],
    certificates: { apps: [], reason: undefined },
    said: { objects: new Map(), fields: new Map(), reason: undefined },
    profileSettings: { ipRanges: ['192.0.2.1 - 192.0.2.9'], reason: undefined },
    passwordPolicy: POLICY,
    recordTypes: undefined,
    own: OWN,
    ...more,
  };
}

import type { Inventory, InventorySet, InventoryUser } from '../org/inventory/inventory.ts';
import type { Path, Withheld } from './access.ts';
import { withoutMuted, type Allowed } from './muted.ts';

/** A set whose rights reach a user, less what its group mutes. */
export type Grant = { readonly path: Path; readonly set: InventorySet; readonly allowed: Allowed };

type Held = { readonly path: Path; readonly set: InventorySet; readonly muting: readonly InventorySet[] };

/** The sets that give a user something, and those that give nothing as a whole, with the reason. */
export function grantsOf(
  user: InventoryUser,
  inventory: Inventory,
): { readonly grants: readonly Grant[]; readonly withheld: readonly Withheld[] } {
  const all = [...ofProfile(user, inventory), ...ofSets(user, inventory), ...ofGroups(user, inventory)].map((held) => ({
    ...held,
    reason: held.reason ?? licenseReason(user, held.set, inventory),
  }));
  return {
    grants: all.flatMap(({ path, set, muting, reason }) =>
      reason === undefined ? [{ path, set, allowed: withoutMuted(set, muting) }] : [],
    ),
    withheld: all.flatMap(({ path, set, reason }) =>
      reason === undefined ? [] : [{ path, setId: set.id, reason, right: undefined }],
    ),
  };
}

type Judged = Held & { readonly reason: Withheld['reason'] | undefined };

function ofProfile({ profileSetId }: InventoryUser, { sets }: Inventory): Judged[] {
  const set = sets.get(profileSetId ?? '');
  return set ? [{ path: { kind: 'profile', name: set.name }, set, muting: [], reason: undefined }] : [];
}

function ofSets(user: InventoryUser, { sets, readAt }: Inventory): Judged[] {
  return user.sets.flatMap(({ id, expires }) => {
    const set = sets.get(id);
    if (set === undefined) return [];
    const reason = stateReason(expires, set.needsActivation, readAt);
    return [{ path: { kind: 'permissionSet', name: set.name }, set, muting: [], reason }];
  });
}

function ofGroups(user: InventoryUser, { sets, groups, readAt }: Inventory): Judged[] {
  return user.groups.flatMap(({ id, expires }) => {
    const group = groups.get(id);
    if (group === undefined) return [];
    const muting = group.mutingIds.flatMap((mutingId) => sets.get(mutingId) ?? []);
    return group.setIds.flatMap((setId) => {
      const set = sets.get(setId);
      if (set === undefined) return [];
      const reason = stateReason(expires, group.needsActivation || set.needsActivation, readAt);
      return [{ path: { kind: 'permissionSetGroup', name: group.name, via: set.name }, set, muting, reason }];
    });
  });
}

/** An assignment past its ExpirationDate, and a session-based set outside its session, give nothing. */
function stateReason(expires: string | undefined, needsActivation: boolean, now: Date): Withheld['reason'] | undefined {
  if (expires !== undefined && new Date(expires) <= now) return 'expired';
  return needsActivation ? 'notActivated' : undefined;
}

const PERMISSION_SET_LICENSE_PREFIX = '0PL';

/** A set on a license gives its rights only to those who have that license (Object Reference, PermissionSet.LicenseId). */
function licenseReason(
  { licenseId, licenseIds }: InventoryUser,
  set: InventorySet,
  { licenses }: Inventory,
): Withheld['reason'] | undefined {
  if (set.kind === 'profile' || set.licenseId === undefined || set.licenseId === licenseId) return undefined;
  if (!set.licenseId.startsWith(PERMISSION_SET_LICENSE_PREFIX)) return 'otherLicense';
  if (licenseIds === undefined) return undefined;
  return licenseIds.includes(set.licenseId) && licenses.get(set.licenseId)?.isActive === true
    ? undefined
    : 'licenseMissing';
}

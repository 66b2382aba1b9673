import type { EffectiveAccess, Withheld } from '../access/access.ts';
import { difference, type Right } from '../access/difference.ts';
import { effectiveAccess } from '../access/effectiveAccess.ts';
import { pathsToTarget } from '../access/missingLink.ts';
import type { KnownTarget } from '../access/target.ts';
import { privateObjects } from '../checks/privateRecords.ts';
import { userFindings } from '../checks/runChecks.ts';
import { USER_LICENSE } from '../org/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory.ts';
import { checkFinding, type CheckFinding } from './checkFinding.ts';
import { missing, type Missing } from './missing.ts';
import { statusOf, type UserStatus } from './status.ts';
import { through, type Through } from './through.ts';

export type DisplayedField = { name: string; read: Through[]; edit: Through[] };

export type DisplayedObject = {
  name: string;
  rights: { right: string; through: Through[] }[];
  /** Organization-wide default of record sharing; null: not visible to the caller. */
  sharing: string | null;
  readFields: number;
  editFields: number;
  fields: DisplayedField[];
};

export type NamedRight = { name: string; through: Through[] };

export type DisplayedUser = {
  name: string;
  username: string;
  id: string;
  email: string;
  status: UserStatus;
  /** Null: not visible to the caller. */
  license: string | null;
  /** Null: the license is not visible. */
  onIntegrationLicense: boolean | null;
  /** Developer names; null: not visible to the caller. */
  permissionSetLicenses: string[] | null;
  profile: string;
  permissionSets: { name: string; label: string; expires: string | null }[];
  permissionSetGroups: { name: string; label: string; status: string; expires: string | null; sets: string[] }[];
  role: string | null;
  publicGroups: string[];
  queues: string[];
  created: string;
  /** Null: never. */
  lastLogin: string | null;
};

export type DisplayResult = {
  /** 18 characters; null: not visible to the caller. */
  orgId: string | null;
  user: DisplayedUser;
  objects: DisplayedObject[];
  userPermissions: NamedRight[];
  /** Apex classes, custom permissions, applications ...; type as SetupEntityAccess names it. */
  setupEntities: (NamedRight & { type: string })[];
  /** Assigned, but without effect; right is null where that holds for the whole set. */
  withheld: { through: Through; right: string | null; reason: Withheld['reason'] }[];
  /** Readable objects of whose records the user sees only its own and shared ones; null: not visible to the caller. */
  privateObjects: string[] | null;
  findings: CheckFinding[];
  /** The right that was asked about; null where none was. */
  access: { name: string; right: string; granted: boolean; through: Through[]; missing: Missing | null } | null;
  /** Against another user; null where none was named. */
  difference: { against: string; onlyUser: RightResult[]; onlyOther: RightResult[] } | null;
  /** Objects that the caller may not read. */
  unreadable: string[];
};

export type RightResult = { kind: Right['kind']; name: string; right: string | null };

export type Asked = {
  readonly user: InventoryUser;
  readonly access: EffectiveAccess;
  readonly inventory: Inventory;
  readonly sharing: ReadonlyMap<string, string> | undefined;
  readonly target: KnownTarget | undefined;
  readonly other: InventoryUser | undefined;
};

/** Everything about one user. */
export function displayResult({ user, access, inventory, sharing, target, other }: Asked): DisplayResult {
  const paths = target === undefined ? [] : pathsToTarget(access, target);
  return {
    orgId: inventory.organization?.id ?? null,
    user: displayedUser(user, inventory),
    objects: displayedObjects(access, sharing),
    userPermissions: [...access.userPermissions].map(([name, by]) => ({ name, through: through(by) })).sort(byName),
    setupEntities: [...access.entities.values()]
      .map(({ entity: { type, name }, paths: by }) => ({ type, name, through: through(by) }))
      .sort((a, b) => a.type.localeCompare(b.type) || byName(a, b)),
    withheld: access.withheld.flatMap(({ path, right, reason }) =>
      through([path]).map((way) => ({ through: way, right: right?.name ?? null, reason })),
    ),
    privateObjects: sharing === undefined ? null : [...privateObjects(access, sharing)],
    findings: userFindings({ user, access, inventory, sharing }).map(checkFinding),
    access:
      target === undefined
        ? null
        : {
            name: target.name,
            right: target.right,
            granted: paths.length > 0,
            through: through(paths),
            missing: missing(user, access, inventory, target),
          },
    difference: other === undefined ? null : differenceResult(access, other, inventory),
    unreadable: [...inventory.refused.keys()],
  };
}

function displayedUser(user: InventoryUser, { sets, groups, licenses }: Inventory): DisplayedUser {
  const { name, username, id, email, license = null, profile, role = null, created, lastLogin = null } = user;
  return {
    name,
    username,
    id,
    email,
    status: statusOf(user),
    license,
    onIntegrationLicense: license === null ? null : license === USER_LICENSE,
    permissionSetLicenses: user.licenseIds?.flatMap((one) => licenses.get(one)?.developerName ?? []) ?? null,
    profile,
    permissionSets: user.sets.flatMap(({ id: setId, expires = null }) => {
      const set = sets.get(setId);
      return set ? [{ name: set.name, label: set.label, expires }] : [];
    }),
    permissionSetGroups: user.groups.flatMap(({ id: groupId, expires = null }) => {
      const group = groups.get(groupId);
      if (group === undefined) return [];
      const members = group.setIds.flatMap((setId) => sets.get(setId)?.name ?? []);
      return [{ name: group.name, label: group.label, status: group.status, expires, sets: members }];
    }),
    role,
    publicGroups: [...user.publicGroups],
    queues: [...user.queues],
    created,
    lastLogin,
  };
}

/** Objects with rights, and objects with nothing but field rights: those that have no object permissions of their own. */
function displayedObjects(access: EffectiveAccess, sharing: Asked['sharing']): DisplayedObject[] {
  const fields = new Map<string, DisplayedField[]>();
  for (const [name, rights] of access.fields) {
    const object = name.split('.')[0] ?? name;
    const own = fields.get(object) ?? [];
    fields.set(object, own);
    own.push({ name, read: through(rights.get('read') ?? []), edit: through(rights.get('edit') ?? []) });
  }
  return [...new Set([...access.objects.keys(), ...fields.keys()])]
    .sort()
    .map((name) => {
      const own = (fields.get(name) ?? []).sort(byName);
      return {
        name,
        rights: [...(access.objects.get(name) ?? [])].map(([right, paths]) => ({ right, through: through(paths) })),
        sharing: sharing?.get(name) ?? null,
        readFields: own.filter(({ read }) => read.length > 0).length,
        editFields: own.filter(({ edit }) => edit.length > 0).length,
        fields: own,
      };
    })
    .filter(({ rights, fields: own }) => rights.length > 0 || own.length > 0);
}

function differenceResult(access: EffectiveAccess, other: InventoryUser, inventory: Inventory) {
  const { onlyA, onlyB } = difference(access, effectiveAccess(other, inventory));
  const results = (rights: readonly Right[]): RightResult[] =>
    rights.map(({ kind, name, right = null }) => ({ kind, name, right }));
  return { against: other.username, onlyUser: results(onlyA), onlyOther: results(onlyB) };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}

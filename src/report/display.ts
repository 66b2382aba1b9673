import type { EffectiveAccess, Withheld } from '../access/access.ts';
import { difference, type Right } from '../access/difference.ts';
import { effectiveAccess } from '../access/effectiveAccess.ts';
import { pathsToTarget } from '../access/missingLink.ts';
import type { KnownTarget } from '../access/target.ts';
import { privateObjects } from '../checks/access/privateRecords.ts';
import { userFindings } from '../checks/runChecks.ts';
import { USER_LICENSE } from '../org/names.ts';
import type { Inventory, InventoryUser } from '../org/inventory/inventory.ts';
import { checkFinding, type CheckFinding } from './checkFinding.ts';
import { missing, type Missing } from './missing.ts';
import { statusOf, type UserStatus } from './status.ts';
import { through, type Through } from './through.ts';

export type DisplayedField = {
  /** `Object.Field`. */
  name: string;
  /** The ways by which it reads the field; empty: it does not. */
  read: Through[];
  /** The ways by which it edits the field; empty: it does not. */
  edit: Through[];
};

export type DisplayedObject = {
  /** API name. */
  name: string;
  /** read, create, edit, delete, viewAll, modifyAll, viewAllFields, with the ways by which they come. */
  rights: { right: string; through: Through[] }[];
  /** Organization-wide default of record sharing; null: not visible to the caller. */
  sharing: string | null;
  /** How many fields it reads that take field-level security. */
  readFields: number;
  /** How many of them it edits. */
  editFields: number;
  /** Those that it reads or edits. */
  fields: DisplayedField[];
};

export type NamedRight = {
  /** API name. */
  name: string;
  /** The ways by which it comes. */
  through: Through[];
};

export type DisplayedUser = {
  /** Of the user. */
  name: string;
  /** Of the user. */
  username: string;
  /** 18 characters. */
  id: string;
  /** Where Salesforce writes to. */
  email: string;
  /** Whether it can log in. */
  status: UserStatus;
  /** Null: not visible to the caller. */
  license: string | null;
  /** Null: the license is not visible. */
  onIntegrationLicense: boolean | null;
  /** Developer names; null: not visible to the caller. */
  permissionSetLicenses: string[] | null;
  /** Name of the profile. */
  profile: string;
  /** Assigned by themselves; expires: ISO 8601, null: never. */
  permissionSets: { name: string; label: string; expires: string | null }[];
  /** status: as PermissionSetGroup has it, e.g. `Updated`; expires: ISO 8601, null: never; sets: those inside, by name. */
  permissionSetGroups: { name: string; label: string; status: string; expires: string | null; sets: string[] }[];
  /** Developer name; null: none. */
  role: string | null;
  /** Developer names. */
  publicGroups: string[];
  /** Developer names. */
  queues: string[];
  /** ISO 8601. */
  created: string;
  /** Null: never. */
  lastLogin: string | null;
};

export type DisplayResult = {
  /** 18 characters; null: not visible to the caller. */
  orgId: string | null;
  /** Who it is, and what is assigned to it. */
  user: DisplayedUser;
  /** On which it has any right. */
  objects: DisplayedObject[];
  /** By API name without `Permissions`, e.g. `ApiEnabled`. */
  userPermissions: NamedRight[];
  /** Apex classes, custom permissions, applications ...; type as SetupEntityAccess names it, through: the ways by which it comes. */
  setupEntities: (NamedRight & { type: string })[];
  /** Assigned, but without effect: the way by which it would come; the right, null where that holds for the whole set; and why. */
  withheld: { through: Through; right: string | null; reason: Withheld['reason'] }[];
  /** Readable objects of whose records the user sees only its own and shared ones; null: not visible to the caller. */
  privateObjects: string[] | null;
  /** Of the checks. */
  findings: CheckFinding[];
  /** The right that was asked about, whether the user has it, and why; null where none was. */
  access: { name: string; right: string; granted: boolean; through: Through[]; missing: Missing | null } | null;
  /** Rights that only this user has, and only the other one; null where no other was named. */
  difference: { against: string; onlyUser: RightResult[]; onlyOther: RightResult[] } | null;
  /** Objects that the caller may not read. */
  unreadable: string[];
};

export type RightResult = {
  /** What kind of right it is. */
  kind: Right['kind'];
  /** API name; of what Setup gives access to, its type and name. */
  name: string;
  /** Of an object or a field, else null. */
  right: string | null;
};

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

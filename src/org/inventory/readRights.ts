import { byColumn } from '../wire/byColumn.ts';
import type { InventoryLicense, InventorySet } from './inventory.ts';
import { isVirtualRow, longId, qualified, RIGHT_COLUMNS } from '../names.ts';
import { flag, required, text, type Row } from '../wire/query.ts';
import { ENTITY_KINDS, entityNameColumn, type RightsKind, type RightsOwners } from './rightsQueries.ts';

type Rows = Readonly<Record<RightsKind, readonly Row[]>>;
type Head = Pick<InventorySet, 'kind' | 'name' | 'label' | 'licenseId' | 'needsActivation'>;

const RIGHTS: readonly (readonly [string, string])[] = [
  ...Object.entries(RIGHT_COLUMNS),
  ['viewAllFields', 'PermissionsViewAllFields'],
];

/** All sets with everything that they allow. */
export function setsOf(
  held: {
    readonly profileSets: readonly Row[];
    readonly assignments: readonly Row[];
    readonly components: readonly Row[];
  },
  rows: Rows,
  { setIds, mutingIds }: RightsOwners,
): Map<string, InventorySet> {
  const heads = new Map([
    ...[...held.assignments, ...held.components].map((row) => [required(row, 'PermissionSetId'), head(row)] as const),
    ...held.profileSets.map((row) => [required(row, 'Id'), profileHead(row)] as const),
    ...mutingIds.map((id) => [id, MUTING_HEAD] as const),
  ]);
  const permissions = enabled([...rows.sets, ...rows.mutingSets], 'Permissions');
  const stored = rows.objects.filter((row) => !isVirtualRow(required(row, 'Id')));
  const objects = byColumn(stored, 'ParentId');
  const fields = byColumn(rows.fields, 'ParentId');
  const entities = byColumn(rows.entities, 'ParentId');
  const names = entityNames(rows);
  return new Map(
    [...setIds, ...mutingIds].map((id) => [
      id,
      {
        id,
        ...(heads.get(id) ?? MUTING_HEAD),
        userPermissions: permissions.get(id) ?? new Set(),
        objects: new Map(objects(id).map((row) => [required(row, 'SobjectType'), rightsIn(row)])),
        fields: new Map(
          fields(id).map((row) => [
            required(row, 'Field'),
            { read: flag(row, 'PermissionsRead'), edit: flag(row, 'PermissionsEdit') },
          ]),
        ),
        entities: entities(id).map((row) => {
          const entity = longId(required(row, 'SetupEntityId'));
          return { id: entity, type: required(row, 'SetupEntityType'), name: names.get(entity) ?? entity };
        }),
      },
    ]),
  );
}

/** The permission set licenses of the assignments, with what they carry. */
export function licensesOf(assignments: readonly Row[], rows: readonly Row[]): Map<string, InventoryLicense> {
  const carried = enabled(rows, 'MaximumPermissions');
  return new Map(
    assignments.map((row) => {
      const id = required(row, 'PermissionSetLicenseId');
      const license = {
        id,
        developerName: required(row, 'PermissionSetLicense.DeveloperName'),
        label: required(row, 'PermissionSetLicense.MasterLabel'),
        isActive: text(row, 'PermissionSetLicense.Status') !== 'Disabled',
        carries: carried.get(id) ?? new Set<string>(),
      };
      return [id, license];
    }),
  );
}

const MUTING_HEAD: Head = { kind: 'muting', name: '', label: '', licenseId: undefined, needsActivation: false };

function profileHead(row: Row): Head {
  const name = required(row, 'Profile.Name');
  return { kind: 'profile', name, label: name, licenseId: undefined, needsActivation: false };
}

function head(row: Row): Head {
  return {
    kind: 'permissionSet',
    name: qualified(text(row, 'PermissionSet.NamespacePrefix'), required(row, 'PermissionSet.Name')),
    label: required(row, 'PermissionSet.Label'),
    licenseId: text(row, 'PermissionSet.LicenseId'),
    needsActivation: flag(row, 'PermissionSet.HasActivationRequired'),
  };
}

/** The user permissions that are on, by id; the columns of a record may be spread over several rows. */
function enabled(rows: readonly Row[], prefix: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const id = required(row, 'Id');
    const names = found.get(id) ?? new Set();
    found.set(id, names);
    for (const [column, value] of Object.entries(row)) {
      if (value === true && column.startsWith(prefix)) names.add(column.slice(prefix.length));
    }
  }
  return found;
}

function rightsIn(row: Row): Set<string> {
  return new Set(RIGHTS.filter(([, column]) => flag(row, column)).map(([right]) => right));
}

function entityNames(rows: Rows): Map<string, string> {
  return new Map(
    ENTITY_KINDS.flatMap((kind) =>
      rows[kind].map((row) => [
        required(row, 'Id'),
        qualified(text(row, 'NamespacePrefix'), required(row, entityNameColumn(kind))),
      ]),
    ),
  );
}

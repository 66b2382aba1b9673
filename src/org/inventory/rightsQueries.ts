import { chunks } from '../wire/chunks.ts';
import type { Kind } from '../wire/queryKinds.ts';
import type { OrgSchema } from '../schema.ts';
import { columns, soql } from '../wire/soql.ts';

export type RightsKind = 'sets' | 'mutingSets' | 'licenses' | 'objects' | 'fields' | 'entities' | EntityKind;
export type EntityKind = keyof typeof ENTITIES;

/** Whose rights to read, by id. */
export type RightsOwners = {
  readonly setIds: readonly string[];
  readonly mutingIds: readonly string[];
  readonly licenseIds: readonly string[];
  /** Sets whose field permissions are known already, or not wanted. */
  readonly withoutFields?: readonly string[];
  /** Sets whose user permissions are known already. */
  readonly withoutPermissions?: readonly string[];
  /** Whether to leave out the names of what SetupEntityAccess points at. */
  readonly withoutNames?: boolean;
};

/** Objects that SetupEntityAccess points at, and the column with their API name. */
const ENTITIES = {
  ApexClass: 'Name',
  ApexPage: 'Name',
  CustomPermission: 'DeveloperName',
  ConnectedApplication: 'Name',
  NamedCredential: 'DeveloperName',
} as const;

/** Some hundred user permissions do not fit into one query of 12,000 characters. */
const COLUMNS = 8000;
const IDS = 120;
/** Some 200 field permissions a set, and 2,000 rows a page: further pages would be read one after the other. */
const FIELD_SETS = 10;

/** What the sets allow: the second of two rounds. */
export function rightsQueries(
  schema: OrgSchema,
  { setIds, mutingIds, licenseIds, withoutFields = [], withoutPermissions = [], withoutNames = false }: RightsOwners,
): Readonly<Record<RightsKind, Kind>> {
  const parents = [...setIds, ...mutingIds];
  const setColumns = [...schema.setPermissions.keys()].map((name) => `Permissions${name}`);
  const mutingColumns = [...(schema.objects.get('mutingpermissionset')?.fields.values() ?? [])]
    .map(({ name }) => name)
    .filter((name) => name.startsWith('Permissions'));
  const maximum = [...schema.licensePermissions].map((name) => `MaximumPermissions${name}`);
  const objectColumns = columns([...OBJECT_COLUMNS, ...(schema.hasViewAllFields ? ['PermissionsViewAllFields'] : [])]);
  const byParent = (object: string, count: number, select: (ids: readonly string[]) => string): Kind => ({
    object,
    queries: chunks(parents, { count }).map(select),
  });
  return {
    sets: wide('PermissionSet', without(setIds, withoutPermissions), setColumns),
    mutingSets: wide('MutingPermissionSet', mutingIds, mutingColumns),
    licenses: wide('PermissionSetLicense', licenseIds, maximum),
    objects: byParent(
      'ObjectPermissions',
      IDS,
      (ids) => soql`SELECT ${objectColumns} FROM ObjectPermissions WHERE ParentId IN ${ids}`,
    ),
    fields: {
      object: 'FieldPermissions',
      queries: chunks(without(parents, withoutFields), { count: FIELD_SETS }).map(
        (ids) =>
          soql`SELECT ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions WHERE ParentId IN ${ids}`,
      ),
    },
    entities: byParent(
      'SetupEntityAccess',
      IDS,
      (ids) => soql`SELECT ParentId, SetupEntityId, SetupEntityType FROM SetupEntityAccess WHERE ParentId IN ${ids}`,
    ),
    ...(Object.fromEntries(
      Object.entries(ENTITIES).map(([object, name]) => {
        const selected = columns(['Id', name, ...(object === 'ConnectedApplication' ? [] : ['NamespacePrefix'])]);
        const kind = byParent(
          object,
          IDS,
          (ids) =>
            soql`SELECT ${selected} FROM ${columns([object])} WHERE Id IN (SELECT SetupEntityId FROM SetupEntityAccess WHERE ParentId IN ${ids})`,
        );
        return [object, withoutNames ? { object, queries: [] } : kind];
      }),
    ) as Record<EntityKind, Kind>),
  };
}

/** The API name of a row of {@link ENTITIES} is in one of these. */
export const ENTITY_KINDS = Object.keys(ENTITIES) as EntityKind[];
export const entityNameColumn = (kind: EntityKind): string => ENTITIES[kind];

const OBJECT_COLUMNS = [
  'Id',
  'ParentId',
  'SobjectType',
  'PermissionsRead',
  'PermissionsCreate',
  'PermissionsEdit',
  'PermissionsDelete',
  'PermissionsViewAllRecords',
  'PermissionsModifyAllRecords',
];

function without(ids: readonly string[], known: readonly string[]): string[] {
  const there = new Set(known);
  return ids.filter((id) => !there.has(id));
}

/** Rows with more columns than fit into a query: several queries of the same rows, to be merged by Id. */
function wide(object: string, ids: readonly string[], names: readonly string[]): Kind {
  const queries = chunks(ids, { count: IDS }).flatMap((some) =>
    chunks(names, { length: COLUMNS }).map(
      (part) => soql`SELECT ${columns(['Id', ...part])} FROM ${columns([object])} WHERE Id IN ${some}`,
    ),
  );
  return { object, queries };
}

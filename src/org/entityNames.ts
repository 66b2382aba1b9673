import { chunks } from './chunks.ts';
import type { Inventory, InventorySet } from './inventory.ts';
import { qualified } from './names.ts';
import { PRINCIPAL_COLUMNS, principalName } from './principals.ts';
import { queryAll, required, text, type Row } from './query.ts';
import { ENTITY_KINDS } from './rightsQueries.ts';
import { columns, soql, type SoqlName } from './soql.ts';
import type { SetupAccess } from './state.ts';
import type { Org } from './transport.ts';

/** Where rows of a SetupEntityType have their names. */
type Source = {
  readonly object: SoqlName;
  readonly id: SoqlName;
  readonly columns: SoqlName;
  readonly name: (row: Row) => string;
};

function source(object: string, name: string, { id = 'Id', packaged = true } = {}): Source {
  return {
    object: columns([object]),
    id: columns([id]),
    columns: columns([id, name, ...(packaged ? ['NamespacePrefix'] : [])]),
    name: (row) => qualified(text(row, 'NamespacePrefix'), required(row, name)),
  };
}

/** By SetupEntityType (facts 3.4); a type that is not here has no name that one query tells. */
const SOURCES: Readonly<Record<string, Source>> = {
  ApexClass: source('ApexClass', 'Name'),
  ApexPage: source('ApexPage', 'Name'),
  CustomPermission: source('CustomPermission', 'DeveloperName'),
  FlowDefinition: source('FlowDefinitionView', 'ApiName', { id: 'DurableId' }),
  NamedCredential: source('NamedCredential', 'DeveloperName'),
  ExternalCredentialParameter: {
    object: columns(['ExternalCredentialParameter']),
    id: columns(['Id']),
    columns: PRINCIPAL_COLUMNS,
    name: principalName,
  },
  ExternalDataSource: source('ExternalDataSource', 'DeveloperName'),
  ConnectedApplication: source('ConnectedApplication', 'Name', { packaged: false }),
};

/**
 * The names of what SetupEntityAccess opens, by id: classes, pages, flows, custom permissions, credentials and apps. What cannot be read is
 * not in it. One request, and none where there is nothing to name.
 * @throws OrgRefusal, OrgSilence
 */
export async function readEntityNames(
  org: Org,
  rows: readonly Pick<SetupAccess, 'entityId' | 'entityType'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = (type: string): string[] => [
    ...new Set(rows.filter(({ entityType }) => entityType === type).map(({ entityId }) => entityId)),
  ];
  const found = await queryAll(
    org,
    Object.fromEntries(
      Object.entries(SOURCES).map(([type, { object, id, columns: selected }]) => [
        type,
        chunks(ids(type)).map((some) => soql`SELECT ${selected} FROM ${object} WHERE ${id} IN ${some}`),
      ]),
    ),
  );
  return new Map(
    Object.entries(SOURCES).flatMap(([type, { name }]) =>
      (found[type]?.rows ?? []).map((row) => [text(row, 'DurableId') ?? required(row, 'Id'), name(row)] as const),
    ),
  );
}

/**
 * The inventory with the names of what takes no sub-query of SetupEntityAccess: flows, external credentials and external data sources. One
 * request, and none where nobody has access to such.
 * @throws OrgRefusal, OrgSilence
 */
export async function withEntityNames(org: Org, inventory: Inventory): Promise<Inventory> {
  const unnamed = [...inventory.sets.values()]
    .flatMap(({ entities }) => entities)
    .filter(({ type, name, id }) => name === id && !ENTITY_KINDS.some((kind) => kind === type));
  const names = await readEntityNames(
    org,
    unnamed.map(({ id, type }) => ({ entityId: id, entityType: type })),
  );
  if (names.size === 0) return inventory;
  const named = ([key, set]: [string, InventorySet]): [string, InventorySet] => [
    key,
    { ...set, entities: set.entities.map((entity) => ({ ...entity, name: names.get(entity.id) ?? entity.name })) },
  ];
  return { ...inventory, sets: new Map([...inventory.sets].map(named)) };
}

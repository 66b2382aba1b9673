import { chunks } from '../wire/chunks.ts';
import type { Inventory, InventorySet, SetupEntity } from './inventory.ts';
import { longId, qualified } from '../names.ts';
import { PRINCIPAL_COLUMNS, principalName } from '../state/principals.ts';
import { required, text, type Row } from '../wire/query.ts';
import { queryKinds, type Kind } from '../wire/queryKinds.ts';
import { ENTITY_KINDS } from './rightsQueries.ts';
import { columns, soql, type SoqlName } from '../wire/soql.ts';
import type { SetupAccess } from '../state/state.ts';
import type { Org } from '../wire/transport.ts';

/** Where rows of a SetupEntityType have their names. */
type Source = {
  readonly object: string;
  readonly id: SoqlName;
  readonly columns: SoqlName;
  readonly name: (row: Row) => string;
};

function source(object: string, name: string, { id = 'Id', packaged = true } = {}): Source {
  return {
    object,
    id: columns([id]),
    columns: columns([id, name, ...(packaged ? ['NamespacePrefix'] : [])]),
    name: (row) => qualified(text(row, 'NamespacePrefix'), required(row, name)),
  };
}

/** By SetupEntityType (facts 3.4); a type that is not here has no name that one query tells. */
const SOURCES = {
  ApexClass: source('ApexClass', 'Name'),
  ApexPage: source('ApexPage', 'Name'),
  CustomPermission: source('CustomPermission', 'DeveloperName'),
  FlowDefinition: source('FlowDefinitionView', 'ApiName', { id: 'DurableId' }),
  NamedCredential: source('NamedCredential', 'DeveloperName'),
  ExternalCredentialParameter: {
    object: 'ExternalCredentialParameter',
    id: columns(['Id']),
    columns: PRINCIPAL_COLUMNS,
    name: principalName,
  },
  ExternalDataSource: source('ExternalDataSource', 'DeveloperName'),
  ConnectedApplication: source('ConnectedApplication', 'Name', { packaged: false }),
} satisfies Readonly<Record<string, Source>>;

type NamedType = keyof typeof SOURCES;

type Access = Pick<SetupAccess, 'entityId' | 'entityType'>;

/**
 * The names of what SetupEntityAccess opens, by id: classes, pages, flows, custom permissions, credentials and apps. What cannot be read is
 * not in it. One request, and none where there is nothing to name.
 * @throws OrgRefusal, OrgSilence
 */
export async function readEntityNames(org: Org, rows: readonly Access[]): Promise<ReadonlyMap<string, string>> {
  return namesIn((await queryKinds(org, nameKinds(rows))).rows);
}

/** The queries that tell these names, for a request that asks more. */
export function nameKinds(rows: readonly Access[]): Readonly<Record<NamedType, Kind>> {
  const ids = (type: string): string[] => [
    ...new Set(rows.filter(({ entityType }) => entityType === type).map(({ entityId }) => entityId)),
  ];
  const kinds = Object.entries(SOURCES).map(([type, { object, id, columns: selected }]) => {
    const from = columns([object]);
    const queries = chunks(ids(type)).map((some) => soql`SELECT ${selected} FROM ${from} WHERE ${id} IN ${some}`);
    return [type, { object, queries }];
  });
  return Object.fromEntries(kinds) as Record<NamedType, Kind>;
}

/** The names in the rows that {@link nameKinds} brought, by id. */
export function namesIn(rows: Readonly<Record<NamedType, readonly Row[]>>): ReadonlyMap<string, string> {
  const types = Object.entries(SOURCES) as [NamedType, Source][];
  return new Map(
    types.flatMap(([type, { name }]) =>
      rows[type].map((row) => [longId(text(row, 'DurableId') ?? required(row, 'Id')), name(row)] as const),
    ),
  );
}

/** What the inventory could not name: what takes no sub-query of SetupEntityAccess, as flows and external credentials. */
export function unnamedIn({ sets }: Inventory): Access[] {
  return [...sets.values()]
    .flatMap(({ entities }) => entities)
    .filter(({ type, name, id }) => name === id && !ENTITY_KINDS.some((kind) => kind === type))
    .map(({ id, type }) => ({ entityId: id, entityType: type }));
}

/** A setup entity by its name among these; as it is where there is none. */
export function named(entity: SetupEntity, names: ReadonlyMap<string, string>): SetupEntity {
  return { ...entity, name: names.get(entity.id) ?? entity.name };
}

/** The inventory with these names of setup entities, by id; the same one where there is none. */
export function withNames(inventory: Inventory, names: ReadonlyMap<string, string>): Inventory {
  if (names.size === 0) return inventory;
  const ofSet = ([key, set]: [string, InventorySet]): [string, InventorySet] => [
    key,
    { ...set, entities: set.entities.map((entity) => named(entity, names)) },
  ];
  return { ...inventory, sets: new Map([...inventory.sets].map(ofSet)) };
}

/**
 * The inventory with the names that it lacks. One request, and none where nothing lacks one.
 * @throws OrgRefusal, OrgSilence
 */
export async function withEntityNames(org: Org, inventory: Inventory): Promise<Inventory> {
  return withNames(inventory, await readEntityNames(org, unnamedIn(inventory)));
}

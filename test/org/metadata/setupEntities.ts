import { NotSimulated, type Org, type Row } from '../org.ts';
import { prefixed } from './names.ts';
import { notFoundIn } from './problem.ts';

/** How a list element of a component stands for SetupEntityAccess rows (facts 3.4, 3.6). */
export type SetupEntitySection = {
  readonly section: string;
  readonly key: string;
  readonly flag: 'enabled' | 'visible';
  /** SetupEntityAccess.SetupEntityType */
  readonly entityType: string;
  /** The metadata type in "no X named Y found". */
  readonly metadataType: string;
  /** Where the names are kept: object, its name column and its id column. Absent: the simulated org has no such list. */
  readonly source?: {
    readonly object: string;
    readonly name: string;
    readonly id: string;
    readonly equal?: Row;
    /** The name where it is made of several rows. */
    readonly named?: (org: Org, row: Row) => string;
    /** Rows that the section is about, where not all of them. */
    readonly only?: (row: Row) => boolean;
  };
  /** Only permission sets have the section. */
  readonly setsOnly?: true;
};

export const setupEntitySections: readonly SetupEntitySection[] = [
  {
    section: 'applicationVisibilities',
    key: 'application',
    flag: 'visible',
    entityType: 'TabSet',
    metadataType: 'CustomApplication',
    source: { object: 'AppMenuItem', name: 'Name', id: 'ApplicationId', equal: { Type: 'TabSet' } },
  },
  {
    section: 'classAccesses',
    key: 'apexClass',
    flag: 'enabled',
    entityType: 'ApexClass',
    metadataType: 'ApexClass',
    source: { object: 'ApexClass', name: 'Name', id: 'Id' },
  },
  customEntity('customMetadataTypeAccesses'),
  {
    section: 'customPermissions',
    key: 'name',
    flag: 'enabled',
    entityType: 'CustomPermission',
    metadataType: 'CustomPermission',
    source: { object: 'CustomPermission', name: 'DeveloperName', id: 'Id' },
  },
  customEntity('customSettingAccesses'),
  {
    section: 'externalCredentialPrincipalAccesses',
    key: 'externalCredentialPrincipal',
    flag: 'enabled',
    entityType: 'ExternalCredentialParameter',
    metadataType: 'ExternalCredential',
    setsOnly: true,
    source: {
      object: 'ExternalCredentialParameter',
      name: 'ParameterName',
      id: 'Id',
      named: principalName,
      only: ({ ParameterType }) => String(ParameterType).endsWith('Principal'),
    },
  },
  {
    section: 'flowAccesses',
    key: 'flow',
    flag: 'enabled',
    entityType: 'FlowDefinition',
    metadataType: 'FlowDefinition',
    source: { object: 'FlowDefinitionView', name: 'ApiName', id: 'DurableId' },
  },
  {
    section: 'pageAccesses',
    key: 'apexPage',
    flag: 'enabled',
    entityType: 'ApexPage',
    metadataType: 'ApexPage',
    source: { object: 'ApexPage', name: 'Name', id: 'Id' },
  },
];

function customEntity(section: string): SetupEntitySection {
  return { section, key: 'name', flag: 'enabled', entityType: 'CustomEntityDefinition', metadataType: 'CustomObject' };
}

/** source: facts 3.4 [official META67] */
function principalName(org: Org, row: Row): string {
  const credential = org.store.get('ExternalCredential', String(row['ExternalCredentialId'])) ?? {};
  return `${prefixed(credential, 'DeveloperName')}-${String(row['ParameterName'])}`;
}

/** Every entity of a section as [metadata name, id], in the order of names. */
export function entitiesOf(org: Org, section: SetupEntitySection): readonly (readonly [string, string])[] {
  const { source } = section;
  if (source === undefined || org.schema.object(source.object) === undefined) return [];
  return org.store
    .find(source.object, source.equal)
    .filter((row) => source.only?.(row) !== false)
    .map((row) => [source.named?.(org, row) ?? prefixed(row, source.name), String(row[source.id])] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The id behind a name. Throws "In field: ... found" for an unknown one, NotSimulated when the org keeps no such list. */
export function entityId(org: Org, section: SetupEntitySection, name: string): string {
  const found = entitiesOf(org, section).find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found[1];
  if (section.source === undefined && org.schema.object(name) !== undefined) {
    throw new NotSimulated(`${section.section} of ${name}`);
  }
  throw notFoundIn(section.key, section.metadataType, name);
}

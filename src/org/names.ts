/** How Salesforce calls the things an integration user is made of. Pure: any room may use these. */

/** Names of the two licenses. Their keys are not documented, so only names are matched. */
export const USER_LICENSE = 'Salesforce Integration';
export const PERMISSION_SET_LICENSE = 'SalesforceAPIIntegrationPsl';

/**
 * Carried by this license in every retrieved set that uses it: when an org says so of none of them, it says nothing about what its
 * licenses carry, and no conclusion is drawn.
 */
export const CARRIED_PROBES: readonly string[] = ['EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup'];

/** Columns of ObjectPermissions by right. A definition names all but viewAllFields, which lets field-level security through. */
export const RIGHT_COLUMNS: Readonly<Record<string, string>> = {
  read: 'PermissionsRead',
  create: 'PermissionsCreate',
  edit: 'PermissionsEdit',
  delete: 'PermissionsDelete',
  viewAll: 'PermissionsViewAllRecords',
  modifyAll: 'PermissionsModifyAllRecords',
  viewAllFields: 'PermissionsViewAllFields',
};

/** What SetupEntityAccess opens and a definition can name: where a definition, and what is read of the org, list it, by its type there (facts 3.4). */
export const SETUP_ENTITY_KEYS = {
  ApexClass: 'apexClasses',
  ApexPage: 'apexPages',
  CustomPermission: 'customPermissions',
  FlowDefinition: 'flows',
  NamedCredential: 'namedCredentials',
  ExternalCredentialParameter: 'externalCredentials',
  ConnectedApplication: 'connectedApps',
} as const;

type SetupEntityType = keyof typeof SETUP_ENTITY_KEYS;
export type SetupEntityKey = (typeof SETUP_ENTITY_KEYS)[SetupEntityType];

/** The same as pairs of type and key. */
export const SETUP_ENTITIES = Object.entries(SETUP_ENTITY_KEYS) as [SetupEntityType, SetupEntityKey][];

/** `ns__Name` for what a managed package brought, `Name` for the org's own. */
export function qualified(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}__${name}`;
}

/** `ns__Name` -> `Name`: the namespace is a column of its own. */
export function baseName(name: string): string {
  return /^[A-Za-z]\w*?__(\w+)$/.exec(name)?.[1] ?? name;
}

/** Columns of User with this prefix are licenses of single features, such as Marketing User. */
export const FEATURE_LICENSE = 'UserPermissions';

/** The field of Contact by whose field-level security a person account shows one of its own; undefined for every other field (facts 3.3). */
export function contactField(object: string, field: string): string | undefined {
  if (object.toLowerCase() !== 'account' || !/^Person[A-Z]\w*(?<!__c)$|__pc$/.test(field)) return undefined;
  return `Contact.${field.replace(/^Person(?=[A-Z]\w*(?<!__pc)$)/, '').replace(/__pc$/, '__c')}`;
}

/** The same custom field of the other kind of activity: a right on the one is a right on the other (facts 3.3); undefined for every other field. */
export function activityTwin(field: string): string | undefined {
  const [, object, name] = /^(Task|Event)\.(\w+__c)$/i.exec(field) ?? [];
  return object && name ? `${object.toLowerCase() === 'task' ? 'Event' : 'Task'}.${name}` : undefined;
}

/**
 * An id as the API writes it, with the three characters that tell which of the first 15 are capital letters. DurableId is text, and an org may
 * write it without them (Object Reference, FlowDefinitionView).
 */
export function longId(id: string): string {
  if (!/^[A-Za-z0-9]{15}$/.test(id)) return id;
  const bits = (from: number): number =>
    [0, 1, 2, 3, 4].reduce((sum, at) => sum + (/[A-Z]/.test(id.charAt(from + at)) ? 2 ** at : 0), 0);
  return id + [0, 5, 10].map((from) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(bits(from))).join('');
}

/** Whether a row of ObjectPermissions stands for Modify All Data alone: it is not stored, and can be neither changed nor deleted (facts 3.2). */
export function isVirtualRow(id: string): boolean {
  return id.startsWith('000');
}

/** By these user permissions a permission set holds Read and View All on every object, in rows of its own (facts 3.2). */
export const ALL_DATA: readonly string[] = ['ViewAllData', 'ModifyAllData'];

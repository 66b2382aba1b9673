import { contactField } from './names.ts';
import { readAll, type Answer } from './wire/batch.ts';
import type { Org } from './wire/transport.ts';

/** What the org could hold: its objects, fields and permissions, from its describes. */
export type OrgSchema = {
  /** User permissions that Profile / PermissionSet have a column for and the caller may write: API name -> label. */
  readonly profilePermissions: ReadonlyMap<string, string>;
  readonly setPermissions: ReadonlyMap<string, string>;
  /** User permissions for which PermissionSetLicense says whether it can carry them. */
  readonly licensePermissions: ReadonlySet<string>;
  /** API names of the objects that take object permissions; empty where the org does not tell. */
  readonly permissionableObjects: readonly string[];
  /** Whether ObjectPermissions has View All Fields (from API 63). */
  readonly hasViewAllFields: boolean;
  /** Key: lower-case API name. Only the objects that were asked for and that the org has. */
  readonly objects: ReadonlyMap<string, ObjectSchema>;
  /** Why a describe was refused, key: what was described. Unknown objects are not among them. */
  readonly refused: ReadonlyMap<string, string>;
};

export type ObjectSchema = {
  readonly name: string;
  readonly label: string;
  /** Key: lower-case API name. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** API names of the objects that own this one by master-detail. */
  readonly masters: readonly string[];
};

export type FieldSchema = {
  readonly name: string;
  readonly label: string;
  /** Takes field-level security. */
  readonly permissionable: boolean;
  /** A formula, a roll-up or an automatic number: field-level security holds Read only (facts 3.3). */
  readonly readOnly: boolean;
  /** May be edited as far as the caller can see; `all` gives Edit on these. */
  readonly editable: boolean;
  /** Why it does not take field-level security; part of a key of messages/problems.md. */
  readonly reason: 'system' | 'required' | 'masterDetail' | 'addressPart' | 'personAccount' | 'unsecured' | undefined;
};

type DescribedField = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly permissionable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly nillable: boolean;
  readonly calculated: boolean;
  readonly autoNumber: boolean;
  readonly compoundFieldName?: string | null;
  readonly nameField?: boolean;
  readonly relationshipOrder?: number | null;
  readonly referenceTo?: readonly string[];
  readonly picklistValues?: readonly { readonly value: string; readonly active?: boolean }[];
};
type Described = { readonly name: string; readonly label: string; readonly fields: readonly DescribedField[] };

const SETUP = ['Profile', 'PermissionSet', 'PermissionSetLicense', 'ObjectPermissions'] as const;

/**
 * Describes the org in one request for up to 21 objects.
 * @param objects API names, in any case
 * @throws OrgRefusal, OrgSilence
 */
export async function readSchema(org: Org, objects: readonly string[]): Promise<OrgSchema> {
  return schemaOf(org, objects, await readAll(org, schemaPaths(objects)));
}

/** What {@link schemaOf} wants to be asked of the org. */
export function schemaPaths(objects: readonly string[]): string[] {
  return describePaths([...SETUP, ...objects]);
}

/**
 * The schema from the answers to {@link schemaPaths}. Takes requests of its own only for masters.
 * @throws OrgRefusal, OrgSilence
 */
export async function schemaOf(
  org: Org,
  objects: readonly string[],
  answers: readonly Answer<unknown>[],
): Promise<OrgSchema> {
  const names = [...SETUP, ...objects];
  const [profile, set, license, objectPermissions, ...rest] = answers.map(bodyOf);
  const refusedBy = names.flatMap((name, index) => refusal(name, answers[index], index < SETUP.length));
  return {
    profilePermissions: permissionColumns(profile),
    setPermissions: permissionColumns(set),
    licensePermissions: new Set(
      (license?.fields ?? []).flatMap(({ name }) => /^MaximumPermissions(\w+)$/.exec(name)?.[1] ?? []),
    ),
    permissionableObjects: picklist(objectPermissions, 'SobjectType'),
    hasViewAllFields: objectPermissions?.fields.some(({ name }) => name === 'PermissionsViewAllFields') === true,
    objects: await withMasters(org, objectsByName(rest)),
    refused: new Map(refusedBy),
  };
}

/**
 * The same with more objects, and their masters. No request when all are known.
 * @throws OrgRefusal, OrgSilence
 */
export async function withObjects(org: Org, schema: OrgSchema, names: readonly string[]): Promise<OrgSchema> {
  const missing = names.filter((name) => !schema.objects.has(name.toLowerCase()));
  if (missing.length === 0) return schema;
  const found = objectsByName((await describe(org, missing)).map(bodyOf));
  return { ...schema, objects: await withMasters(org, new Map([...schema.objects, ...found])) };
}

async function describe(org: Org, names: readonly string[]): Promise<Answer<unknown>[]> {
  return readAll(org, describePaths(names));
}

function describePaths(names: readonly string[]): string[] {
  return names.map((name) => `/sobjects/${encodeURIComponent(name)}/describe`);
}

function bodyOf(answer: Answer<unknown>): Described | undefined {
  return answer.ok ? (answer.body as Described) : undefined;
}

function objectsByName(described: readonly (Described | undefined)[]): Map<string, ObjectSchema> {
  return new Map(described.flatMap((object) => (object ? [[object.name.toLowerCase(), objectSchema(object)]] : [])));
}

/** A detail of a detail needs its master's master too: masters are described until there are none left. */
async function withMasters(org: Org, objects: Map<string, ObjectSchema>): Promise<ReadonlyMap<string, ObjectSchema>> {
  const missing = new Set(
    [...objects.values()].flatMap(({ masters }) => masters).filter((name) => !objects.has(name.toLowerCase())),
  );
  if (missing.size === 0) return objects;
  const found = objectsByName((await describe(org, [...missing])).map(bodyOf));
  return found.size === 0 ? objects : withMasters(org, new Map([...objects, ...found]));
}

function refusal(name: string, answer: Answer<unknown> | undefined, setup: boolean): [string, string][] {
  if (answer === undefined || answer.ok) return [];
  const unknown = answer.error.refusals.some(
    ({ errorCode }) => errorCode === 'NOT_FOUND' || errorCode === 'INVALID_TYPE',
  );
  return unknown && !setup ? [] : [[name, answer.error.message]];
}

function permissionColumns(object: Described | undefined): Map<string, string> {
  return new Map(
    (object?.fields ?? []).flatMap(({ name, label }) => {
      const permission = /^Permissions(\w+)$/.exec(name)?.[1];
      return permission === undefined ? [] : [[permission, label] as const];
    }),
  );
}

function picklist(object: Described | undefined, field: string): string[] {
  const values = object?.fields.find(({ name }) => name === field)?.picklistValues ?? [];
  return values.filter(({ active }) => active !== false).map(({ value }) => value);
}

function objectSchema({ name, label, fields }: Described): ObjectSchema {
  const addresses = new Set(
    fields.filter(({ type }) => type === 'address' || type === 'location').map((field) => field.name),
  );
  return {
    name,
    label,
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), fieldSchema(name, field, addresses)])),
    masters: fields.filter(isMasterDetail).flatMap(({ referenceTo }) => referenceTo ?? []),
  };
}

/**
 * A part of an address says `permissionable` in the describe and is refused as field-level security all the same: only the
 * compound field is accepted (recorded: Salesforce answers "Invalid field permission field name" to Account.ShippingCountry). Fields of a person
 * account say it too, and follow those of Contact (facts 3.3).
 */
function fieldSchema(object: string, field: DescribedField, addresses: ReadonlySet<string>): FieldSchema {
  const part = typeof field.compoundFieldName === 'string' && addresses.has(field.compoundFieldName);
  const compound = addresses.has(field.name);
  const ofPerson = contactField(object, field.name) !== undefined;
  return {
    name: field.name,
    label: field.label,
    permissionable: field.permissionable && !part && !ofPerson,
    readOnly: field.calculated || field.autoNumber,
    editable: (field.updateable || field.createable || compound) && !field.calculated && !field.autoNumber,
    reason: ofPerson && field.permissionable ? 'personAccount' : reasonOf(field, part),
  };
}

function reasonOf(field: DescribedField, part: boolean): FieldSchema['reason'] {
  if (field.permissionable) return part ? 'addressPart' : undefined;
  if (isMasterDetail(field)) return 'masterDetail';
  if (!field.createable && !field.updateable) return 'system';
  return field.nillable && field.nameField !== true ? 'unsecured' : 'required';
}

/** relationshipOrder is 0 or 1 on the master-detail fields of a detail object and null on look-ups (DescribeSObjectResult). */
function isMasterDetail({ relationshipOrder }: DescribedField): boolean {
  return typeof relationshipOrder === 'number';
}

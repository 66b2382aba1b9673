import { readdirSync, readFileSync } from 'node:fs';
import type { ChildRelationship, Field, Schema, SObject } from '../org.ts';
import { computedSql } from './computed.ts';
import { parseObject } from './parse.ts';
import { fieldPermissionValues, objectPermissionValues } from './permissionValues.ts';
import { wideObjects } from './wide.ts';

type Options = { readonly chatter: boolean; readonly industry?: boolean; readonly personAccounts?: boolean };

const schemas = new Map<string, Schema>();

/**
 * The objects and fields of the simulated org: one file an object in objects/, plus the Wide objects, plus those of industry/ where it
 * has an industry cloud, and with the fields of personAccounts/ where it has those.
 * Without Chatter the Chatter e-mail settings of User are gone; the user permission columns stay, their state is the
 * scenario's. The schema is built once for each choice and shared, since nothing in it changes.
 */
export function loadSchema({ chatter, industry = false, personAccounts = false }: Options): Schema {
  const more = [...(industry ? ['industry/'] : []), ...(personAccounts ? ['personAccounts/'] : [])];
  const key = [String(chatter), ...more].join(' ');
  const built = schemas.get(key) ?? buildSchema(chatter, more);
  schemas.set(key, built);
  return built;
}

function buildSchema(chatter: boolean, more: readonly string[]): Schema {
  const folders = ['objects/', ...more].map((name) => new URL(name, import.meta.url));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((file) => new URL(file, folder)),
  );
  const parsed = together([...files.map((file) => parseObject(readFileSync(file, 'utf8'))), ...wideObjects()]);
  const objects = parsed.map((object) => complete(chatter ? object : withoutChatter(object), parsed));
  return toSchema(withOwnNames(new Map(objects.map((object) => [object.name.toLowerCase(), object]))));
}

/** Files of one object are one object with the fields of all. */
function together(parsed: readonly SObject[]): SObject[] {
  return [...Map.groupBy(parsed, ({ name }) => name).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, fields: [...first.fields, ...others.flatMap(({ fields }) => fields)] }],
  );
}

function withoutChatter(object: SObject): SObject {
  if (object.name !== 'User') return object;
  const gone = ['DigestFrequency', 'DefaultGroupNotificationFrequency'];
  return { ...object, fields: object.fields.filter((field) => !gone.includes(field.name)) };
}

function complete(object: SObject, all: readonly SObject[]): SObject {
  const fields = object.fields.map((field): Field => {
    const sql = computedSql(object, field);
    return sql === undefined ? field : { ...field, sql };
  });
  return { ...object, fields, childRelationships: childRelationships(object, all) };
}

/** Those of the object's file, then every other reference to the object, nameless as in a describe. */
function childRelationships(object: SObject, all: readonly SObject[]): ChildRelationship[] {
  const named = new Set(object.childRelationships.map((child) => `${child.childSObject}.${child.field}`));
  const nameless = all.flatMap((child) =>
    child.fields
      .filter((field) => field.referenceTo.includes(object.name) && !named.has(`${child.name}.${field.name}`))
      .map((field) => ({
        childSObject: child.name,
        field: field.name,
        relationshipName: null,
        cascadeDelete: field.masterDetail,
      })),
  );
  return [...object.childRelationships, ...nameless];
}

/** Fills the picklists whose values are the objects and fields of this org. */
function withOwnNames(objects: ReadonlyMap<string, SObject>): ReadonlyMap<string, SObject> {
  const byObject = fieldPermissionValues({ objects });
  const business = [...objects.values()].filter((object) => !object.setup).map((object) => object.name);
  const lists: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    ObjectPermissions: { SobjectType: objectPermissionValues({ objects }) },
    FieldPermissions: { SobjectType: [...byObject.keys()].sort(), Field: [...byObject.values()].flat().sort() },
    QueueSobject: { SobjectType: business },
    RecordType: { SobjectType: business },
  };
  const filled = new Map(objects);
  for (const [name, byField] of Object.entries(lists)) {
    const object = objects.get(name.toLowerCase());
    if (object !== undefined)
      filled.set(name.toLowerCase(), {
        ...object,
        fields: object.fields.map((field) => withValues(field, byField[field.name])),
      });
  }
  return filled;
}

function withValues(field: Field, values: readonly string[] | undefined): Field {
  return values === undefined ? field : { ...field, picklistValues: values.map((value) => ({ value, label: value })) };
}

function toSchema(objects: ReadonlyMap<string, SObject>): Schema {
  const fields = new Map<string, ReadonlyMap<string, Field>>();
  const prefixes = new Map<string, SObject>();
  for (const [key, object] of objects) {
    fields.set(key, new Map(object.fields.map((field) => [field.name.toLowerCase(), field])));
    prefixes.set(object.keyPrefix, object);
  }
  return {
    objects,
    object: (name) => objects.get(name.toLowerCase()),
    field: (object, name) => fields.get(object.name.toLowerCase())?.get(name.toLowerCase()),
    byPrefix: (prefix) => prefixes.get(prefix),
  };
}

import type { Field, Schema, SObject, Value } from '../org.ts';

export const quote = (name: string): string => `"${name}"`;

/** True for a column that holds a record id. */
export const holdsId = (field: Field): boolean => field.type === 'id' || field.type === 'reference';

const numbers = new Set(['double', 'currency', 'percent']);
/** Compared exactly, which is faster. */
const times = new Set(['date', 'datetime', 'time']);
const audit = new Set(['CreatedById', 'LastModifiedById']);

/** SQL that creates a table for each object, a column for each stored field, and the look-up indexes. */
export function createTables(schema: Schema): string {
  const tables = [...schema.objects.values()].flatMap((object) => [createTable(object), ...createIndexes(object)]);
  // Deleted rows leave the tables; their ids stay known, so that a second delete can say ENTITY_IS_DELETED.
  return [...tables, 'CREATE TABLE "_Deleted" ("Id" TEXT PRIMARY KEY) WITHOUT ROWID'].join(';\n');
}

function createTable(object: SObject): string {
  const columns = object.fields.filter((field) => field.sql === undefined).map(column);
  return `CREATE TABLE ${quote(object.name)} (${columns.join(', ')})`;
}

function column(field: Field): string {
  if (field.type === 'id') return `${quote(field.name)} TEXT PRIMARY KEY NOT NULL`;
  const value = field.defaultValue === null ? '' : ` DEFAULT ${literal(field.defaultValue)}`;
  return `${quote(field.name)} ${affinity(field)}${value}`;
}

function affinity(field: Field): string {
  if (field.type === 'boolean' || field.type === 'int') return 'INTEGER';
  if (numbers.has(field.type)) return 'REAL';
  return holdsId(field) || times.has(field.type) ? 'TEXT' : 'TEXT COLLATE NOCASE';
}

function literal(value: Value): string {
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}

function createIndexes(object: SObject): string[] {
  return object.fields
    .filter((field) => field.sql === undefined && isSearched(field))
    .map((field) => {
      const name = quote(`${object.name}_${field.name}`);
      return `CREATE INDEX ${name} ON ${quote(object.name)} (${quote(field.name)}) WHERE ${quote(field.name)} IS NOT NULL`;
    });
}

function isSearched(field: Field): boolean {
  if (field.type === 'id' || audit.has(field.name)) return false;
  return field.referenceTo.length > 0 || field.unique || field.idLookup || field.nameField;
}

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Field, Schema, SObject } from '../org.ts';
import { quote } from './tables.ts';

/** The object, or an Error for a name that the schema does not hold: a mistake of the caller, not of a client. */
export function mustObject(schema: Schema, name: string): SObject {
  const object = schema.object(name);
  if (object === undefined) throw new Error(`the schema has no object ${name}`);
  return object;
}

/** The field, or an Error as above. */
export function mustField(schema: Schema, object: SObject, name: string): Field {
  const field = schema.field(object, name);
  if (field === undefined) throw new Error(`the schema has no field ${object.name}.${name}`);
  return field;
}

/** The stored fields with these names; an Error for a computed one, which nobody can write. */
export function storedFields(schema: Schema, object: SObject, names: readonly string[]): Field[] {
  return names.map((name) => {
    const field = mustField(schema, object, name);
    if (field.sql !== undefined) throw new Error(`${object.name}.${field.name} is computed and cannot be stored`);
    return field;
  });
}

/** Prepared statements, each prepared once. */
export function statements(db: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = db.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };
}

/** SELECT of every column, computed ones included, under their names. */
export function selectAll(object: SObject): string {
  const computed = object.fields
    .filter((field) => field.sql !== undefined)
    .map((field) => `${expression(field)} AS ${quote(field.name)}`);
  return `SELECT ${['t.*', ...computed].join(', ')} FROM ${quote(object.name)} t`;
}

/** The SQL of a field's value in a row of alias t. */
export function expression(field: Field): string {
  return field.sql === undefined ? `t.${quote(field.name)}` : field.sql.replaceAll('{t}', 't');
}

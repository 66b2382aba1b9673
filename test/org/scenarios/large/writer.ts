import type { Org, Value } from '../../org.ts';
import { makeId } from '../../store/ids.ts';

/** Writes a row of these columns, past the store, and gives back its id. */
export type Write = (values: readonly Value[]) => string;

/**
 * Writes many rows of an object fast. `columns` are those besides Id; the others take their defaults. Ids are of another instance than
 * those of the store, so that they never meet.
 */
export function writer(org: Org, object: string, columns: readonly string[]): Write {
  const prefix = org.schema.object(object)?.keyPrefix ?? '';
  const names = ['Id', ...columns].map((name) => `"${name}"`).join(', ');
  const places = ['Id', ...columns].map(() => '?').join(', ');
  const statement = org.store.db.prepare(`INSERT INTO "${object}" (${names}) VALUES (${places})`);
  let counter = 0;
  return (values) => {
    counter += 1;
    const id = makeId(prefix, 'lg0', counter);
    statement.run(id, ...values);
    return id;
  };
}

import type { DatabaseSync } from 'node:sqlite';

const opened = new WeakSet<DatabaseSync>();

/** Registers the function that SQLite lacks for comparing text beyond ASCII without case. */
export function openFunctions(db: DatabaseSync): void {
  if (opened.has(db)) return;
  db.function('soql_lower', { deterministic: true }, (text) => (typeof text === 'string' ? text.toLowerCase() : text));
  opened.add(db);
}

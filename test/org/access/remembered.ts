import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Org, Store } from '../org.ts';

type Memory = { readonly stamp: string; readonly answers: Map<string, unknown> };

const memories = new WeakMap<Store, Memory>();
let lastVersion = 0;

/**
 * Gives back what `compute` answered under this key, as long as the database is in the same state. SQLite counts
 * changes, but not what a rollback takes back; its user_version is rolled back too, so both together tell states apart.
 */
export const remembered = <T>({ store }: Org, key: string, compute: () => T): T => {
  const known = memories.get(store);
  const answers = known?.stamp === stampOf(store.db) ? known.answers : startAgain(store);
  if (!answers.has(key)) answers.set(key, compute());
  return answers.get(key) as T;
};

const startAgain = (store: Store): Map<string, unknown> => {
  lastVersion += 1;
  store.db.exec(`PRAGMA user_version = ${String(lastVersion)}`);
  const answers = new Map<string, unknown>();
  memories.set(store, { stamp: stampOf(store.db), answers });
  return answers;
};

const statements = new WeakMap<DatabaseSync, readonly [StatementSync, StatementSync]>();

const stampOf = (db: DatabaseSync): string => {
  const known = statements.get(db) ?? [db.prepare('SELECT total_changes() AS n'), db.prepare('PRAGMA user_version')];
  statements.set(db, known);
  return `${String(known[0].get()?.n)} ${String(known[1].get()?.user_version)}`;
};

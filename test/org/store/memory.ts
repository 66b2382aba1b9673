import type { DatabaseSync } from 'node:sqlite';

export type Memory = {
  /** Gives back what `compute` answered under this key, as long as no row of these objects is another. */
  readonly remember: <T>(key: string, objects: readonly string[], compute: () => T) => T;
  /** To be told of every write: to which object, and how many rows it changed. */
  readonly wrote: (object: string, rows: number | bigint) => void;
  /** Marks a state. What it gives back is to be called when the database has gone back to it. */
  readonly mark: () => () => void;
};

type Answer = { readonly objects: readonly string[]; readonly state: string; readonly value: unknown };

/**
 * A memory of answers for one database. Writes are counted by object. Two things happen behind its back, and then it forgets everything: SQL
 * that others run, seen by SQLite's own count of changes, and rollbacks, which no count shows, but which take back user_version too.
 */
export function openMemory(db: DatabaseSync): Memory {
  const total = db.prepare('SELECT total_changes() AS n');
  const userVersion = db.prepare('PRAGMA user_version');
  const count = (): number => Number(total.get()?.['n']);
  let answers = new Map<string, Answer>();
  let writes = new Map<string, number>();
  let [epoch, epochs] = [0, 0];
  let [version, counted, told] = [0, -1, count()];

  const stateOf = (objects: readonly string[]): string =>
    `${String(epoch)} ${objects.map((object) => writes.get(object) ?? 0).join()}`;

  const settle = (now: number): void => {
    version += 1;
    db.exec(`PRAGMA user_version = ${String(version)}`);
    told = now;
    counted = now;
  };

  const look = (): void => {
    const now = count();
    const isRolledBack = userVersion.get()?.['user_version'] !== version;
    if (isRolledBack || now !== told) {
      answers = new Map();
      epochs += 1;
      epoch = epochs;
    }
    if (isRolledBack || now !== counted) settle(now);
  };

  return {
    remember: <T>(key: string, objects: readonly string[], compute: () => T): T => {
      look();
      const state = stateOf(objects);
      const known = answers.get(key);
      if (known?.state === state) return known.value as T;
      const value = compute();
      answers.set(key, { objects, state, value });
      return value;
    },
    wrote: (object, rows) => {
      told += Number(rows);
      writes.set(object, (writes.get(object) ?? 0) + 1);
    },
    mark: () => {
      look();
      const marked = { answers: new Map(answers), writes: new Map(writes), epoch };
      return () => {
        ({ epoch, writes } = { epoch: marked.epoch, writes: new Map(marked.writes) });
        const since = [...answers].filter(([, { objects, state }]) => stateOf(objects) === state);
        answers = new Map([...marked.answers, ...since]);
        settle(count());
      };
    },
  };
}

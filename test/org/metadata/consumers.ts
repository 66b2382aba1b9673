import { randomBytes } from 'node:crypto';
import type { Org, Row } from '../org.ts';
import { makeId } from '../store/ids.ts';

const table = '_Consumer';

/** Days for which staged credentials hold. source: facts 6.1 [official] */
const stagedDays = 30;

/** The OAuth consumer of an External Client App: its credentials, and those staged beside them. */
export type Consumer = {
  readonly id: string;
  readonly app: string;
  readonly key: string;
  readonly secret: string;
  readonly staged: Staged | undefined;
};

/** `Active`: made and not yet the primary ones; `Rotated`: the former primary ones, good until they end. */
type Staged = {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
  readonly state: 'Active' | 'Rotated' | 'Expired';
  readonly created: string;
  readonly ends: string;
};

export function consumerOf(org: Org, app: string): Consumer | undefined {
  return consumers(org).find((one) => one.app.toLowerCase() === app.toLowerCase());
}

/** The consumer with this key, primary or staged, and the secret that goes with it. */
export function consumerByKey(org: Org, key: string): { consumer: Consumer; secret: string } | undefined {
  for (const consumer of consumers(org)) {
    if (consumer.key === key) return { consumer, secret: consumer.secret };
    const { staged } = consumer;
    if (staged?.key === key && staged.state !== 'Expired') return { consumer, secret: staged.secret };
  }
  return undefined;
}

/** Makes the consumer of an app, under the key that was given or one of its own. */
export function newConsumer(org: Org, app: string, key: string): Consumer {
  const { count } = org.store.db.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get() as { count: number };
  org.store.db
    .prepare(`INSERT INTO ${table} (Id, App, Key, Secret) VALUES (?, ?, ?, ?)`)
    .run(makeId('888', 'hs0', count + 1), app, key === '' ? newKey() : key, newSecret());
  const made = consumerOf(org, app);
  if (made === undefined) throw new Error(`the consumer of ${app} is gone after its write`);
  return made;
}

/** Gives a consumer a new secret at once. */
export function rotateSecret(org: Org, app: string): void {
  org.store.db.prepare(`UPDATE ${table} SET Secret = ? WHERE App = ? COLLATE NOCASE`).run(newSecret(), app);
}

/** Makes credentials beside the primary ones. */
export function stage(org: Org, { id }: Consumer): void {
  const now = org.now();
  const ends = new Date(now.getTime() + stagedDays * 86_400_000);
  const row = [
    makeId('1sc', 'hs0', now.getTime()),
    newKey(),
    newSecret(),
    'Active',
    now.toISOString(),
    ends.toISOString(),
  ];
  org.store.db
    .prepare(
      `UPDATE ${table} SET StagedId = ?, StagedKey = ?, StagedSecret = ?, StagedState = ?, StagedAt = ?, StagedEnd = ? WHERE Id = ?`,
    )
    .run(...row, id);
}

/** Makes the staged credentials the primary ones; the former ones are good until they end. */
export function rotateStaged(org: Org, { id, key, secret, staged }: Consumer): void {
  if (staged === undefined) return;
  org.store.db
    .prepare(
      `UPDATE ${table} SET Key = ?, Secret = ?, StagedKey = ?, StagedSecret = ?, StagedState = 'Rotated' WHERE Id = ?`,
    )
    .run(staged.key, staged.secret, key, secret, id);
}

/** Ends the staged credentials. */
export function dropStaged(org: Org, { id }: Consumer): void {
  org.store.db
    .prepare(
      `UPDATE ${table} SET StagedId = NULL, StagedKey = NULL, StagedSecret = NULL, StagedState = NULL, StagedAt = NULL, StagedEnd = NULL WHERE Id = ?`,
    )
    .run(id);
}

/** Ends the consumer of an app that is deleted. */
export function dropConsumer(org: Org, app: string): void {
  const found = consumerOf(org, app);
  if (found !== undefined) org.store.db.prepare(`DELETE FROM ${table} WHERE Id = ?`).run(found.id);
}

function consumers(org: Org): readonly Consumer[] {
  ensureTable(org);
  const rows = org.store.db.prepare(`SELECT * FROM ${table} ORDER BY Id`).all() as Row[];
  return rows.map((row) => ({
    id: String(row['Id']),
    app: String(row['App']),
    key: String(row['Key']),
    secret: String(row['Secret']),
    staged: row['StagedId'] === null ? undefined : staged(org, row),
  }));
}

function ensureTable(org: Org): void {
  org.store.db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (Id TEXT PRIMARY KEY, App TEXT, Key TEXT, Secret TEXT, StagedId TEXT, StagedKey TEXT,
       StagedSecret TEXT, StagedState TEXT, StagedAt TEXT, StagedEnd TEXT)`,
  );
}

function staged(org: Org, row: Row): Staged {
  const ends = String(row['StagedEnd']);
  return {
    id: String(row['StagedId']),
    key: String(row['StagedKey']),
    secret: String(row['StagedSecret']),
    state: new Date(ends) < org.now() ? 'Expired' : (String(row['StagedState']) as Staged['state']),
    created: String(row['StagedAt']),
    ends,
  };
}

/** Consumer keys of real orgs start with 3MVG9. */
export function newKey(): string {
  return `3MVG9${randomBytes(40).toString('hex')}`;
}

export function newSecret(): string {
  return randomBytes(32).toString('hex').toUpperCase();
}

import { DatabaseSync } from 'node:sqlite';
import type { Row, Schema, SObject, Store, Value } from '../org.ts';
import { toSecond } from '../schema/time.ts';
import { makeId, to18 } from './ids.ts';
import { openMemory } from './memory.ts';
import { expression, mustField, mustObject, selectAll, statements, storedFields } from './statements.ts';
import { createTables, holdsId, quote } from './tables.ts';

const instance = 'hs0';
/** Rows of these follow from the schema. */
const derived = ['EntityDefinition', 'FieldDefinition', 'EntityParticle'];
/** Objects of more stored columns than this, the permissions for the most part, whose rows take long to read. */
const wide = 250;
const auditTimes = ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

/**
 * An empty database in memory with a table for each object of the schema, or the one in a file, written by an earlier
 * one. SQL may call org_now(), the clock as ISO text. Text compares without regard to case, ids exactly and always in
 * their 18-character form.
 */
export function openStore(schema: Schema, now: () => Date, file?: string): Store {
  const db = new DatabaseSync(file ?? ':memory:');
  db.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -500000');
  if (file === undefined) db.exec(createTables(schema));
  db.function('org_now', () => toSecond(now()));
  const prepare = statements(db);
  const { remember, wrote, mark } = openMemory(db);
  const counters = new Map<string, number>();
  let depth = 0;

  const newId = (name: string): string => {
    const object = mustObject(schema, name);
    const counter = (counters.get(object.name) ?? 0) + 1;
    counters.set(object.name, counter);
    const id = makeId(object.keyPrefix, instance, counter);
    const taken = prepare(`SELECT 1 FROM ${quote(object.name)} WHERE "Id" = ?`).get(id) !== undefined;
    return taken ? newId(name) : id;
  };

  const bind = (object: SObject, row: Row): [columns: string[], values: Value[]] => {
    const fields = storedFields(schema, object, Object.keys(row));
    const given = Object.values(row);
    const values = fields.map((field, index) => {
      const value = given[index] ?? null;
      return holdsId(field) && typeof value === 'string' ? to18(value) : value;
    });
    return [fields.map((field) => field.name), values];
  };

  return {
    db,
    newId,
    transaction: (fn) => {
      const savepoint = `s${String(depth)}`;
      depth++;
      try {
        db.exec(`SAVEPOINT ${savepoint}`);
        const result = fn();
        db.exec(`RELEASE ${savepoint}`);
        return result;
      } catch (error) {
        db.exec(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
        throw error;
      } finally {
        depth--;
      }
    },
    insert: (name, row, by) => {
      const object = mustObject(schema, name);
      const filled = withAudit(schema, object, row, toSecond(now()), by);
      const id = to18(String(filled['Id'] ?? newId(name)));
      const [columns, values] = bind(object, { ...filled, Id: id });
      const places = columns.map(() => '?').join(', ');
      const sql = `INSERT INTO ${quote(object.name)} (${columns.map(quote).join(', ')}) VALUES (${places})`;
      wrote(object.name, prepare(sql).run(...values).changes);
      return id;
    },
    update: (name, id, changes, by) => {
      const object = mustObject(schema, name);
      const stamp = toSecond(now());
      const audit: Row = {
        LastModifiedDate: stamp,
        SystemModstamp: stamp,
        ...(by === undefined ? {} : { LastModifiedById: by }),
      };
      const [columns, values] = bind(object, { ...keep(schema, object, audit), ...changes });
      const assignments = columns.map((column) => `${quote(column)} = ?`).join(', ');
      const sql = `UPDATE ${quote(object.name)} SET ${assignments} WHERE "Id" = ?`;
      wrote(object.name, prepare(sql).run(...values, to18(id)).changes);
    },
    delete: (name, id) => {
      const object = mustObject(schema, name);
      wrote(object.name, prepare(`DELETE FROM ${quote(object.name)} WHERE "Id" = ?`).run(to18(id)).changes);
      wrote('_Deleted', prepare('INSERT OR IGNORE INTO "_Deleted" VALUES (?)').run(to18(id)).changes);
    },
    get: (name, id) => {
      const object = mustObject(schema, name);
      const read = (): Row | undefined => {
        const row = prepare(`${selectAll(object)} WHERE t."Id" = ?`).get(to18(id));
        return row === undefined ? undefined : plain(row);
      };
      const isWide = object.fields.length > wide && object.fields.every((field) => field.sql === undefined);
      if (!isWide) return read();
      return remember(`${object.name} ${to18(id)}`, [object.name], () => Object.freeze(read()));
    },
    remember,
    savepoint: (name) => {
      const restore = mark();
      db.exec(`SAVEPOINT ${name}`);
      return () => {
        db.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
        restore();
      };
    },
    find: (name, equal = {}) => {
      const object = mustObject(schema, name);
      const values: Value[] = [];
      const conditions = Object.entries(equal).map(([key, value]) => {
        const field = mustField(schema, object, key);
        if (value === null) return `${expression(field)} IS NULL`;
        values.push(holdsId(field) ? to18(String(value)) : value);
        return `${expression(field)} = ?`;
      });
      const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
      return prepare(`${selectAll(object)}${where}`)
        .all(...values)
        .map(plain);
    },
    dump: () => {
      const stored = [...schema.objects.values()].filter((object) => !derived.includes(object.name));
      const tables = stored.map((object): [string, Row[]] => [
        object.name,
        remember(`dump ${object.name}`, [object.name], () => {
          const columns = object.fields
            .filter((field) => field.sql === undefined && !auditTimes.includes(field.name))
            .map((field) => quote(field.name));
          const rows = prepare(`SELECT ${columns.join(', ')} FROM ${quote(object.name)} ORDER BY "Id"`).all();
          return rows.map(plain);
        }),
      ]);
      return Object.fromEntries(tables.filter(([, rows]) => rows.length > 0));
    },
  };
}

/** SQLite gives objects without a prototype. A copy of the hundreds of columns of a permission set would take longer than reading them. */
function plain(row: object): Row {
  return Object.setPrototypeOf(row, Object.prototype) as Row;
}

/** The row with audit fields and owner filled where the object has them; what the row itself says wins. */
function withAudit(schema: Schema, object: SObject, row: Row, stamp: string, by: string | undefined): Row {
  const times: Row = { CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp };
  const people: Row = by === undefined ? {} : { CreatedById: by, LastModifiedById: by, OwnerId: by };
  return { ...keep(schema, object, { ...times, ...people }), ...row };
}

function keep(schema: Schema, object: SObject, row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name]) => schema.field(object, name)?.sql === undefined && schema.field(object, name) !== undefined,
    ),
  );
}

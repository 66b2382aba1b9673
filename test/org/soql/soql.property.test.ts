import { expect } from 'chai';
import fc from 'fast-check';
import type { Access, Org, Row, Session } from '../org.ts';
import { loadSchema } from '../schema/load.ts';
import { openStore } from '../store/open.ts';
import { query } from './query.ts';

/** A condition twice: as SOQL text and as a naive test of a row. */
type Condition = { readonly soql: string; readonly test: (row: Row) => boolean };

const schema = loadSchema({ chatter: true });
const access: Access = {
  userPermissions: () => new Set(),
  seesObject: () => true,
  object: () => ({ read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true }),
  field: () => ({ read: true, edit: true }),
  visibleRows: () => undefined,
};

const text = fc.oneof(
  fc.constantFrom('a', 'A', 'b', 'aB', 'é', 'É', '%', '_', "'", '\\', 'a;b'),
  fc.string({ maxLength: 3 }).map((each) => each.replaceAll('\0', '')),
);
const stored = fc.option(text.filter((each) => each !== ''));
const number = fc.integer({ min: -3, max: 3 });
const day = fc.constantFrom('2026-01-01', '2026-06-30', '2026-12-31');

function quote(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

function sameText(a: Row[string] | undefined, b: string): boolean {
  return b === '' ? a === null : typeof a === 'string' && a.toLowerCase() === b.toLowerCase();
}

const textCondition: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('=', '!=', 'IN', 'NOT IN'), fc.array(text, { minLength: 1, maxLength: 3 }))
  .map(([operator, values]) => {
    const isList = operator.endsWith('IN');
    const used = isList ? values : values.slice(0, 1);
    const right = used.map(quote).join(', ');
    const positive = operator === '=' || operator === 'IN';
    return {
      soql: `Site ${operator} ${isList ? `(${right})` : right}`,
      test: (row) => used.some((value) => sameText(row['Site'], value)) === positive,
    };
  });

const likeCondition: fc.Arbitrary<Condition> = fc
  .array(fc.constantFrom('a', 'B', '%', '_', '\\%', '\\_'), { minLength: 1, maxLength: 4 })
  .map((parts) => {
    const pattern = parts.map((part) =>
      part === '%' ? '[\\s\\S]*' : part === '_' ? '[\\s\\S]' : part.replace('\\', ''),
    );
    const regex = new RegExp(`^${pattern.join('')}$`, 'iu');
    return {
      soql: `Site LIKE '${parts.join('')}'`,
      test: (row) => typeof row['Site'] === 'string' && regex.test(row['Site']),
    };
  });

function ordered(left: Row[string] | undefined, operator: string, right: string | number): boolean {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (left === null || left === undefined) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const orderedCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(comparison, number).map(([operator, value]) => ({
    soql: `NumberOfEmployees ${operator} ${String(value)}`,
    test: (row: Row) => ordered(row['NumberOfEmployees'], operator, value),
  })),
  fc.tuple(comparison, day).map(([operator, value]) => ({
    soql: `LastActivityDate ${operator} ${value}`,
    test: (row: Row) => ordered(row['LastActivityDate'], operator, value),
  })),
);
const nullCondition: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('=', '!='), fc.constantFrom('Site', 'NumberOfEmployees', 'LastActivityDate'))
  .map(([operator, field]) => ({
    soql: `${field} ${operator} null`,
    test: (row) => (row[field] === null) === (operator === '='),
  }));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(textCondition, likeCondition, orderedCondition, nullCondition),
    fc
      .tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
      .map(([operator, parts]) => ({
        soql: parts.map((part) => `(${part.soql})`).join(` ${operator} `),
        test: (row: Row) =>
          operator === 'AND' ? parts.every((part) => part.test(row)) : parts.some((part) => part.test(row)),
      })),
    tie('condition').map((part) => ({ soql: `NOT (${part.soql})`, test: (row: Row) => !part.test(row) })),
  ),
}));

const row: fc.Arbitrary<Row> = fc.record({
  Site: stored,
  NumberOfEmployees: fc.option(number),
  LastActivityDate: fc.option(day),
});

describe('SOQL filters', () => {
  it('choose the rows that a naive reading of the conditions chooses', () => {
    const store = openStore(schema, () => new Date('2026-11-24T12:00:00Z'));
    const session: Session = {
      org: { schema, store, now: () => new Date('2026-11-24T12:00:00Z') } as unknown as Org,
      userId: '005000000000001AAA',
      apiVersion: 67,
    };
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), condition, (rows, { soql, test }) => {
        store.db.exec('DELETE FROM "Account"');
        const ids = rows.map((each, at) => store.insert('Account', { Name: String(at), ...each }));
        const result = query(session, access, `SELECT Id FROM Account WHERE ${soql}`, {
          batchSize: 2000,
          tooling: false,
        });
        const expected = ids.filter((_, at) => test(rows[at] ?? {}));
        expect(result.records.map((record) => record['Id']).sort()).to.deep.equal([...expected].sort());
      }),
      { numRuns: 500 },
    );
  });
});

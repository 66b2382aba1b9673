import { parseQuery, type WhereClause } from '@jetstreamapp/soql-parser-js';
import { expect } from 'chai';
import fc from 'fast-check';
import { columns, soql } from '../../src/org/wire/soql.ts';
import { anyText } from '../definition/anyText.ts';

/** Both given, or the library builds a new parser for each query. */
const settings = { allowApexBindVariables: false, ignoreParseErrors: false };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The parser, not SOQL, stumbles over the line separators of Unicode. */
const parseable = anyText.map((text) => text.replace(/[\u2028\u2029]/g, ''));

/** The text that a quoted SOQL literal stands for (SOQL and SOSL Reference, Quoted String Escape Sequences). */
function unquoted(literal: string): string {
  if (!/^'(?:[^'\\]|\\[\s\S])*'$/.test(literal)) throw new Error(`not one literal: ${literal}`);
  return literal.slice(1, -1).replace(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

/** The only condition of a query, as the parser understands it. */
function condition(query: string): WhereClause['left'] {
  const { sObject, where, limit } = parseQuery(query, settings);
  expect(sObject).to.equal('User');
  expect(limit).to.equal(undefined);
  if (where === undefined || 'right' in where) throw new Error('not one condition');
  return where.left;
}

describe('soql', () => {
  const literals: readonly (readonly [string, string])[] = [
    ['plain', "'plain'"],
    ['', "''"],
    ["O'Brien", "'O\\'Brien'"],
    ['a\\b', "'a\\\\b'"],
    ["\\'", "'\\\\\\''"],
    ['a\nb\r', "'a\\nb\\r'"],
    ['100%_"é🚀', "'100%_\"é🚀'"],
    ["' OR Name != '", "'\\' OR Name != \\''"],
    ["\\' OR Name != \\'", "'\\\\\\' OR Name != \\\\\\''"],
  ];
  for (const [text, expected] of literals) {
    it(`quotes ${JSON.stringify(text)}`, () => {
      expect(soql`SELECT Id FROM User WHERE Name = ${text} LIMIT 1`).to.equal(
        `SELECT Id FROM User WHERE Name = ${expected} LIMIT 1`,
      );
    });
  }

  it('puts lists into parentheses, each value quoted, and numbers and booleans as they are', () => {
    expect(soql`a IN ${['x', "y'"]} AND b = ${5} AND c = ${true} AND d = ${false}`).to.equal(
      "a IN ('x', 'y\\'') AND b = 5 AND c = true AND d = false",
    );
    expect(soql`SELECT Id FROM User`).to.equal('SELECT Id FROM User');
  });

  it('lets no text out of its quotes: what is parsed is what went in', () => {
    fc.assert(
      fc.property(parseable, (text) => {
        const left = condition(soql`SELECT Id FROM User WHERE Name = ${text}`);
        const value = left !== null && 'value' in left ? left.value : undefined;
        expect(unquoted(String(value))).to.equal(text);
      }),
      {
        numRuns: 400,
        examples: [["'"], ['\\'], ["\\'"], ["' OR Id != '"], ["') OR (Id != '"], ['\\\\'], ['\n'], ['// x'], ['${1}']],
      },
    );
  });

  it('lets no list grow or shrink', () => {
    fc.assert(
      fc.property(fc.array(parseable, { minLength: 1, maxLength: 5 }), (texts) => {
        const left = condition(soql`SELECT Id FROM User WHERE Name IN ${texts}`);
        const value: unknown = left !== null && 'value' in left ? left.value : undefined;
        const values: unknown[] = Array.isArray(value) ? value : [value];
        expect(values.map((one) => unquoted(String(one)))).to.deep.equal(texts);
      }),
    );
  });
});

describe('columns', () => {
  it('are put in unquoted', () => {
    expect(soql`SELECT ${columns(['Id', 'Profile.UserLicense.Name', 'Custom__c'])} FROM User`).to.equal(
      'SELECT Id, Profile.UserLicense.Name, Custom__c FROM User',
    );
  });

  for (const name of ['', 'a b', "a'", 'a,b', 'a.', '.a', 'a..b', '1a', 'a)', 'Id FROM User', 'ä', 'a\n']) {
    it(`must be names: not ${JSON.stringify(name)}`, () => {
      expect(() => columns(['Id', name])).to.throw(RangeError, 'not a column name');
    });
  }
});

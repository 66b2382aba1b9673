import { expect } from 'chai';
import fc from 'fast-check';
import { fit } from '../../src/report/table.ts';

const columns = [
  { key: 'name' as const, name: 'Name' },
  { key: 'text' as const, name: 'Text' },
  { key: 'count' as const, name: 'Count' },
];
const table = (name: string, text: string, count = '1') => ({ data: [{ name, text, count }], columns });
const widths = (name: string, text: string, terminal?: number, count?: string): (number | undefined)[] =>
  fit(table(name, text, count), terminal).columns.map(({ width }) => width);

const sentence = 'Whoever gets hold of the login of this integration can do more than was agreed on.';
const cases: readonly (readonly [string, string, string, number | undefined, readonly (number | undefined)[]])[] = [
  ['leaves a table alone that fits', 'ZoomInfo', 'short', 80, [undefined, undefined, undefined]],
  ['leaves every table alone without a terminal', 'ZoomInfo', sentence, undefined, [undefined, undefined, undefined]],
  ['takes the room from the sentence', 'zoominfo@acme.integration', sentence, 80, [27, 42, 7]],
  ['shares the room among equals', sentence, sentence, 80, [35, 34, 7]],
  ['breaks a sentence before a name', 'a'.repeat(40), sentence, 80, [42, 27, 7]],
  ['breaks a name where names alone are too long', 'a'.repeat(90), 'word', 40, [23, 6, 7]],
  ['breaks long words of a sentence before a name', 'a'.repeat(40), `${'b'.repeat(40)} c d e f`, 80, [42, 27, 7]],
  ['counts wide letters as terminals do', '統合'.repeat(20), sentence, 80, [42, 27, 7]],
  ['counts the lines of a cell apart', 'one\ntwo\nthree', 'x'.repeat(50), 70, [undefined, undefined, undefined]],
];

describe('a table on a terminal', () => {
  for (const [what, name, text, terminal, expected] of cases) {
    it(what, () => {
      expect(widths(name, text, terminal)).to.deep.equal(expected);
    });
  }

  it('is never wider than its terminal, and no column is without room', () => {
    const text = fc.string({ maxLength: 200 });
    fc.assert(
      fc.property(text, text, text, fc.integer({ min: 20, max: 300 }), (name, value, count, terminal) => {
        const found = widths(name, value, terminal, count);
        const given = found.flatMap((width) => width ?? []);
        if (given.length === 0) return;
        expect(given).to.have.length(3);
        expect(Math.min(...given)).to.be.at.least(3);
        expect(given.reduce((sum, width) => sum + width, 0) + 4).to.be.at.most(terminal);
      }),
    );
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { chunks } from '../../src/org/wire/chunks.ts';

const sizes = (lists: readonly (readonly string[])[]): number[] => lists.map(({ length }) => length);
const many = (count: number, length = 5): string[] =>
  Array.from({ length: count }, (_, index) => String(index).padStart(length, 'x'));

describe('chunks', () => {
  it('leaves a short list whole, and makes none of nothing', () => {
    expect(chunks([])).to.deep.equal([]);
    expect(chunks(['a', 'b'])).to.deep.equal([['a', 'b']]);
  });

  it('cuts by number, by length and by the rows that are expected', () => {
    expect(sizes(chunks(many(401)))).to.deep.equal([200, 200, 1]);
    expect(sizes(chunks(many(5), { count: 2 }))).to.deep.equal([2, 2, 1]);
    expect(sizes(chunks(many(10, 96), { length: 500 }))).to.deep.equal([5, 5]);
    expect(sizes(chunks(many(10), { rows: () => 400 }))).to.deep.equal([5, 5]);
    expect(sizes(chunks(many(3), { rows: () => 5000 }))).to.deep.equal([1, 1, 1]);
  });

  it('keeps every name and its place, and every limit that can be kept', () => {
    const name = fc.string({ maxLength: 60 });
    const limit = fc.record({ length: fc.integer({ min: 1, max: 300 }), count: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), limit, fc.integer({ min: 1, max: 1500 }), (names, given, each) => {
        const lists = chunks(names, { ...given, rows: () => each });
        expect(lists.flat()).to.deep.equal(names);
        for (const list of lists) {
          expect(list.length).to.be.within(1, given.count);
          if (list.length === 1) continue;
          expect(list.reduce((sum, one) => sum + one.length + 4, 0)).to.be.at.most(given.length);
          expect(list.length * each).to.be.at.most(2000);
        }
      }),
    );
  });
});

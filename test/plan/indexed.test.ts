import { expect } from 'chai';
import fc from 'fast-check';
import { indexed } from '../../src/plan/indexed.ts';

describe('indexed', () => {
  it('finds what going through all rows finds, of each list its own', () => {
    const byName = indexed<{ readonly name: string; readonly at: number }>(({ name }) => name);
    const names = fc.array(fc.constantFrom('a', 'b', '__proto__', ''));
    fc.assert(
      fc.property(names, names, (some, others) => {
        const [first, second] = [some, others].map((list) => list.map((name, at) => ({ name, at }))) as [
          { name: string; at: number }[],
          { name: string; at: number }[],
        ];
        for (const rows of [first, second, first]) {
          for (const name of ['a', 'b', '__proto__', '', 'absent'])
            expect(byName(rows, name)).to.deep.equal(rows.filter((row) => row.name === name));
        }
      }),
    );
    expect(byName([{ name: 'a', at: 0 }], undefined)).to.deep.equal([]);
  });

  it('asks for the key of each row once', () => {
    let asked = 0;
    const byName = indexed<string>((name) => {
      asked += 1;
      return name;
    });
    const rows = Array.from({ length: 100 }, (_, at) => `user${String(at)}`);
    for (const name of rows) byName(rows, name);
    expect(asked).to.equal(rows.length);
  });
});

import { expect } from 'chai';
import { readTracked, trackedFiles } from './trackedFiles.ts';

const LIMIT = 300;
const REASON = /^\/\/ Over 300 lines: \S.{20,}$/;

/** Files of code that are too long to be read at once and do not say in their first line why that is better. */
function tooLong(files: readonly (readonly [name: string, text: string])[]): string[] {
  return files
    .filter(([, text]) => text.trimEnd().split('\n').length > LIMIT && !REASON.test(text.split('\n')[0] ?? ''))
    .map(([name]) => name);
}

describe('files of code', () => {
  const code = trackedFiles().filter((name) => /^(bin|scripts|src|test)\/.*\.(ts|js)$/.test(name));

  it(`have ${String(LIMIT)} lines at most, or say in the first one why not`, () => {
    expect(tooLong(code.map((name) => [name, readTracked(name)]))).to.deep.equal([]);
  });

  it('of src need no excuse', () => {
    const excused = code.filter((name) => name.startsWith('src/') && readTracked(name).startsWith('// Over'));
    expect(excused).to.deep.equal([]);
  });

  it('with an excuse are long', () => {
    const short = code.filter((name) => {
      const text = readTracked(name);
      return REASON.test(text.split('\n')[0] ?? '') && text.trimEnd().split('\n').length <= LIMIT;
    });
    expect(short).to.deep.equal([]);
  });

  it('that are too long would be found', () => {
    const long = 'x\n'.repeat(LIMIT + 1);
    const reason = '// Over 300 lines: one table that is read as a whole.';
    expect(
      tooLong([
        ['a.ts', long],
        ['b.ts', `${reason}\n${long}`],
        ['c.ts', 'x'],
      ]),
    ).to.deep.equal(['a.ts']);
  });
});

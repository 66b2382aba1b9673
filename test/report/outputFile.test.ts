import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { outputProblems, writeOutput } from '../../src/report/outputFile.ts';

describe('a file that a command writes', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'output-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('may not be there before, unless it may be overwritten', async () => {
    const path = join(folder, 'there.yaml');
    await writeFile(path, 'old');
    expect((await outputProblems(path, false)).map(({ id, subject }) => [id, subject])).to.deep.equal([
      ['fileExists', path],
    ]);
    for (const [one, overwrite] of [
      [path, true],
      [join(folder, 'new.yaml'), false],
      [undefined, false],
    ] as const)
      expect(await outputProblems(one, overwrite)).to.deep.equal([]);
  });

  it('is written whole, and nothing else is left', async () => {
    const path = join(folder, 'out.yaml');
    await writeFile(path, 'a longer text that was there before');
    expect(await writeOutput(path, 'ä', true)).to.deep.equal([]);
    expect(await readFile(path, 'utf8')).to.equal('ä');
    expect(await readdir(folder)).to.deep.equal(['out.yaml']);
  });

  it('that came up after the question is left as it is without --overwrite', async () => {
    const path = join(folder, 'out.yaml');
    await writeFile(path, 'of somebody else');
    expect((await writeOutput(path, 'ours', false)).map(({ id }) => id)).to.deep.equal(['fileExists']);
    expect(await readFile(path, 'utf8')).to.equal('of somebody else');
    expect(await readdir(folder)).to.deep.equal(['out.yaml']);
    const other = join(folder, 'new.yaml');
    expect(await writeOutput(other, 'ours', false)).to.deep.equal([]);
    expect(await readFile(other, 'utf8')).to.equal('ours');
  });

  it('that cannot be written is told, and nothing is left', async () => {
    const missing = await writeOutput(join(folder, 'none', 'out.yaml'), 'x', false);
    expect(missing.map(({ id }) => id)).to.deep.equal(['fileUnwritable']);
    expect(missing[0]?.tokens[1]).to.match(/ENOENT/);
    expect((await writeOutput(folder, 'x', true)).map(({ id }) => id)).to.deep.equal(['fileUnwritable']);
    expect(await readdir(folder)).to.deep.equal([]);
  });
});

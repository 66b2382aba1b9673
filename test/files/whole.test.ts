import { expect } from 'chai';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type SinonSandbox } from 'sinon';
import { isThere, writeWhole } from '../../src/files/whole.ts';

describe('a file written whole or not at all', () => {
  let folder: string;
  let path: string;
  let sandbox: SinonSandbox;
  beforeEach(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), 'whole-'));
    path = join(folder, 'out.txt');
    sandbox = createSandbox();
  });
  afterEach(async () => {
    sandbox.restore();
    syncBuiltinESMExports();
    await fs.rm(folder, { recursive: true });
  });

  /** Links are refused as some file system refuses them: FAT on Windows says EISDIR, a share ENOTSUP, others EPERM. */
  function withoutLinks(code: string): void {
    sandbox.stub(fs, 'link').rejects(Object.assign(new Error(code), { code }));
    syncBuiltinESMExports();
  }
  const failure = async (writing: Promise<void>): Promise<unknown> =>
    writing.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );

  for (const code of ['', 'EPERM', 'ENOTSUP', 'EISDIR', 'UNKNOWN']) {
    it(`is new, or not written at all ${code === '' ? '' : `where a link fails with ${code}`}`, async () => {
      if (code !== '') withoutLinks(code);
      await writeWhole(path, 'ours');
      expect(await fs.readFile(path, 'utf8')).to.equal('ours');
      expect(isThere(await failure(writeWhole(path, 'more')))).to.equal(true);
      expect(await fs.readFile(path, 'utf8')).to.equal('ours');
      expect(await fs.readdir(folder)).to.deep.equal(['out.txt']);
    });
  }

  it('replaces what is there only where that is wanted', async () => {
    await fs.writeFile(path, 'a longer text of before');
    await writeWhole(path, 'new', { overwrite: true });
    expect(await fs.readFile(path, 'utf8')).to.equal('new');
  });

  it('is for its owner alone where it is private, also without links', async function () {
    if (process.platform === 'win32') this.skip();
    await writeWhole(path, 'secret', { isPrivate: true });
    withoutLinks('EPERM');
    await writeWhole(`${path}.2`, 'secret', { isPrivate: true });
    for (const one of [path, `${path}.2`]) expect((await fs.stat(one)).mode & 0o777).to.equal(0o600);
  });

  it('leaves nothing beside it when it fails', async () => {
    expect(await failure(writeWhole(join(folder, 'none', 'x'), 'x'))).to.have.property('code', 'ENOENT');
    await fs.mkdir(path);
    expect(await failure(writeWhole(path, 'x', { overwrite: true }))).to.be.instanceOf(Error);
    expect(await fs.readdir(folder)).to.deep.equal(['out.txt']);
  });
});

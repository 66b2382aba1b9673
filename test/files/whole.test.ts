import { expect } from 'chai';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type SinonSandbox } from 'sinon';
import { shortenWaits } from '../commands/harness.ts';
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

  /** A virus scanner has the file open for the first of these calls. */
  function blocked(call: 'rename' | 'copyFile' | 'rm', code: string, times: number): void {
    const real = fs[call] as (...args: unknown[]) => Promise<void>;
    let left = times;
    sandbox.stub(fs, call).callsFake((...args: unknown[]) => {
      left -= 1;
      return left < 0 ? real(...args) : Promise.reject(Object.assign(new Error(code), { code }));
    });
    syncBuiltinESMExports();
  }

  for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
    it(`waits on Windows while another program has the file open: ${code}`, async () => {
      sandbox.stub(process, 'platform').value('win32');
      await fs.writeFile(path, 'before');
      blocked('rename', code, 3);
      blocked('rm', code, 1);
      await writeWhole(path, 'ours', { overwrite: true });
      expect(await fs.readFile(path, 'utf8')).to.equal('ours');
      expect(await fs.readdir(folder)).to.deep.equal(['out.txt']);
    });
  }

  it('waits for a copy, too, and not for ever', async () => {
    sandbox.stub(process, 'platform').value('win32');
    shortenWaits(sandbox);
    withoutLinks('EISDIR');
    blocked('copyFile', 'EBUSY', 6);
    await writeWhole(path, 'ours');
    expect(await fs.readFile(path, 'utf8')).to.equal('ours');
    blocked('rename', 'EBUSY', 99);
    expect(await failure(writeWhole(path, 'more', { overwrite: true }))).to.have.property('code', 'EBUSY');
    expect(await fs.readFile(path, 'utf8')).to.equal('ours');
    expect(await fs.readdir(folder)).to.deep.equal(['out.txt']);
  });

  it('does not wait where no other program can be in the way, or for what does not pass', async () => {
    for (const [platform, code] of [
      ['linux', 'EPERM'],
      ['win32', 'ENOSPC'],
    ] as const) {
      sandbox.stub(process, 'platform').value(platform);
      blocked('rename', code, 1);
      expect(await failure(writeWhole(path, 'ours', { overwrite: true })), platform).to.have.property('code', code);
      sandbox.restore();
      syncBuiltinESMExports();
    }
  });

  it('leaves nothing beside it when it fails', async () => {
    expect(await failure(writeWhole(join(folder, 'none', 'x'), 'x'))).to.have.property('code', 'ENOENT');
    await fs.mkdir(path);
    expect(await failure(writeWhole(path, 'x', { overwrite: true }))).to.be.instanceOf(Error);
    expect(await fs.readdir(folder)).to.deep.equal(['out.txt']);
  });
});

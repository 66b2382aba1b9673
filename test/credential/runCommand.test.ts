import { expect } from 'chai';
import { chmodSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createSandbox, type SinonSandbox } from 'sinon';
import { programAt } from '../../src/credential/onDisk.ts';
import { runCommand, wordsOf } from '../../src/credential/runCommand.ts';

describe('the words of a command', () => {
  const cases: readonly (readonly [platform: NodeJS.Platform, text: string, words: readonly string[]])[] = [
    ['linux', String.raw`vault kv get -field=a\ b "c d" 'e"f'`, ['vault', 'kv', 'get', '-field=a b', 'c d', 'e"f']],
    ['win32', String.raw`C:\tools\vault.exe kv put x=-`, [String.raw`C:\tools\vault.exe`, 'kv', 'put', 'x=-']],
    ['win32', String.raw`"C:\Program Files\op\op.exe" read x`, [String.raw`C:\Program Files\op\op.exe`, 'read', 'x']],
    ['win32', String.raw`op 'a\b' "it's \ here"`, ['op', String.raw`a\b`, String.raw`it's \ here`]],
    ['win32', String.raw`"C:\dir with end\" x`, ['C:\\dir with end\\', 'x']],
    ['win32', 'op "not closed', []],
    ['linux', 'op "not closed', []],
  ];
  for (const [platform, text, words] of cases)
    it(`${platform}: ${text}`, async () => {
      expect(await wordsOf(text, platform)).to.deep.equal(words);
    });
});

describe('a program', () => {
  let folder: string;
  let sandbox: SinonSandbox;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'program-'));
    mkdirSync(join(folder, 'bin'));
    sandbox = createSandbox();
    sandbox.stub(process.env, 'PATH').value(['', join(folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter));
  });
  afterEach(() => {
    sandbox.restore();
    rmSync(folder, { recursive: true });
  });
  const put = (name: string): string => {
    const path = join(folder, 'bin', name);
    writeFileSync(path, '#!/bin/sh\necho from the path\n');
    chmodSync(path, 0o755);
    return path;
  };

  it('is found on the PATH, and at its own path', async () => {
    const path = put('tool');
    expect(await programAt('tool')).to.equal(path);
    expect(await programAt(path)).to.equal(path);
    expect(await programAt('no-such-tool')).to.equal(undefined);
  });

  it('is found on Windows by its ending', async () => {
    const path = put('tool.exe');
    expect(await programAt('tool')).to.equal(undefined);
    sandbox.stub(process, 'platform').value('win32');
    expect(await programAt('tool')).to.equal(path);
    put('other.cmd');
    expect(await programAt('other')).to.equal(undefined);
  });

  it('is the one of the PATH, not one of this name in the working folder', async function () {
    if (process.platform === 'win32') this.skip();
    put('tool');
    writeFileSync(join(folder, 'tool'), '#!/bin/sh\necho from the folder\n');
    chmodSync(join(folder, 'tool'), 0o755);
    const before = process.cwd();
    process.chdir(folder);
    try {
      const ran = await runCommand({ text: 'tool', shell: false, flag: '--secret-from' }, '');
      expect(ran).to.deep.equal({ output: 'from the path\n', problems: [] });
    } finally {
      process.chdir(before);
    }
  });
});

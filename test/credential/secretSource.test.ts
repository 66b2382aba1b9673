import { expect } from 'chai';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource, type Source, type SourceFlags } from '../../src/credential/secretSource.ts';
import { expectWorded } from './worded.ts';

describe('where a secret comes from', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-source-'));
    file = join(folder, 'secret');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const read = async (flags: Partial<SourceFlags>): Promise<Source> => {
    const none = { secretFile: undefined, secretFrom: undefined, keyFile: undefined, shell: false };
    const source = await readSource({ ...none, ...flags });
    expectWorded(source.problems);
    return source;
  };
  const ids = ({ problems }: Source): string[] => problems.map(({ id }) => id);

  it('a file, without the end of its line', async () => {
    for (const end of ['', '\n', '\r\n']) {
      writeFileSync(file, `S3cret with a blank ${end}`, { mode: 0o600 });
      expect(await read({ secretFile: file })).to.deep.equal({
        type: 'client-credentials',
        secret: 'S3cret with a blank ',
        problems: [],
      });
    }
  });

  it('a file that others can read is told, and one that is not there or empty stops', async () => {
    writeFileSync(file, 'S3cret', { mode: 0o644 });
    const open = await read({ secretFile: file });
    expect([ids(open), open.secret]).to.deep.equal([['secretFileOpen'], 'S3cret']);
    expect(ids(await read({ secretFile: join(folder, 'none') }))).to.deep.equal(['secretUnreadable']);
    const empty = join(folder, 'empty');
    writeFileSync(empty, '\n', { mode: 0o600 });
    expect(ids(await read({ secretFile: empty }))).to.deep.equal(['secretEmpty']);
  });

  it('a command', async () => {
    const command = `'${process.execPath}' -e "console.log('S3cret'); console.error('x')"`;
    const { problems, secret } = await read({ secretFrom: command });
    expect([problems, secret]).to.deep.equal([[], 'S3cret']);
    const shell = await read({ secretFrom: 'printf %s "$HOME" | tr -d "\\n"', shell: true });
    expect([ids(shell), shell.secret]).to.deep.equal([[], process.env['HOME']]);
  });

  it('a command that fails, prints nothing, or is none', async () => {
    const fails = await read({ secretFrom: `'${process.execPath}' -e "console.log('S3cret'); process.exitCode = 4"` });
    expect([ids(fails), fails.secret]).to.deep.equal([['secretCommandFailed'], '']);
    expect(JSON.stringify(fails)).not.to.include('S3cret');
    expect(ids(await read({ secretFrom: `'${process.execPath}' -e ""` }))).to.deep.equal(['secretEmpty']);
    expect(ids(await read({ secretFrom: 'no-such-program-anywhere' }))).to.deep.equal(['secretProgram']);
  });

  it('a private key, and nothing that is none', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const none = [
      'S3cret',
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ];
    writeFileSync(file, pem, { mode: 0o600 });
    expect(await read({ keyFile: file })).to.deep.equal({ type: 'jwt', secret: pem, problems: [] });
    for (const text of none) {
      writeFileSync(file, text);
      const source = await read({ keyFile: file });
      expect([ids(source), source.secret]).to.deep.equal([['keyNone'], '']);
    }
  });
});

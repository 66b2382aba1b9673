import { expect } from 'chai';
import { createSandbox } from 'sinon';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../../src/definition/problem.ts';
import { secretSink, type SecretSink } from '../../src/credential/secretSink.ts';
import { expectWorded } from './worded.ts';

const SECRET = 'S3cret+with/"quotes"\'and $HOME and ümlaut';
const names = { file: '--secret-out', command: '--secret-to' };

describe('the way of a secret', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'integration-user-sink-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const sink = (file: string | undefined, command?: string, shell = false, seconds = 10): SecretSink => {
    const found = secretSink({ file, command, shell, names }, seconds);
    if (found === undefined) throw new Error('no sink');
    return found;
  };
  /** A command that runs this script; its words hold quotes and blanks. */
  const script = (body: string): string => {
    const path = join(folder, 'take it.cjs');
    writeFileSync(path, body);
    return `'${process.execPath}' "${path}" 'an argument'`;
  };
  const ids = async (asked: Promise<readonly Problem[]>): Promise<string[]> => {
    const problems = await asked;
    expectWorded(problems);
    return problems.map(({ id }) => id);
  };

  it('is none without a flag', () => {
    expect(secretSink({ file: undefined, command: undefined, shell: false, names })).to.equal(undefined);
  });

  it('leads into a file of which nobody but its folder says who may read it, on Windows, and tells so', async () => {
    const sandbox = createSandbox();
    sandbox.stub(process, 'platform').value('win32');
    try {
      const path = join(folder, 'secret');
      expect(await ids(sink(path).problems())).to.deep.equal(['secretFileWindows']);
      expect(await sink(path).deliver(SECRET)).to.deep.equal([]);
    } finally {
      sandbox.restore();
    }
  });

  it('leads into a new file that only its owner reads, and leaves nothing beside it', async () => {
    const path = join(folder, 'secret');
    expect(await sink(path).problems()).to.deep.equal([]);
    expect(readdirSync(folder)).to.deep.equal([]);
    expect(await sink(path).deliver(SECRET)).to.deep.equal([]);
    expect(readFileSync(path, 'utf8')).to.equal(SECRET);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal(['secret']);
  });

  it('never leads over a file, a folder or a link', async () => {
    const [file, link] = [join(folder, 'there'), join(folder, 'link')];
    writeFileSync(file, 'kept');
    symlinkSync(join(folder, 'nowhere'), link);
    for (const path of [file, link, folder]) {
      expect(await ids(sink(path).problems()), path).to.deep.equal(['secretFileExists']);
      const problems = await sink(path).deliver(SECRET);
      expect(problems.map(({ id }) => id)).to.deep.equal(['secretFileUnwritable']);
      expect(JSON.stringify(problems)).not.to.include('S3cret');
    }
    expect(readFileSync(file, 'utf8')).to.equal('kept');
    expect(readdirSync(folder).sort()).to.deep.equal(['link', 'there']);
  });

  it('needs a folder that takes files', async () => {
    const [none, file] = [join(folder, 'none', 'secret'), join(folder, 'file')];
    writeFileSync(file, '');
    expect(await ids(sink(none).problems())).to.deep.equal(['secretFolder']);
    expect(await ids(sink(none).deliver(SECRET))).to.deep.equal(['secretFileUnwritable']);
    expect(await ids(sink(join(file, 'secret')).problems())).to.deep.equal(['secretFolder']);
    chmodSync(folder, 0o500);
    if (process.getuid?.() !== 0) {
      expect(await ids(sink(join(folder, 'secret')).problems())).to.deep.equal(['secretFolder']);
    }
    chmodSync(folder, 0o700);
  });

  it('leads to the standard input of a command, as it is', async () => {
    const out = join(folder, 'out');
    const take = `require('node:fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify([process.argv[2], require('node:fs').readFileSync(0, 'utf8')])); console.log('x'.repeat(1e6)); console.error('y')`;
    const command = script(take);
    expect(await sink(undefined, command).problems()).to.deep.equal([]);
    expect(await sink(undefined, command).deliver(SECRET)).to.deep.equal([]);
    expect(JSON.parse(readFileSync(out, 'utf8'))).to.deep.equal(['an argument', SECRET]);
  });

  it('leads through a shell only when asked', async () => {
    const out = join(folder, 'out');
    const command = `cat > ${out} && true`;
    await sink(undefined, command).deliver(SECRET);
    expect(existsSync(out)).to.equal(false);
    expect(await sink(undefined, command, true).problems()).to.deep.equal([]);
    expect(await sink(undefined, command, true).deliver(SECRET)).to.deep.equal([]);
    expect(readFileSync(out, 'utf8')).to.equal(SECRET);
  });

  it('ends before it begins where the command cannot be one', async () => {
    const plain = join(folder, 'plain');
    writeFileSync(plain, 'no program');
    const cases = [
      [' ', 'secretCommandEmpty'],
      ["vault 'kv", 'secretCommandQuotes'],
      ['no-such-program-anywhere x', 'secretProgram'],
      [plain, 'secretProgram'],
      [folder, 'secretProgram'],
    ] as const;
    for (const [command, id] of cases) expect(await ids(sink(undefined, command).problems())).to.deep.equal([id]);
    expect(await ids(sink(undefined, ' ', true).problems())).to.deep.equal(['secretCommandEmpty']);
  });

  it('tells how a command failed, and not what it printed or how it was called', async () => {
    const echo = 'const s = require("node:fs").readFileSync(0, "utf8"); console.log(s); console.error(s);';
    const cases = [
      [`${echo} process.exitCode = 7`, '7'],
      [`${echo} process.kill(process.pid, 'SIGTERM')`, 'SIGTERM'],
    ] as const;
    for (const [body, how] of cases) {
      const problems = await sink(undefined, script(body)).deliver(SECRET);
      expectWorded(problems);
      expect(problems.map((one) => [one.id, one.tokens[1]])).to.deep.equal([['secretCommandFailed', how]]);
      expect(JSON.stringify(problems)).not.to.include('S3cret').and.not.to.include('an argument');
    }
    const gone = await sink(undefined, 'no-such-program-anywhere').deliver(SECRET);
    expectWorded(gone);
    expect(gone.map(({ id }) => id)).to.deep.equal(['secretCommandStart']);
  });

  it('does not wait for ever', async () => {
    const stubborn = script("process.on('SIGTERM', () => undefined); setTimeout(() => undefined, 60000)");
    const problems = await sink(undefined, stubborn, false, 0.5).deliver(SECRET);
    expectWorded(problems);
    expect(problems.map(({ id }) => id)).to.deep.equal(['secretCommandLate']);
  });

  it('does not count as gone when the command never read it', async () => {
    const deaf = script('process.stdin.destroy(); setTimeout(() => undefined, 300)');
    const problems = await sink(undefined, deaf).deliver('x'.repeat(1 << 20));
    expectWorded(problems);
    expect(problems.map(({ id }) => id)).to.deep.equal(['secretCommandDeaf']);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { runNode } from './process.ts';

describe('a process of the end-to-end tests', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sf-process-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function script(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it('gives back its exit code, both outputs and what it was fed', async () => {
    const echo = script('echo.mjs', 'process.stdin.pipe(process.stdout); console.error("e"); process.exitCode = 3;');
    const result = await runNode(echo, [], { env: process.env, timeout: 10_000, input: 'fed' });
    expect(result).to.deep.equal({ code: 3, stdout: 'fed', stderr: 'e\n' });
  });

  it('is ended with all that it started when it takes too long', async () => {
    const beats = join(folder, 'beats');
    const child = script(
      'child.mjs',
      `import { appendFileSync } from 'node:fs'; setInterval(() => appendFileSync(process.argv[2], '.'), 20);`,
    );
    const parent = script(
      'parent.mjs',
      `import { spawn } from 'node:child_process'; spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });`,
    );
    let failure: unknown;
    const run = runNode(parent, [child, beats], { env: process.env, timeout: 1500 });
    await run.catch((error: unknown) => (failure = error));
    expect(String(failure)).to.include('Stopped after 1.5 s');
    const count = (): number => readFileSync(beats, 'utf8').length;
    const counted = count();
    await delay(300);
    expect(counted).to.be.greaterThan(0);
    expect(count()).to.equal(counted);
  });
});

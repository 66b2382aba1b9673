import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openSecrets, secretsIn } from '../commands/credentialing.ts';
import { run } from '../commands/harness.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { ECHOES, startProxy, type Proxy } from './echo.ts';
import { ERP, prepareFolder, RUNS, SECRET_FILES } from './everyCommand.ts';
import { filesIn, leaks } from './leaks.ts';

const commands = join(import.meta.dirname, '../../src/commands/integration-user');
const AT = [1, 2, 5];

describe('an answer that repeats the request, its session and its secrets', () => {
  let org: RunningOrg;
  let proxy: Proxy;
  let folder: string;
  const cwd = process.cwd();
  before(async () => {
    org = await startOrg();
    proxy = await startProxy(org);
    await openSecrets(org);
    folder = mkdtempSync(join(tmpdir(), 'echo-'));
    prepareFolder(folder);
    process.chdir(folder);
  });
  after(async () => {
    process.chdir(cwd);
    await proxy.close();
    await org.close();
    rmSync(folder, { recursive: true });
  });

  for (const [row, [id = '', ...args]] of RUNS.entries())
    it(`shows nothing of them: ${id} ${args.join(' ')}`, async () => {
      const file = join(commands, `${id.replace(' ', '/')}.ts`);
      const { default: command } = (await import(file)) as { default: unknown };
      for (const [column, at] of AT.entries()) {
        const echo = ECHOES[(row + column) % ECHOES.length] ?? ECHOES[0];
        if (echo) proxy.echoAt(at, echo);
        await unseen(async () => {
          const tokens: string[] = [];
          const tokenFor = (username: string): string => {
            tokens.push(org.tokenFor(username));
            return tokens.at(-1) ?? '';
          };
          const { stdout, stderr } = await run(command, { ...org, url: proxy.url, tokenFor }, args, { logins: [ERP] });
          const secrets = [...tokens, ...secretsIn(org), ...given()];
          expect(leaks(stdout + stderr, secrets), `${String(at)}: ${stdout}${stderr}`).to.deep.equal([]);
          for (const { path, text } of filesIn(folder, isSecret)) expect(leaks(text, secrets), path).to.deep.equal([]);
        });
      }
      const { exitCode, stdout, stderr } = await run(command, org, args, { logins: [ERP] });
      expect(exitCode, stdout + stderr).to.be.oneOf(id === 'verify' ? [0, 1] : [0]);
    }).timeout(60_000);

  const isSecret = (path: string): boolean => SECRET_FILES.includes(basename(path));

  function given(): string[] {
    return SECRET_FILES.filter((name) => existsSync(name)).map((name) => readFileSync(name, 'utf8'));
  }

  /** Takes back what a run does to the org and to the folder. */
  async function unseen(body: () => Promise<void>): Promise<void> {
    const undo = org.org.store.savepoint('echo');
    const before = readdirSync(folder);
    try {
      await body();
    } finally {
      undo();
      for (const name of readdirSync(folder)) if (!before.includes(name)) rmSync(join(folder, name));
    }
  }
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { type RunningOrg, startOrg } from '../org/rest/start.ts';
import { environment } from './environment.ts';
import { installPlugin, pluginFolder } from './install.ts';
import { logIn } from './login.ts';
import { runNode } from './process.ts';
import { root } from './root.ts';
import { openHome, type SfHome } from './sf.ts';

const list = ['integration-user', 'license', 'list'];

/** What works by itself in a plugin with a folder of packages, and has to be seen to work in one file. */
describe('the bundle in the real sf', function () {
  this.timeout(120_000);
  let folder: string;
  let org: RunningOrg;
  let home: SfHome;
  before(async function () {
    this.timeout(600_000);
    const installed = await installPlugin(console.log);
    folder = pluginFolder(installed);
    home = openHome(installed);
    org = await startOrg();
    await logIn(home, org, 'sim');
  });
  after(async () => {
    home.remove();
    await org.close();
  });

  it('is all that sf installs', () => {
    const packages = readdirSync(join(folder, '..')).filter((name) => !name.startsWith('.'));
    expect(packages).to.deep.equal(['sf-plugin-integration-user']);
    expect(existsSync(join(folder, 'node_modules'))).to.equal(false);
  });

  it('knows no path of the machine that built it', () => {
    const text = readFileSync(join(folder, 'lib', 'index.cjs'), 'utf8');
    expect(text.includes(root)).to.equal(false);
    expect(text).not.to.include('sf-plugin-pack-');
  });

  it('names functions as the source does where an error came from', async () => {
    const args = [...list, '--target-org', 'nobody', '--json'];
    const { stack } = (await home.sf(args)).json() as { stack?: string };
    expect(stack).to.match(/at SfCommandError\.from .*lib\/index\.cjs:\d+:\d+/);
  });

  it('is run once in a process, however many commands it has: oclif manifest loads them all', async () => {
    const script = join(home.home, 'all.mjs');
    const files = readdirSync(join(folder, 'lib', 'commands'), { recursive: true, encoding: 'utf8' });
    const commands = files.filter((name) => name.endsWith('.js')).map((name) => join(folder, 'lib', 'commands', name));
    const imports = commands.map((path) => `await import(${JSON.stringify(pathToFileURL(path).href)});`);
    writeFileSync(script, `${imports.join('\n')}\nconsole.log(process.listenerCount('SIGINT'));\n`);
    const { code, stdout, stderr } = await runNode(script, [], { env: environment(home.home), timeout: 60_000 });
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(commands.length).to.be.greaterThan(10);
    expect(Number(stdout)).to.be.lessThan(5);
  });

  it('keeps what V8 compiled, and does without what cannot be used', async () => {
    const cache = join(folder, '.cache');
    rmSync(cache, { recursive: true, force: true });
    const args = [...list, '--target-org', 'sim', '--json'];
    expect((await home.sf(args)).code).to.equal(0);
    const [build = ''] = readdirSync(cache);
    const code = join(cache, build, 'code');
    const kept = statSync(code).size;
    expect(kept).to.be.greaterThan(1_000_000);
    writeFileSync(code, 'half of it');
    expect((await home.sf(args)).code).to.equal(0);
    expect(statSync(code).size).to.be.greaterThan(kept / 2);
  });

  it('writes the log of sf, in the threads that lie beside it', async () => {
    const logs = join(home.home, '.sf');
    const env = { SF_DISABLE_LOG_FILE: 'false', SF_LOG_LEVEL: 'trace' };
    const { code, stderr } = await home.sf([...list, '--target-org', 'sim'], { env });
    expect(code, stderr).to.equal(0);
    const lines = readdirSync(logs)
      .filter((name) => name.endsWith('.log'))
      .flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'));
    expect(lines.filter((line) => line.includes('/composite/batch')).length).to.be.greaterThan(0);
  });

  it('shows the log on the terminal under DEBUG', async () => {
    const env = { SF_DISABLE_LOG_FILE: 'false', DEBUG: 'sf:connection', SF_LOG_LEVEL: 'debug' };
    const { code, stdout, stderr } = await home.sf([...list, '--target-org', 'sim'], { env });
    expect(code, stderr).to.equal(0);
    expect(stdout + stderr).to.match(/DEBUG.*sf:connection/);
  });

  it('is examined by sf doctor, the licenses of the default org too', async () => {
    const args = ['doctor', '--plugin', 'sf-plugin-integration-user', '--output-dir', home.home];
    const { code, stdout, stderr } = await home.sf(args, { env: { SF_TARGET_ORG: 'sim' } });
    expect(code, stderr).to.equal(0);
    for (const test of ['Node.js is new enough', 'its list of commands', 'the default org has free seats'])
      expect(stdout).to.include(`pass - [sf-plugin-integration-user] ${test}`);
  });

  it('is known to sf autocomplete, with its flags', async () => {
    const { code, stderr } = await home.sf(['autocomplete', '--refresh-cache']);
    expect(code, stderr).to.equal(0);
    const cache = readdirSync(home.home, { recursive: true, encoding: 'utf8' });
    for (const file of ['sf.bash', '_sf']) {
      const path = cache.find((name) =>
        name.endsWith(join('autocomplete', 'functions', file.startsWith('_') ? 'zsh' : 'bash', file)),
      );
      const text = readFileSync(join(home.home, path ?? file), 'utf8');
      expect(text)
        .to.include('integration-user')
        .and.to.match(/integration-user:?\w*/)
        .and.to.include('--definition-file');
    }
  });

  it('takes flags from files (--flags-dir)', async () => {
    const flags = join(home.home, 'flags');
    mkdirSync(flags);
    writeFileSync(join(flags, 'target-org'), 'sim\n');
    writeFileSync(join(flags, 'require'), '100000\n');
    const answer = await home.sf([...list, '--flags-dir', flags, '--json']);
    expect(answer.code, answer.stdout + answer.stderr).to.equal(1);
    expect(answer.json().message).to.include('100000');
  });

  it('puts warnings into the JSON, and on stderr otherwise', async () => {
    const text = 'configuration overridden at 66.0';
    const env = { SF_ORG_API_VERSION: '66.0' };
    const json = await home.sf([...list, '--target-org', 'sim', '--json'], { env });
    expect(json.json().warnings?.join('\n')).to.include(text);
    const plain = await home.sf([...list, '--target-org', 'sim'], { env });
    expect(plain.stderr).to.include('Warning').and.to.include(text);
    expect(plain.stdout).not.to.include(text);
  });

  it('draws the table and the stages', async () => {
    const table = await home.sf([...list, '--target-org', 'sim']);
    expect(table.stdout).to.match(/[┌│]/);
    const user = ['--name', 'Bundle', '--username', 'bundle@acme.integration', '--email', 'team@acme.example'];
    const staged = await home.sf(['integration-user', 'create', '--target-org', 'sim', '--no-prompt', ...user]);
    expect(staged.code, staged.stderr).to.equal(0);
    expect(staged.stdout + staged.stderr)
      .to.include('Bundle')
      .and.not.to.match(/react-devtools/);
  });
});

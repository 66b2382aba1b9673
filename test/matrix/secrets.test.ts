import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, sep } from 'node:path';
import { openSecrets, secretsIn } from '../commands/credentialing.ts';
import { writeLogin } from '../commands/home.ts';
import { runNode } from '../e2e/process.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { ERP, prepareFolder, RUNS, SECRET_FILES } from './everyCommand.ts';
import { filesIn, leaks } from './leaks.ts';

const commands = join(import.meta.dirname, '../../src/commands/integration-user');

describe('secrets', () => {
  let org: RunningOrg;
  let home: string;
  before(async () => {
    org = await startOrg();
    home = mkdtempSync(join(tmpdir(), 'secrets-'));
    for (const name of ['.sfdx', 'temporary', 'work']) mkdirSync(join(home, name));
    prepareFolder(join(home, 'work'));
    await openSecrets(org);
  });
  after(async () => {
    await org.close();
    rmSync(home, { recursive: true });
  });

  it('are looked for in the runs of every command', () => {
    const files = readdirSync(commands, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const ids = files.map((name) => name.replace('.ts', '').replace(sep, ' '));
    expect(ids.filter((id) => !RUNS.some(([run]) => run === id))).to.deep.equal([]);
  });

  it('are in no output, no report, no temporary file and no log, at level trace either', async () => {
    const application = org.connectedApp('Old Connector');
    const login = org.webLogin(org.adminUsername, application.consumerKey);
    const { accessToken: token, refreshToken } = login;
    const { consumerKey: clientId, consumerSecret: clientSecret } = application;
    writeLogin(home, org, { username: org.adminUsername, token, refreshToken, clientId, clientSecret });
    const other = org.tokenFor(ERP);
    writeLogin(home, org, { username: ERP, token: other });
    const makes = org.requests.length;
    // The session ends in the middle, so that it is renewed by the refresh token; a refusal and a lost answer besides.
    org.faults.add({ kind: 'expired', at: makes + 12 });
    org.faults.add({ kind: 'status', code: 503, at: makes + 4 });
    org.faults.add({ kind: 'drop-after', at: makes + 25 });
    const env = {
      ...process.env,
      ...{ HOME: home, USERPROFILE: home, TMPDIR: join(home, 'temporary'), CI: 'true', NODE_V8_COVERAGE: '' },
      ...{ SF_LOG_LEVEL: 'trace', SF_DISABLE_TELEMETRY: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true' },
    };
    const script = join(import.meta.dirname, 'runAll.ts');
    const options = { env, cwd: join(home, 'work'), timeout: 170_000 };
    const { stdout, stderr } = await runNode(script, [org.adminUsername], options);
    const ended = [...stdout.matchAll(/^ENDED (.*)$/gm)].map(([, text]) => text);
    expect(
      ended.filter((text) => !/^(0:|[01]: verify) /.test(text ?? '')),
      stdout + stderr,
    ).to.deep.equal([]);
    expect(ended).to.have.length(RUNS.length);
    const made = SECRET_FILES.map((name) => readFileSync(join(home, 'work', name), 'utf8'));
    const secrets = [token, other, refreshToken, clientSecret, ...secretsIn(org), ...made];
    expect(secrets.filter((secret) => secret.length < 12)).to.deep.equal([]);
    expect(org.requests.some(({ path }) => path === '/services/oauth2/token')).to.equal(true);
    expect(leaks(stdout + stderr, secrets)).to.deep.equal([]);
    const files = filesIn(home, (path) => path.includes(`${sep}.sfdx${sep}`) || SECRET_FILES.includes(basename(path)));
    const names = files.map(({ path }) => basename(path));
    const log = files.filter(({ path }) => path.endsWith('.log')).map(({ text }) => text);
    expect(log.join('').includes('/composite/batch'), 'requests are in the log').to.equal(true);
    expect(names).to.include.members(['exported.yaml', 'report.sarif', 'report.junit', 'snapshot.json']);
    for (const { path, text } of files) expect(leaks(text, secrets), path).to.deep.equal([]);
  }).timeout(180_000);
});

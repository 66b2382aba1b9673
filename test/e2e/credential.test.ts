import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jwtAudience } from '../../src/credential/token.ts';
import { openSecrets, secretsIn } from '../commands/credentialing.ts';
import { filesIn, leaks } from '../matrix/leaks.ts';
import { type RunningOrg, startOrg } from '../org/rest/start.ts';
import { mayRead, tokenBy, tokenByPassword } from './asUser.ts';
import { installPlugin } from './install.ts';
import { logIn } from './login.ts';
import { openHome, type SfHome, type SfResult } from './sf.ts';

const username = 'zoominfo@acme.integration';
const user = ['--username', username];
const own = ['--target-org', 'sim', ...user];

describe('from an empty org to a token, by the packed plugin in the real sf', function () {
  this.timeout(180_000);
  let org: RunningOrg;
  let home: SfHome;
  let printed = '';
  before(async function () {
    this.timeout(600_000);
    home = openHome(await installPlugin(console.log));
    org = await startOrg();
    await logIn(home, org, 'sim');
    await openSecrets(org);
    const create = ['integration-user', 'create', '--target-org', 'sim', '--name', 'ZoomInfo', '--username', username];
    await sf([...create, '--email', 'team@acme.example', '--object', 'Account=read']);
  });
  after(async () => {
    home.remove();
    await org.close();
  });

  /** Runs a command that must succeed, with everything logged that sf logs. */
  async function sf(args: readonly string[]): Promise<SfResult> {
    const ran = await home.sf(args, { env: { SF_LOG_LEVEL: 'trace', SF_DISABLE_LOG_FILE: 'false' } });
    printed += ran.stdout + ran.stderr;
    expect(ran.code, ran.stdout + ran.stderr).to.equal(0);
    return ran;
  }

  const consumerKey = (ran: SfResult): string =>
    (ran.json().result as { users: { credential: { consumerKey: string } }[] }).users[0]?.credential.consumerKey ?? '';

  /** What the integration may read, and what it is refused. */
  async function use(token: string): Promise<void> {
    expect(await mayRead(org, token, 'Account')).to.equal(true);
    expect(await mayRead(org, token, 'Opportunity')).to.equal(false);
  }

  it('by client credentials', async () => {
    const file = join(home.home, 'secret');
    const args = ['integration-user', 'credential', 'create', ...own, '--type', 'client-credentials', '--json'];
    const ran = await sf([...args, '--secret-out', file]);
    const consumerSecret = readFileSync(file, 'utf8');
    await use(await tokenBy(org, { type: 'client-credentials', consumerKey: consumerKey(ran), consumerSecret }));
  });

  it('by JWT, with a key that was made on this machine', async () => {
    const file = join(home.home, 'key');
    const args = ['integration-user', 'credential', 'create', ...own, '--type', 'jwt', '--app', 'ZoomInfo_JWT'];
    const ran = await sf([...args, '--key-out', file, '--json']);
    const privateKey = readFileSync(file, 'utf8');
    const audience = jwtAudience(false);
    await use(await tokenBy(org, { type: 'jwt', consumerKey: consumerKey(ran), username, privateKey, audience }));
  });

  it('by apply, and by a consumer secret that was rotated', async () => {
    const file = join(home.home, 'users.yaml');
    const app = 'ZoomInfo_Applied';
    const access = 'permissionSet: { objects: { Account: { access: [read] } } }';
    const zoomInfo = `name: ZoomInfo, username: ${username}, email: team@acme.example, ${access}`;
    writeFileSync(file, `users:\n  - { ${zoomInfo}, credential: { type: client-credentials, app: ${app} } }\n`);
    await sf(['integration-user', 'apply', '--target-org', 'sim', '--definition-file', file, '--json']);
    const secretFile = join(home.home, 'rotated.secret');
    const args = ['integration-user', 'credential', 'rotate', ...own, '--app', app, '--secret-out', secretFile];
    const ran = await sf([...args, '--json']);
    await use(
      await tokenBy(org, {
        type: 'client-credentials',
        consumerKey: consumerKey(ran),
        consumerSecret: readFileSync(secretFile, 'utf8'),
      }),
    );
  });

  it('by a password, for connectors that know nothing else', async () => {
    const file = join(home.home, 'password');
    await sf(['integration-user', 'credential', 'password', ...own, '--password-out', file, '--json']);
    await use(await tokenByPassword(org, username, readFileSync(file, 'utf8')));
  });

  it('by none, with the commands that only look, and the one that ends all', async () => {
    const looks = [['list'], ['display', ...user], ['verify', ...user, '--json'], ['audit'], ['retire', ...user]];
    for (const args of looks) await sf(['integration-user', ...args, '--target-org', 'sim']);
  });

  it('no secret, no key and no session is anywhere but in its file', () => {
    const key = readFileSync(join(home.home, 'key'), 'utf8').split('\n')[1] ?? '';
    const password = readFileSync(join(home.home, 'password'), 'utf8');
    const hidden = [...secretsIn(org), key, password];
    expect(hidden).to.have.length.greaterThan(3);
    const files = filesIn(home.home, (path) => /[\\/](?:server\.key|key|password|(?:rotated\.)?secret)$/.test(path));
    const log = files.filter(({ path }) => path.endsWith('.log')).map(({ text }) => text);
    expect(log.join('').includes('/composite/batch'), 'requests are in the log').to.equal(true);
    expect(leaks(printed, hidden)).to.deep.equal([]);
    for (const { path, text } of files) expect(leaks(text, hidden), path).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets } from '../commands/credentialing.ts';
import { writeLogin } from '../commands/home.ts';
import { runNode } from '../e2e/process.ts';
import { startOrg } from '../org/rest/start.ts';
import { ERP, prepareFolder, RUNS } from './everyCommand.ts';

const ESCAPE = '\u001b';

/** What all commands print in an environment, in a process of its own: colors are decided upon when libraries are loaded. */
async function printed(environment: NodeJS.ProcessEnv): Promise<string> {
  const org = await startOrg();
  const home = mkdtempSync(join(tmpdir(), 'plain-'));
  try {
    for (const name of ['.sfdx', 'work']) mkdirSync(join(home, name));
    prepareFolder(join(home, 'work'));
    await openSecrets(org);
    for (const username of [org.adminUsername, ERP]) writeLogin(home, org, { username, token: org.tokenFor(username) });
    const { FORCE_COLOR: _force, NO_COLOR: _no, ...rest } = process.env;
    const env = {
      ...rest,
      ...{ HOME: home, USERPROFILE: home, CI: 'true', NODE_V8_COVERAGE: '', SF_DISABLE_LOG_FILE: 'true' },
      ...{ SF_DISABLE_TELEMETRY: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', ...environment },
    };
    const options = { env, cwd: join(home, 'work'), timeout: 170_000 };
    const { stdout, stderr } = await runNode(join(import.meta.dirname, 'runAll.ts'), [org.adminUsername], options);
    expect(stdout.match(/^ENDED \d/gm), stdout + stderr).to.have.length(RUNS.length);
    return stdout + stderr;
  } finally {
    await org.close();
    rmSync(home, { recursive: true });
  }
}

const LINES = /[│┌├└─]{2}|^[│┌├└]/m;

describe('what every command prints', function () {
  this.timeout(180_000);

  it('has colors and lines where both are wanted', async () => {
    const text = await printed({ FORCE_COLOR: '1' });
    expect(text).to.contain(ESCAPE);
    expect(text).to.match(LINES);
  });

  it('has no color with NO_COLOR, and tables without lines with SF_NO_TABLE_STYLE, as a screen reader wants them', async () => {
    // Where there is no terminal, GitHub has colors all the same.
    const text = await printed({ NO_COLOR: '1', SF_NO_TABLE_STYLE: 'true', GITHUB_ACTIONS: 'true' });
    expect(text).not.to.contain(ESCAPE);
    const tables = text.replace(/^─+ .* ─+$/gm, 'the title of stages, which sf draws');
    expect(tables.split('\n').filter((line) => LINES.test(line))).to.deep.equal([]);
    for (const head of ['Change', 'License', 'Severity', 'Username'])
      expect(tables).to.match(new RegExp(`^ ${head} `, 'm'));
  });
});

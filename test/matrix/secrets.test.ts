import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLogin } from '../commands/home.ts';
import { USERNAME, ZOOMINFO } from '../commands/zoomInfo.ts';
import { runNode } from '../e2e/process.ts';
import { startOrg } from '../org/rest/start.ts';

const bin = join(import.meta.dirname, '../../bin/dev.js');
const RUNS = [
  ['create', ...ZOOMINFO],
  ['create', ...ZOOMINFO, '--json'],
  ['export', '--output-file', 'users.yaml'],
  ['verify', '--username', USERNAME, '--output-format', 'json', '--output-file', 'report.json'],
  ['retire', '--username', USERNAME, '--deactivate', '--no-prompt', '--json'],
];

describe('the token of the login', () => {
  it('is in no output, no report and no log, at trace level either', async () => {
    const org = await startOrg();
    const home = mkdtempSync(join(tmpdir(), 'secrets-'));
    try {
      mkdirSync(join(home, '.sfdx'));
      const token = org.tokenFor(org.adminUsername);
      writeLogin(home, org, { username: org.adminUsername, token });
      const env = {
        ...process.env,
        HOME: home,
        USERPROFILE: home,
        CI: 'true',
        SF_LOG_LEVEL: 'trace',
        SF_DISABLE_TELEMETRY: 'true',
      };
      org.faults.add({ kind: 'status', code: 503, at: 2 });
      org.faults.add({ kind: 'drop-after', at: 7 });
      for (const args of RUNS) {
        const all = [bin, 'integration-user', ...args, '--target-org', org.adminUsername];
        const { stdout, stderr } = await runNode(bin, all.slice(1), { env, cwd: home, timeout: 60_000 });
        expect(stdout + stderr, args.join(' ')).not.to.contain(token.slice(16));
      }
      const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && !entry.parentPath.endsWith('.sfdx'),
      );
      const names = files.map(({ name }) => name);
      expect(
        names.some((name) => name.endsWith('.log')),
        names.join(),
      ).to.equal(true);
      expect(names).to.include.members(['users.yaml', 'report.json']);
      for (const { parentPath, name } of files)
        expect(readFileSync(join(parentPath, name), 'utf8').includes(token.slice(16)), name).to.equal(false);
    } finally {
      await org.close();
      rmSync(home, { recursive: true });
    }
  }).timeout(180_000);
});

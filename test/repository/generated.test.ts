import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { environment } from '../e2e/environment.ts';
import { runNode } from '../e2e/process.ts';
import { root } from '../e2e/root.ts';

describe('generated files', () => {
  let home: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'sf-home-'));
  });
  after(() => {
    rmSync(home, { recursive: true, force: true });
  });

  for (const [script, args] of [
    ['snapshot', ['snapshot:compare']],
    ['schema', ['schema:compare', '--filepath', 'schemas/results']],
  ] as const) {
    it(`agree with the commands (npm run ${script})`, async function () {
      this.timeout(360_000);
      const env = environment(home);
      const result = await runNode(join(root, 'bin', 'dev.js'), args, { env, cwd: root, timeout: 350_000 });
      expect(result.stdout.trim(), result.stderr).to.equal('No changes have been detected.');
      expect(result.code).to.equal(0);
    });
  }
});

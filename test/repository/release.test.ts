import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { readTracked, trackedFiles } from './trackedFiles.ts';

type Workflow = {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<'publish' | 'notes', Job>>;
};
type Job = {
  readonly permissions: unknown;
  readonly steps: readonly { readonly name?: string; readonly run?: string; readonly uses?: string }[];
};
const { publish, notes } = (parse(readTracked('.github/workflows/release.yml')) as Workflow).jobs;
const script = publish.steps.find(({ name }) => name === 'Check')?.run ?? '';

describe('the release', () => {
  before(function () {
    // The script is for bash.
    if (process.platform === 'win32') this.skip();
  });

  /** Runs the check of the workflow for a tag. */
  function checked(
    tag: string,
    repository: object | undefined,
    changelog: string,
  ): { code: number | null; out: string } {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    try {
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3', repository }));
      writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
      const run = spawnSync('bash', ['--norc', '-eo', 'pipefail', '-c', script], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 30_000,
        env: {
          PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
          ...{ GITHUB_REF_NAME: tag, GITHUB_SERVER_URL: 'https://git.example', GITHUB_REPOSITORY: 'acme/plugin' },
        },
      });
      return { code: run.status, out: run.stdout + run.stderr };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const right = { type: 'git', url: 'git+https://git.example/acme/plugin.git' };
  const section = '# Changelog\n\n## 1.2.3 (2026-01-01)\n';

  it('goes on when tag, version, repository and changelog fit', () => {
    expect(checked('v1.2.3', right, section)).to.deep.equal({ code: 0, out: '' });
  });

  it('stops before it publishes when one does not, and says everything at once', () => {
    const { code, out } = checked('v1.2.4', undefined, '# Changelog\n\n## 1.2.30 (2026-01-01)\n');
    expect(code).to.equal(1);
    expect(out.match(/^::error::/gm)).to.have.length(3);
    expect(out).to.contain('npm pkg set repository.type=git repository.url=git+https://git.example/acme/plugin.git');
  });

  it('publishes with provenance and without a token', () => {
    const text = readTracked('.github/workflows/release.yml');
    expect(publish.permissions).to.deep.equal({ contents: 'read', 'id-token': 'write' });
    expect(notes.permissions).to.deep.equal({ contents: 'write' });
    expect(publish.steps.some(({ run }) => run?.startsWith('npm publish --provenance') === true)).to.equal(true);
    expect(text).not.to.match(/NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./);
  });

  it('is the version that pipelines and pages install', () => {
    const { version } = JSON.parse(readTracked('package.json')) as { version: string };
    const files = trackedFiles().filter((name) => /^(?:docs|examples)\//.test(name));
    const named = files.flatMap((name) => [
      ...readTracked(name).matchAll(/sf-plugin-integration-user@(\d\S*?)(?=[`\s]|$)/g),
    ]);
    expect(named.map(([, one]) => one).filter((one) => one !== version)).to.deep.equal([]);
    expect(named).not.to.be.empty;
  });

  for (const name of ['ci.yml', 'release.yml']) {
    it(`runs only actions of which the commit is named, and may read alone unless a job says more: ${name}`, () => {
      const text = readTracked(`.github/workflows/${name}`);
      expect((parse(text) as Workflow).permissions).to.deep.equal({ contents: 'read' });
      const used = [...text.matchAll(/uses: (.+)/g)].map(([, action = '']) => action);
      expect(used).not.to.be.empty;
      const pinned = /^(?:\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/;
      expect(used.filter((action) => !pinned.test(action))).to.deep.equal([]);
    });
  }
});

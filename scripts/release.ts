/**
 * Runs by itself within `npm version`, when package.json has the new version and nothing is committed: the changelog gets its section,
 * the manifest, which holds the version, is made anew, pipelines and pages that install it by its version name the new one, and all go into the
 * commit of the release.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const run = (command: string, ...args: readonly string[]): void => {
  execFileSync(command, args, { cwd: root, stdio: 'inherit' });
};
const ofPackage = (path: string, ...args: readonly string[]): void => {
  run(process.execPath, join(root, 'node_modules', path), ...args);
};

ofPackage('git-cliff/lib/cli/cli.js', '--tag', `v${version}`, '--output', 'CHANGELOG.md');
ofPackage('typescript/bin/tsc', '-p', '.', '--noEmit');
run(process.execPath, '--disable-warning=ExperimentalWarning', 'scripts/build/main.ts');
ofPackage('oclif/bin/run.js', 'manifest');
const naming = execFileSync('git', ['grep', '-lE', 'sf-plugin-integration-user@[0-9]', '--', 'docs', 'examples'], {
  cwd: root,
  encoding: 'utf8',
});
const pages = naming.trim().split('\n');
for (const page of pages) {
  const path = join(root, page);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/(?<=sf-plugin-integration-user@)\d+\.\d+\.\d+/g, version));
}
run('git', 'add', 'CHANGELOG.md', 'oclif.manifest.json', ...pages);

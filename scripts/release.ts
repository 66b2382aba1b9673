/**
 * Runs by itself within `npm version`, when package.json has the new version and nothing is committed: the changelog gets its section,
 * the manifest, which holds the version, is made anew, and both go into the commit of the release.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
run('git', 'add', 'CHANGELOG.md', 'oclif.manifest.json');

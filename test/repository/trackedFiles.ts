import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../e2e/root.ts';

/** Paths of all files that are, or would be, committed; relative to the repository, with forward slashes. */
export function trackedFiles(): string[] {
  const out = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return out
    .split('\0')
    .filter((name) => name !== '' && statSync(join(root, name), { throwIfNoEntry: false })?.isFile() === true);
}

export const readTracked = (name: string): string => readFileSync(join(root, name), 'utf8');

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root.ts';

/** Everything that decides what is in the packed plugin and what is installed with it. */
const sources = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'messages',
  'schemas',
  'scripts/build',
  'src',
];

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A short hash of the plugin's content: the same content gives the same hash on every machine. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((name) => filesOf(join(root, name)))) {
    hash.update(relative(root, file).replaceAll('\\', '/')).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

const folder = join(import.meta.dirname, 'files');
const isWriting = process.env['GOLDEN'] === 'write';

/** Compares a text with the file that keeps it. `npm run golden` writes the file instead: read its difference before you commit it. */
export function expectGolden(name: string, text: string): void {
  const path = join(folder, name);
  if (isWriting) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const kept = existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : '';
  expect(text, `npm run golden, if ${name} is meant to change`).to.equal(kept);
}

/** The files below a folder that are kept. */
export function goldenFiles(of: string): string[] {
  return readdirSync(join(folder, of), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt') || name.endsWith('.json'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

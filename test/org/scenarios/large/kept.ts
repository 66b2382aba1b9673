import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildOrg } from '../scenario.ts';
import { largeScenario } from '../table.ts';
import type { Size } from './size.ts';

const ORG = join(import.meta.dirname, '../..');
/** What a generated database depends on. */
const SOURCES = ['scenarios', 'schema', 'store', 'rules'];

/**
 * Puts the database of a generated org into the file `to`. The one of today and of the same sources is kept in `folder`, so that a large
 * org is made once; those of other days or sources are deleted there.
 */
export function keptDatabase(size: Size, folder: string, to: string): void {
  const sort = `large-${String(size.users)}-`;
  const name = `${sort}${keyOf(size)}.db`;
  const kept = join(folder, name);
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(folder)) if (other.startsWith(sort) && other !== name) rmSync(join(folder, other));
  if (!existsSync(kept)) {
    const { db } = buildOrg(largeScenario(size)).store;
    const part = `${kept}.part`;
    rmSync(part, { force: true });
    db.prepare('VACUUM INTO ?').run(part);
    db.close();
    renameSync(part, kept);
  }
  copyFileSync(kept, to);
}

function keyOf(size: Size): string {
  const hash = createHash('sha256').update(JSON.stringify([size, new Date().toISOString().slice(0, 10)]));
  for (const source of SOURCES) {
    const files = readdirSync(join(ORG, source), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

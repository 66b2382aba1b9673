import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of a file in messages/, by key, in the order of the file; `...` stands for what is filled in. */
export function textsOf(bundle: string): Map<string, string> {
  const path = join(import.meta.dirname, '..', '..', 'messages', `${bundle}.md`);
  const parts = readFileSync(path, 'utf8').split(/^# /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end).trim().replace(/%s/g, '...')];
    }),
  );
}

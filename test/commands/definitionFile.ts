import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RawDefinition } from '../../src/definition/raw.ts';

/** Gives a test a definition file, as YAML or as the text that is given, and removes it afterwards. */
export async function withDefinition<T>(
  definition: RawDefinition | string,
  body: (file: string) => Promise<T>,
  name = 'integrations.yaml',
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'definition-'));
  const file = join(folder, name);
  writeFileSync(
    file,
    typeof definition === 'string' ? definition : stringify(definition, { aliasDuplicateObjects: false }),
  );
  try {
    return await body(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

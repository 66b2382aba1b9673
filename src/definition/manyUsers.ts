import type { UserDefinition } from './definition.ts';
import { readDefinitionFile } from './file.ts';
import type { Problem } from './problem.ts';
import { resolve } from './resolve.ts';

/** All users of a definition file, or everything that is wrong in it. */
export async function manyUsers(
  file: string,
): Promise<{ readonly users: readonly UserDefinition[]; readonly problems: readonly Problem[] }> {
  const { raw, problems } = await readDefinitionFile(file);
  if (raw === undefined) return { users: [], problems };
  const resolved = resolve(raw);
  return { users: resolved.definition.users, problems: resolved.problems };
}

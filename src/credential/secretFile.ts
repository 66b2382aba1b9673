import { error, type Problem } from '../definition/problem.ts';
import { writeWhole } from '../files/whole.ts';

/**
 * Writes a secret to a new file that its owner alone can read, whole or not at all. A file that is there is never replaced, not even one that
 * came a moment ago.
 * @returns why it could not; the problem does not hold the secret
 */
export async function writeSecretFile(path: string, secret: string): Promise<Problem[]> {
  try {
    await writeWhole(path, secret, { isPrivate: true });
    return [];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return [error('secretFileUnwritable', path, [path, reason], [path])];
  }
}

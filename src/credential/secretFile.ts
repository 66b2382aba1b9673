import { constants, copyFile, link, open, rm } from 'node:fs/promises';
import { error, type Problem } from '../definition/problem.ts';

/** What file systems without hard links answer. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Writes a secret to a new file that its owner alone can read: beside it first, then in its place, whole or not at all. A file that is there is
 * never replaced, not even one that came a moment ago.
 * @returns why it could not; the problem does not hold the secret
 */
export async function writeSecretFile(path: string, secret: string): Promise<Problem[]> {
  const beside = `${path}.${String(process.pid)}.tmp`;
  try {
    const file = await open(beside, 'wx', 0o600);
    await file
      .writeFile(secret)
      .then(() => file.sync())
      .finally(() => file.close());
    await intoPlace(beside, path);
    return [];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return [error('secretFileUnwritable', path, [path, reason], [path])];
  } finally {
    await rm(beside, { force: true });
  }
}

/** A rename would replace what is there; a link does not. */
async function intoPlace(beside: string, path: string): Promise<void> {
  await link(beside, path).catch(async (thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    if (!NO_LINKS.includes(code)) throw thrown;
    await copyFile(beside, path, constants.COPYFILE_EXCL);
  });
}

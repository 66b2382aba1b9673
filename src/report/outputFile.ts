import { access, rename, rm, writeFile } from 'node:fs/promises';
import { error, type Problem } from '../definition/problem.ts';

/** Why a file may not be written; to be asked before the work whose result goes into it. */
export async function outputProblems(path: string | undefined, overwrite: boolean): Promise<Problem[]> {
  if (path === undefined || overwrite) return [];
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists ? [error('fileExists', path, [path])] : [];
}

/** Writes a file whole or not at all: beside it first, then in its place. Gives back why it could not. */
export async function writeOutput(path: string, content: string): Promise<Problem[]> {
  const beside = `${path}.${String(process.pid)}.tmp`;
  try {
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, path);
    return [];
  } catch (thrown) {
    await rm(beside, { force: true });
    return [error('fileUnwritable', path, [path, thrown instanceof Error ? thrown.message : String(thrown)])];
  }
}

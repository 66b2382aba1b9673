import { Messages } from '@salesforce/core/messages';
import { access, link, rename, rm, writeFile } from 'node:fs/promises';
import { error, type Problem } from '../definition/problem.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** @throws SfError when a table is to go into a file: it is for people at a terminal */
export function refuseTable(file: string | undefined, format: string, others: readonly string[]): void {
  if (file === undefined || format !== 'table') return;
  throw words.createError('error.outputFormat', [], [others.join(', ')], 2);
}

/** Why a file may not be written; to be asked before the work whose result goes into it. */
export async function outputProblems(path: string | undefined, overwrite: boolean): Promise<Problem[]> {
  if (path === undefined || overwrite) return [];
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists ? [error('fileExists', path, [path])] : [];
}

/**
 * Writes a file whole or not at all: beside it first, then in its place. One that came up in the meantime is not replaced unless
 * `overwrite` says so. Gives back why it could not.
 */
export async function writeOutput(path: string, content: string, overwrite: boolean): Promise<Problem[]> {
  const beside = `${path}.${String(process.pid)}.tmp`;
  try {
    await writeFile(beside, content, { flag: 'wx' });
    if (overwrite) await rename(beside, path);
    else await place(beside, path);
    return [];
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return [error('fileExists', path, [path])];
    return [error('fileUnwritable', path, [path, thrown instanceof Error ? thrown.message : String(thrown)])];
  } finally {
    await rm(beside, { force: true });
  }
}

/** A link never replaces a file; where the file system has none, what was asked before has to do. */
async function place(beside: string, path: string): Promise<void> {
  await link(beside, path).catch(async (thrown: unknown) => {
    if (!NO_LINKS.includes(codeOf(thrown))) throw thrown;
    await rename(beside, path);
  });
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

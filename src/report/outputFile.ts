import { Messages } from '@salesforce/core/messages';
import { access } from 'node:fs/promises';
import { error, type Problem } from '../definition/problem.ts';
import { isThere, writeWhole } from '../files/whole.ts';

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
 * Writes a file whole or not at all. One that came up in the meantime is not replaced unless `overwrite` says so. Gives back why it could not.
 */
export async function writeOutput(path: string, content: string, overwrite: boolean): Promise<Problem[]> {
  try {
    await writeWhole(path, content, { overwrite });
    return [];
  } catch (thrown) {
    if (isThere(thrown)) return [error('fileExists', path, [path])];
    return [error('fileUnwritable', path, [path, thrown instanceof Error ? thrown.message : String(thrown)])];
  }
}

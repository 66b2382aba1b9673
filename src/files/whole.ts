import { constants, copyFile, link, open, rename, rm } from 'node:fs/promises';
import { unblocked } from './blocked.ts';

export type Whole = {
  /** Replaces what is there; otherwise nothing ever is, not even a file that came a moment ago. */
  readonly overwrite?: boolean;
  /** For its owner alone, and on the disk before this returns. Windows has no such bits: there the folder decides who may read it. */
  readonly isPrivate?: boolean;
};

/**
 * Writes a file whole or not at all: beside it first, then in its place.
 * @throws the error of the file system; with the code EEXIST when a file is there that may not be replaced
 */
export async function writeWhole(path: string, content: string, { overwrite, isPrivate }: Whole = {}): Promise<void> {
  const beside = `${path}.${String(process.pid)}.tmp`;
  try {
    const file = await open(beside, 'wx', isPrivate ? 0o600 : 0o666);
    await file
      .writeFile(content)
      .then(() => (isPrivate ? file.sync() : undefined))
      .finally(() => file.close());
    await (overwrite ? unblocked(() => rename(beside, path)) : intoPlace(beside, path));
  } finally {
    await unblocked(() => rm(beside, { force: true }));
  }
}

/** A rename would replace what is there; a link does not. Not every file system has links, and each says so in its own way. */
async function intoPlace(beside: string, path: string): Promise<void> {
  await link(beside, path).catch(async (thrown: unknown) => {
    if (isThere(thrown)) throw thrown;
    await unblocked(() => copyFile(beside, path, constants.COPYFILE_EXCL));
  });
}

/** Whether an error says that a file is there already. */
export function isThere(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
}

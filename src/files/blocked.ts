import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds before each further attempt; together less than two seconds. */
const WAITS = [20, 50, 100, 200, 400, 800];

/** What Windows answers while a virus scanner, an indexer or an editor has a file open. */
const BLOCKED: readonly unknown[] = ['EPERM', 'EBUSY', 'EACCES'];

/**
 * Work on a file; on Windows again, for a bounded time, while another program has the file open. Elsewhere such an answer is the last word.
 * @throws the error of the file system
 */
export async function unblocked<T>(work: () => Promise<T>): Promise<T> {
  for (const wait of process.platform === 'win32' ? WAITS : []) {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && BLOCKED.includes(thrown.code))) throw thrown;
      await sleep(wait);
    }
  }
  return work();
}

import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Whether files can be made in this folder. */
export async function mayWriteInto(folder: string): Promise<boolean> {
  return (
    (await isThere(folder, constants.W_OK | constants.X_OK)) &&
    (await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    ))
  );
}

/**
 * The path of a program on the PATH, or at this path; undefined where there is none. Windows starts only .exe and .com without a shell, and
 * would look into the working folder first, where anybody may have put one.
 */
export async function programAt(name: string): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? ['', '.exe', '.com'] : [''];
  const isPath = /[/\\]/.test(name);
  const folders = isPath ? [''] : (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = folders.flatMap((folder) =>
    endings.map((ending) => (isPath ? `${name}${ending}` : join(folder, `${name}${ending}`))),
  );
  const found = await Promise.all(paths.map((path) => isFile(path)));
  return paths.find((_, at) => found[at]);
}

async function isFile(path: string): Promise<boolean> {
  const isRegular = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return isRegular && (await isThere(path, constants.X_OK));
}

async function isThere(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

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

/** Whether there is a program of this name on the PATH, or at this path. Windows starts only .exe and .com without a shell. */
export async function isProgram(name: string): Promise<boolean> {
  const endings = process.platform === 'win32' ? ['', '.exe', '.com'] : [''];
  const folders = /[/\\]/.test(name) ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)));
  const found = await Promise.all(paths.map((path) => isFile(path)));
  return found.includes(true);
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

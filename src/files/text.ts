import { readFile } from 'node:fs/promises';

/** How a text begins that is not UTF-8: `>` of Windows PowerShell writes UTF-16. */
const MARKS = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const;

/**
 * The text of a file, without the mark at its beginning that editors and shells of Windows write.
 * @throws the error of the file system
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  const [encoding] = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? ['utf-8'];
  return new TextDecoder(encoding).decode(bytes);
}

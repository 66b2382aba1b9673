import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many characters in a row are no coincidence. */
const PIECE = 12;
/** What looks like a session of any org, a key, or an assertion, whoever made it. */
const PATTERNS = [/00D[0-9A-Za-z]{12}!\S{12,}/, /PRIVATE KEY-----/, /\beyJ[\w-]{20,}\.[\w-]{20,}/, /\b5Aep[\w.-]{20,}/];

/** The pieces of secrets that stand in a text; of a session only what follows the id of the org is secret. */
export function leaks(text: string, secrets: readonly string[]): string[] {
  const pieces = secrets.flatMap((secret) => {
    const hidden = secret.replace(/^00D\w{12}!/, '');
    const starts = Array.from({ length: Math.floor(hidden.length / PIECE) }, (_, index) => index * PIECE);
    return starts.map((start) => hidden.slice(start, start + PIECE));
  });
  const patterns = PATTERNS.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  return [...pieces.filter((piece) => text.includes(piece)), ...patterns];
}

/** The files below a folder, with what they hold, but for some. */
export function filesIn(folder: string, isKnown: (path: string) => boolean): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isKnown(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

import { stripVTControlCharacters } from 'node:util';

/** What differs from run to run: each becomes one sign, in what is shown and in what was printed. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/([\w.-]+):\d+/g, 'https://$1'],
  [/\d{4}-\d\d-\d\d(T[\d:.]+(Z|\+0000))?/g, '<date>'],
  [/[0-9][0-9A-Za-z]{2}hs[0-9A-Za-z]{10}(?:[A-Za-z0-9]{3})?/g, '<id>'],
  [/\b\d+ (× login|logins)/g, '<count> $1'],
  [/\b\d+\.\d s\b/g, '<seconds>'],
  [/\b3MVG9[\w.]+/g, '<consumer key>'],
  [/\b(?:[0-9A-F]{2}:){19,31}[0-9A-F]{2}\b|\b[0-9a-f]{64}\b/gi, '<fingerprint>'],
];

/** Lines that show progress while a command runs: stages with their times, a spinner that stopped. */
const PROGRESS = [
  /^─+ .* ─+$/,
  /^Stages:$/,
  /^\d\. /,
  /^[▶✔✘] /,
  /^(.*\.\.\.)? ?done$/,
  /^ *User \d+ of \d+\.$/,
  /^ *\d+ requests, \d+ s$/,
];

/** What a command printed as a page shows it: without progress and without empty lines around. */
export function readable(printed: string): string {
  return stripVTControlCharacters(printed)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => !PROGRESS.some((pattern) => pattern.test(line)))
    .filter((line) => !line.includes('insecure protocol'))
    .join('\n')
    .replace(/http:\/\/([\w.-]+):\d+/g, 'https://$1')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

function comparable(line: string): string {
  return VOLATILE.reduce((text, [pattern, sign]) => text.replace(pattern, sign), line)
    .replace(/-{3,}/g, '---')
    .replace(/\s+/g, ' ')
    .trim();
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(comparable)
    .filter((line) => line !== '');

/** Whether a page shows what was printed. A line of three dots stands for any number of lines. */
export function shows(shown: string, printed: string): boolean {
  const wanted = lines(shown);
  const found = lines(readable(printed));
  if (wanted.every((line) => line === '...')) return false;
  const from = (at: number, in_: number): boolean => {
    const line = wanted[at];
    if (line === undefined) return in_ === found.length;
    if (line === '...')
      return found.slice(in_).some((_, skip) => from(at + 1, in_ + skip)) || from(at + 1, found.length);
    return line === found[in_] && from(at + 1, in_ + 1);
  };
  return from(0, 0);
}

import { stripVTControlCharacters } from 'node:util';

/** What differs from run to run, and what stands for it. Done twice they change nothing more. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/localhost:\d+/g, 'https://acme.my.salesforce.com'],
  [/http:\/\/([\w.-]+):\d+/g, 'https://$1'],
  [/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+0000)/g, 'YYYY-MM-DDThh:mm:ssZ'],
  [/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD'],
  [/([0-9][0-9A-Za-z]{2})hs[0-9A-Za-z]{10}(?:[A-Za-z0-9]{3})?/g, '$1...'],
  [/\b3MVG9[\w.]+/g, '3MVG9...'],
  [/\b(?:[0-9A-F]{2}:){19,31}[0-9A-F]{2}\b/gi, 'AB:CD:...'],
  [/\b\d+ (x login|logins)/g, 'N $1'],
  [/\b\d+\.\d s\b/g, '0.N s'],
  [/\(\d+(?:\.\d+)?(?:ms|s)\)/g, '(N ms)'],
  [/\b\d+ s, requests: \d+/g, 'N s, requests: N'],
];

/** Lines that show progress while a command runs: stages with their times, a spinner that stopped. */
const PROGRESS = [
  /^─+ .* ─+$/,
  /^Stages:$/,
  /^\d\. /,
  /^[▶✔✘] /,
  /^(.*\.\.\.)? ?done$/,
  /^ *User \d+ of \d+\.$/,
  /^ *(users: \d+, )?(\d+|N) s, requests: (\d+|N)$/,
  // The simulated org has no TLS.
  /insecure protocol/,
];

/** A spinner tells now and then how far it is, where no terminal could show it turning. */
const TICK = /^.*\.\.\. \d+ s, requests: \d+/;

const masked = (text: string): string =>
  VOLATILE.reduce((before, [pattern, sign]) => before.replace(pattern, sign), text);

function tidy(printed: string): string {
  return stripVTControlCharacters(printed)
    .split('\n')
    .map((line) => line.replace(TICK, '').trimEnd())
    .filter((line) => !line.includes('insecure protocol'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

/** What a command printed as a recording shows it: all, with what differs from run to run made alike. */
export function recorded(printed: string): string {
  return masked(tidy(printed));
}

/** What a command printed as a page shows it: without progress. */
export function readable(printed: string): string {
  const lines = tidy(printed).split('\n');
  return tidy(lines.filter((line) => !PROGRESS.some((pattern) => pattern.test(line))).join('\n')).replace(
    /http:\/\/([\w.-]+):\d+/g,
    'https://$1',
  );
}

/** Lines to be compared: spaces and rules of tables are as wide as what they hold. */
const comparable = (text: string): string[] =>
  masked(readable(text))
    .split('\n')
    .map((line) => line.replace(/-{3,}/g, '---').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/** Whether a page shows what was printed. A line of three dots stands for any number of lines. */
export function shows(shown: string, printed: string): boolean {
  const wanted = comparable(shown);
  const found = comparable(printed);
  if (wanted.length > 0 && wanted.every((line) => line === '...')) return false;
  const from = (at: number, inFound: number): boolean => {
    const line = wanted[at];
    if (line === undefined) return inFound === found.length;
    if (line !== '...') return line === found[inFound] && from(at + 1, inFound + 1);
    return found.slice(inFound).some((_, skip) => from(at + 1, inFound + skip)) || from(at + 1, found.length);
  };
  return from(0, 0);
}

/**
 * Words as a line, or a part of one, to paste: into a POSIX shell, or on Windows into cmd or PowerShell.
 * @param platform as `process.platform` has it
 */
export function commandLine(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  return words.map(platform === 'win32' ? windowsQuoted : quoted).join(' ');
}

const PLAIN = /^[\w.,:/=@%+-]+$/;

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** PowerShell ends a word at a comma and cmd replaces %NAME%, quoted or not, which nobody can prevent in a line for both. */
function windowsQuoted(word: string): string {
  if (/^[\w.:/\\=@+-]+$/.test(word)) return word;
  const inside = word.replace(
    /(\\*)("|$)/g,
    (_, slashes: string, quote: string) => `${slashes}${slashes}${quote && '\\"'}`,
  );
  return `"${inside}"`;
}

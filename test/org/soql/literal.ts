import { to18 } from '../store/ids.ts';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** One character of a string literal; `escaped` is true for \_ and \%, which LIKE does not read as wildcards. */
export type Character = { readonly text: string; readonly escaped: boolean };

/**
 * Reads a quoted SOQL string with its escapes (official: SOQL reference, quoted string escape sequences).
 * Gives undefined for an escape that SOQL does not have.
 */
export function readString(quoted: string): readonly Character[] | undefined {
  const characters: Character[] = [];
  for (const match of quoted.slice(1, -1).matchAll(/\\u([0-9A-Fa-f]{4})|\\([\s\S]?)|([\s\S])/g)) {
    const [, code, escape, plain] = match;
    if (code !== undefined) characters.push({ text: String.fromCharCode(Number.parseInt(code, 16)), escaped: true });
    else if (plain !== undefined) characters.push({ text: plain, escaped: false });
    else if (escape === '_' || escape === '%') characters.push({ text: escape, escaped: true });
    else {
      const text = escapes[(escape ?? '').toLowerCase()];
      if (text === undefined) return undefined;
      characters.push({ text, escaped: true });
    }
  }
  return characters;
}

/** The pattern that SQL LIKE ... ESCAPE '\' reads as SOQL reads these characters. */
export function likePattern(characters: readonly Character[]): string {
  return characters
    .map(({ text, escaped }) => (text === '\\' || (escaped && (text === '_' || text === '%')) ? `\\${text}` : text))
    .join('');
}

const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of an id literal, whose last three characters restore the case of the others; undefined when it is no id. */
export function readId(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(text)) return undefined;
  if (text.length === 15) return to18(text);
  const suffix = text.slice(15).toUpperCase();
  if (Array.from(suffix).some((letter) => !checks.includes(letter))) return undefined;
  const restored = Array.from(text.slice(0, 15)).map((letter, at) => {
    const upper = (checks.indexOf(suffix.charAt(Math.floor(at / 5))) >> (at % 5)) & 1;
    return upper === 1 ? letter.toUpperCase() : letter.toLowerCase();
  });
  return restored.join('') + suffix;
}

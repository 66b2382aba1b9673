import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** What somebody waits for, and the keys that they press then. */
export type Typed = readonly (readonly [shown: string, keys: string])[];

export const ENTER = '\r';
export const DOWN = '\u001b[B';
const UP_OR_DOWN = '\u001b\\[[AB]';
export const SPACE = ' ';
export const CTRL_C = '\u0003';

/** Somebody at a terminal who reads what is shown and then types; `left` is what was never asked. */
export type Typist = {
  /** The keyboard, in place of process.stdin. */
  readonly input: PassThrough;
  /** Shows a piece of output. */
  readonly show: (chunk: string) => void;
  readonly left: () => readonly string[];
};

export function startTypist(typed: Typed): Typist {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const waiting = [...typed];
  let seen = '';
  return {
    input,
    show: (chunk) => {
      seen += stripVTControlCharacters(chunk);
      const [next] = waiting;
      if (next === undefined || !seen.includes(next[0])) return;
      waiting.shift();
      seen = '';
      // After the prompt has drawn itself, and key by key, as an escape sequence is one key.
      const [, arrow = '', text = ''] = new RegExp(`^((?:${UP_OR_DOWN})?)([^]*)$`).exec(next[1]) ?? [];
      const keys = [...(arrow === '' ? [] : [arrow]), ...Array.from(text)];
      keys.forEach((key, index) => setTimeout(() => input.write(key), 30 + index * 2));
    },
    left: () => waiting.map(([shown]) => shown),
  };
}

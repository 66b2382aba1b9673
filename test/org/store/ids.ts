const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** An 18-character record id: key prefix (3), instance (3), counter in base 62 (9), checksum (3). */
export function makeId(prefix: string, instance: string, counter: number): string {
  let tail = '';
  for (let rest = counter; tail.length < 9; rest = Math.floor(rest / 62)) tail = digits.charAt(rest % 62) + tail;
  return to18(prefix + instance + tail);
}

/** The 18-character form: each group of five characters adds one that says which of the five are capitals. */
export function to18(id15: string): string {
  const id = to15(id15);
  let suffix = '';
  for (let group = 0; group < 3; group++) {
    let bits = 0;
    for (let place = 0; place < 5; place++) {
      const code = id.charCodeAt(group * 5 + place);
      if (code >= 65 && code <= 90) bits |= 1 << place;
    }
    suffix += checks.charAt(bits);
  }
  return id + suffix;
}

/** The 15-character, case-sensitive form. */
export function to15(id: string): string {
  return id.slice(0, 15);
}

/** True for 15 characters, or 18 whose last three are the right checksum. */
export function isId(text: string): boolean {
  if (!/^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/.test(text)) return false;
  return text.length === 15 || to18(text) === text;
}

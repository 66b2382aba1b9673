import fc from 'fast-check';

const SPECIAL = [
  'a',
  'Z',
  '0',
  '9',
  ' ',
  '_',
  "'",
  '"',
  '\\',
  '<',
  '>',
  '&',
  '%',
  ';',
  '=',
  '\n',
  '\r',
  '\t',
  '\0',
].concat(['@', '.', '-', '/', 'é', 'ß', '🚀', '\u2028', '\u200b']);

/** Text of any characters, those among them that are special somewhere more often. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...SPECIAL) },
      fc.integer({ min: 0, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0xe000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    ),
    { maxLength: 40 },
  )
  .map((characters) => characters.join(''));

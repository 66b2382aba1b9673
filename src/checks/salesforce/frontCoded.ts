/**
 * Sorted names, each written as what it shares with the name before (one digit of base 36) and the rest.
 * @returns by lower-case name
 */
export function names(coded: string): ReadonlyMap<string, string> {
  let before = '';
  const all = coded
    .trim()
    .split(/\s+/)
    .map((word) => {
      before = before.slice(0, parseInt(word.charAt(0), 36)) + word.slice(1);
      return before;
    });
  return new Map(all.map((name) => [name.toLowerCase(), name]));
}

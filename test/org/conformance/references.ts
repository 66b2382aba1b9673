/** What @{word.path} may stand for: answers of earlier steps by their id, and `org`, `user`, `unique`, `version`, `n`. */
export type Known = Readonly<Record<string, unknown>>;

const reference = /@\{([A-Za-z]\w*)((?:\.\w+)*)\}/g;

/**
 * A copy of plain data in which references to what is known are replaced and `$repeat` lists are written out.
 * A reference whose first word is not known stays: composite requests have their own of the same form.
 *
 * @throws Error when the first word is known and the rest of the path leads nowhere.
 */
export function resolve(data: unknown, known: Known): unknown {
  if (typeof data === 'string') return resolveText(data, known);
  if (Array.isArray(data)) return data.map((item) => resolve(item, known));
  if (typeof data !== 'object' || data === null) return data;
  if ('$repeat' in data && 'of' in data) {
    return Array.from({ length: Number(data.$repeat) }, (_, index) => resolve(data.of, { ...known, n: index + 1 }));
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, resolve(value, known)]));
}

function resolveText(text: string, known: Known): unknown {
  const whole = new RegExp(`^${reference.source}$`).exec(text);
  if (whole?.[1] !== undefined && whole[1] in known) return lookUp(text, known, whole[1], whole[2] ?? '');
  return text.replace(reference, (found, first: string, path: string) =>
    first in known ? String(lookUp(found, known, first, path)) : found,
  );
}

function lookUp(found: string, known: Known, first: string, path: string): unknown {
  let value = known[first];
  for (const step of path.split('.').slice(1)) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  if (value === undefined) throw new Error(`${found} is not known`);
  return value;
}

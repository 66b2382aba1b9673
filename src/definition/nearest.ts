import { distance } from 'fastest-levenshtein';

/** Up to `most` candidates that a person may have meant by `text`, the nearest first; case does not count. */
export function nearest(text: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = text.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return [...candidates]
    .map((name) => ({ name, far: far(wanted, name.toLowerCase()) }))
    .filter(({ far: d }) => d <= limit)
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name);
}

/** A name that only has more in front or behind (a namespace, `__c`) is near however long the rest is. */
function far(wanted: string, name: string): number {
  return wanted.length >= 3 && name.includes(wanted) ? Math.min(2, distance(wanted, name)) : distance(wanted, name);
}

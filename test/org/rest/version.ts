import { OrgError } from '../org.ts';
import { notFound } from './answer.ts';

const oldest = 50;
export const newest = 67;

/** Throws 404 for a version that is not served, and for "v60" in place of "v60.0" (facts 7.6 [recorded]). */
export function parseVersion(text: string): number {
  const number = Number(/^v(\d+)\.0$/i.exec(text)?.[1]);
  if (!(number >= oldest && number <= newest)) throw notFound();
  return number;
}

/** The first segment after /services/data/ as a version; undefined for other paths. Throws as parseVersion. */
export function versionIn(path: string): number | undefined {
  const text = /^\/services\/data\/([^/]+)/i.exec(path)?.[1];
  return text === undefined ? undefined : parseVersion(text);
}

/** The list of GET /services/data: three releases a year, version 50 being Winter '21. */
export function listVersions(): { label: string; url: string; version: string }[] {
  const seasons = ['Winter', 'Spring', 'Summer'];
  return Array.from({ length: newest - oldest + 1 }, (_, index) => {
    const season = seasons[index % 3];
    if (season === undefined) throw new OrgError('UNKNOWN_EXCEPTION', 'no such season');
    const version = `${oldest + index}.0`;
    return { label: `${season} '${21 + Math.floor(index / 3)}`, url: `/services/data/v${version}`, version };
  });
}

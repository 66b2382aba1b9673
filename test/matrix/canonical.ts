import { createHash } from 'node:crypto';
import { difference, type Dump } from '../commands/difference.ts';

/** What differs from run to run: clocks, and what Salesforce makes of them. */
export const OWN_TIME =
  /^(CreatedDate|LastModifiedDate|SystemModstamp|LastLoginDate|LastPasswordChangeDate|LastUsedDate|CommunityNickname|.*Time)$/;
const PASSES = 3;

/**
 * What became of an org, so that two runs can be compared: ids that differ from run to run are replaced by what their rows hold, and
 * times are left out.
 */
export function canonical(before: Dump, after: Dump): string[] {
  const { added, removed, changed } = difference(before, after);
  const rows = Object.entries({ added, removed, changed }).flatMap(([kind, objects]) =>
    Object.entries(objects)
      .filter(([object]) => object !== 'SetupAuditTrail')
      .flatMap(([object, list]) =>
        list.map((row) => ({ id: String(row['Id']), isNew: kind === 'added', text: shown(kind, object, row) })),
      ),
  );
  const fresh = rows.filter(({ isNew }) => isNew).map(({ id }) => id);
  let names = new Map(fresh.map((id) => [id, 'id']));
  for (let pass = 1; pass < PASSES; pass += 1)
    names = new Map(rows.filter(({ isNew }) => isNew).map(({ id, text }) => [id, hash(renamed(text, names, id))]));
  return rows.map(({ id, text }) => renamed(text, names, id)).sort();
}

function shown(kind: string, object: string, row: Readonly<Record<string, unknown>>): string {
  // Of a new row an empty column says nothing; that one was emptied says much.
  const isTold = (value: unknown): boolean => value !== null || kind === 'changed';
  const kept = Object.entries(row).filter(([name, value]) => !OWN_TIME.test(name) && isTold(value));
  return `${kind} ${object} ${JSON.stringify(Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))))}`;
}

/** Ids of 15 characters are in names of permission sets of profiles. */
function renamed(text: string, names: ReadonlyMap<string, string>, own: string): string {
  return text.replace(/(?<![0-9A-Za-z])X?([0-9A-Za-z]{15})(?:[0-9A-Z]{3})?(?![0-9A-Za-z])/g, (found, short: string) => {
    if (own.startsWith(short)) return 'own';
    const long = [...names.keys()].find((id) => id.startsWith(short));
    return long === undefined ? found : (names.get(long) ?? found);
  });
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 12);
}

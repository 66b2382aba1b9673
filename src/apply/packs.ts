import { fitsOneRequest, interleaved, type FieldValue, type RecordWrite } from '../org/records.ts';
import type { Ids } from '../org/writeGroup.ts';
import { isRecordWrite, type ChangeGroup } from '../plan/change.ts';
import { groupOf, type Work } from './work.ts';

/** A user in a pack: its records with references that are its own, and its group as it is, for writing it alone. */
export type Member = {
  readonly work: Work;
  readonly group: ChangeGroup;
  readonly ids: Ids;
  readonly records: readonly RecordWrite[];
};
export type Pack = { readonly members: readonly Member[] };

/** Users of one request: more would be written alone when one of them is refused. */
const MOST = 20;

/** Puts as many users into a request as fit; a user is never split. */
export function packUsers(works: readonly Work[], idsOf: (work: Work) => Ids): Pack[] {
  const packs: { members: Member[] }[] = [];
  for (const work of works) {
    const group = groupOf(work, 'user');
    if (group === undefined) continue;
    const ids = idsOf(work);
    const records = group.changes.flatMap(({ write }) =>
      isRecordWrite(write) ? [rename(write, ids, work.number)] : [],
    );
    const member = { work, group, ids, records };
    const last = packs.at(-1);
    const fits = last && last.members.length < MOST && fitsOneRequest(recordsOf([...last.members, member]));
    if (fits) last.members.push(member);
    else packs.push({ members: [member] });
  }
  return packs;
}

/** What goes into the request of these users. */
export function recordsOf(members: readonly Member[]): readonly RecordWrite[] {
  const lists = members.map(({ records }) => records);
  const mixed = interleaved(lists);
  return fitsOneRequest(mixed) ? mixed : lists.flat();
}

/** References to what is there become ids, those to the user itself get its number. */
function rename(write: RecordWrite, ids: Ids, number: number): RecordWrite {
  const own = (key: string): string => `${key}${String(number)}`;
  const value = (field: FieldValue): FieldValue =>
    typeof field === 'object' && field !== null ? (ids.get(field.ref) ?? { ref: own(field.ref) }) : field;
  return {
    ...write,
    ...(write.key === undefined ? {} : { key: own(write.key) }),
    fields: Object.fromEntries(Object.entries(write.fields).map(([name, field]) => [name, value(field)])),
  };
}

import { isCollection, partsOf, type FieldValue, type RecordWrite } from '../org/records.ts';
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

/** Parts and collections that one composite request takes (REST API Developer Guide, Composite). */
const PARTS = 25;
const COLLECTIONS = 5;

/** Puts as many users into a request as fit; a user is never split. */
export function packUsers(works: readonly Work[], idsOf: (work: Work) => Ids): Pack[] {
  const packs: { members: Member[]; parts: number; collections: number }[] = [];
  for (const work of works) {
    const group = groupOf(work, 'user');
    if (group === undefined) continue;
    const ids = idsOf(work);
    const records = group.changes.flatMap(({ write }) =>
      isRecordWrite(write) ? [rename(write, ids, work.number)] : [],
    );
    const parts = partsOf(records);
    const collections = parts.filter(isCollection).length;
    const last = packs.at(-1);
    if (last && last.parts + parts.length <= PARTS && last.collections + collections <= COLLECTIONS) {
      last.members.push({ work, group, ids, records });
      last.parts += parts.length;
      last.collections += collections;
    } else {
      packs.push({ members: [{ work, group, ids, records }], parts: parts.length, collections });
    }
  }
  return packs;
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

import { interleaved, packed, partsOf, type FieldValue, type RecordWrite } from '../org/records.ts';
import type { Ids, Written } from '../org/writeGroup.ts';
import { isRecordWrite, type ChangeGroup } from '../plan/change.ts';
import { groupOf, type Work } from './work.ts';

/** One of a pack: its records with references that are its own, and its group as it is, for writing it alone. */
export type Member = {
  readonly work: Work;
  readonly group: ChangeGroup;
  readonly ids: Ids;
  readonly records: readonly RecordWrite[];
};

/** What these have to write in a step; nothing of those who have nothing. */
export function membersOf(works: readonly Work[], step: ChangeGroup['step'], idsOf: (work: Work) => Ids): Member[] {
  return works.flatMap((work) => {
    const group = groupOf(work, step);
    if (group === undefined) return [];
    const ids = idsOf(work);
    return [{ work, group, ids, records: recordWrites(group).map((write) => rename(write, ids, work.number)) }];
  });
}

/** Puts as many into a request as fit; none is split, and who fits into no request is alone. */
export function packsOf(members: readonly Member[]): Member[][] {
  const packs: Member[][] = [];
  for (const member of members) {
    const last = packs.at(-1);
    if (last && fits([...last, member])) last.push(member);
    else packs.push([member]);
  }
  return packs;
}

/** The records of a pack, those of the same kind together: a set after a set, then the rights of all of them. */
export function recordsOf(pack: readonly Member[]): RecordWrite[] {
  return interleaved(pack.map(({ records }) => records));
}

function fits(pack: readonly Member[]): boolean {
  return packed(partsOf(recordsOf(pack))).length === 1;
}

/** Notes for each of a pack what is in the org now, and under which id its later groups refer to it. */
export function keepWritten(pack: readonly Member[], written: readonly Written[]): void {
  const byRecord = new Map(written.map((one) => [one.write, one]));
  for (const { work, group, ids, records } of pack) {
    const keys = recordWrites(group).map(({ key }) => key);
    for (const [at, record] of records.entries()) {
      const one = byRecord.get(record);
      if (one === undefined) continue;
      work.written.push(one);
      const key = keys[at];
      if (key !== undefined) ids.set(key, one.id);
    }
  }
}

function recordWrites({ changes }: ChangeGroup): RecordWrite[] {
  return changes.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
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

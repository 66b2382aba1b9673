import { fitsOneRequest, interleaved, type FieldValue, type RecordWrite } from '../org/write/records.ts';
import type { Ids, Written } from '../org/write/writeGroup.ts';
import { isRecordWrite, type ChangeGroup } from '../plan/change.ts';
import { groupOf, type Work } from './work.ts';

/** What one has to write in a step, and the ids of what its earlier steps have made. */
export type Member = { readonly work: Work; readonly group: ChangeGroup; readonly ids: Ids };

/** What these have to write in a step; nothing of those who have nothing. */
export function membersOf(works: readonly Work[], step: ChangeGroup['step'], idsOf: (work: Work) => Ids): Member[] {
  return works.flatMap((work) => {
    const group = groupOf(work, step);
    return group === undefined ? [] : [{ work, group, ids: idsOf(work) }];
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

/** Records of the same kind go together: a set after a set, then the rights of all of them. */
function fits(pack: readonly Member[]): boolean {
  return fitsOneRequest(interleaved(pack.map(writesOf)));
}

/** The records of one of a pack, with references that are its own in the request. */
export function recordsOf(member: Member): RecordWrite[] {
  return writesOf(member).map((write) => rename(write, member.ids, member.work.number));
}

/**
 * Notes what of one is in the org now, and under which id its later groups refer to it.
 * @param records as they were sent
 */
export function keepWritten(
  member: Member,
  records: readonly RecordWrite[],
  byRecord: ReadonlyMap<RecordWrite, Written>,
): void {
  for (const [at, write] of writesOf(member).entries()) {
    const id = byRecord.get(records[at] ?? write)?.id;
    if (id === undefined) continue;
    member.work.written.push({ write, id });
    if (write.key !== undefined) member.ids.set(write.key, id);
  }
}

function writesOf({ group }: Member): RecordWrite[] {
  return group.changes.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
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

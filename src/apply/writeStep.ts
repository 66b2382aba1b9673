import { setRecordTypes } from '../org/metadata/metadata.ts';
import type { OrgRefusal } from '../org/wire/refusal.ts';
import type { RecordWrite } from '../org/write/records.ts';
import type { Org } from '../org/wire/transport.ts';
import { GroupRefusal, writeOneByOne, writeTogether, type Ids, type Written } from '../org/write/writeGroup.ts';
import { isRecordWrite, type Change, type ChangeGroup } from '../plan/change.ts';

/** What a step tells while it works. */
export type StepListener = {
  /** These are in the org now. */
  readonly onWritten: (written: readonly Written[]) => void;
  /** The org does not take the records together; they are written one by one. */
  readonly onOneByOne: () => void;
};

/**
 * Writes the changes of one group.
 * @throws GroupRefusal, OrgRefusal, OrgSilence
 */
export async function writeStep(org: Org, group: ChangeGroup, ids: Ids, listener: StepListener): Promise<void> {
  const records = group.changes.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []));
  if (records.length > 0) await writeRecords(org, records, ids, listener);
  const shown = group.changes.flatMap(({ write }) => (isRecordWrite(write) ? [] : [write]));
  const [first] = shown;
  if (first) await setRecordTypes(org, first.permissionSet, shown);
}

/**
 * Writes records of several users in one request.
 * @throws GroupRefusal when any of them is refused, and then none is written; OrgSilence
 */
export async function writeTogetherOrNot(org: Org, records: readonly RecordWrite[]): Promise<Written[]> {
  const all: Written[] = [];
  await writeTogether(org, records, new Map(), (written) => all.push(...written));
  return all;
}

async function writeRecords(
  org: Org,
  records: readonly RecordWrite[],
  ids: Ids,
  { onWritten, onOneByOne }: StepListener,
): Promise<void> {
  const taken: Written[] = [];
  const seen = (written: readonly Written[]): void => {
    taken.push(...written);
    onWritten(written);
  };
  try {
    await writeTogether(org, records, ids, seen);
  } catch (error) {
    if (taken.length > 0 || records.length < 2 || !mayWorkAlone(error, records)) throw error;
    onOneByOne();
    await writeOneByOne(org, records, ids, onWritten);
  }
}

/** Refusals of the request as a whole that would meet every other request too. */
const MEETS_ALL = ['INVALID_SESSION_ID', 'REQUEST_LIMIT_EXCEEDED', 'API_DISABLED_FOR_ORG'];
/** Codes that are about writing together, not about the data. */
const ABOUT_TOGETHER = [
  'MIXED_DML_OPERATION',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'FUNCTIONALITY_NOT_ENABLED',
  'UNKNOWN_EXCEPTION',
];
const LICENSE_REFUSES = /user license doesn't allow/i;

/**
 * Whether the same records may be accepted one by one: nobody has recorded an org that takes a user, its license and its permission sets
 * in one transaction, and one that does may not see the license in it (facts 7.4).
 */
export function mayWorkAlone(error: unknown, records: readonly RecordWrite[]): boolean {
  if (!(error instanceof GroupRefusal)) return false;
  const codes = error.refusals.map(({ errorCode }) => errorCode);
  if (error.writes.length === 0) return !codes.some((code) => MEETS_ALL.includes(code));
  if (codes.some((code) => ABOUT_TOGETHER.includes(code))) return true;
  const licenseInSame = records.some(({ object }) => object === 'PermissionSetLicenseAssign');
  const refused = error.writes.some(
    ({ object, fields }) => object === 'PermissionSetAssignment' || (object === 'User' && 'ProfileId' in fields),
  );
  return licenseInSame && refused && LICENSE_REFUSES.test(error.message);
}

/** The changes that a refusal is about, to name them; all of the group when it does not say. */
export function refusedChanges({ changes }: ChangeGroup, error: OrgRefusal): readonly Change[] {
  const guilty = error instanceof GroupRefusal ? error.writes : [];
  const named = changes.filter(({ write }) => isRecordWrite(write) && guilty.includes(write));
  return named.length > 0 ? named : changes;
}

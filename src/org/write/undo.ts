import { setRecordTypes, type RecordTypeVisibility } from '../metadata/metadata.ts';
import type { Written } from './writeGroup.ts';
import type { RecordWrite } from './records.ts';
import { write, type Org } from '../wire/transport.ts';

/** A record that could not be taken back. */
export type Leftover = { readonly object: string; readonly id: string; readonly reason: string };
export type Undone = {
  /** How many records there were to take back. */
  readonly takenBack: number;
  /** Users cannot be deleted: they were deactivated and their username was given free under this one. */
  readonly retiredUsernames: readonly string[];
  readonly leftovers: readonly Leftover[];
};

/**
 * Takes back what a run wrote, the newest first. What it made is deleted, what it changed gets its old values.
 * Never throws: what could not be taken back is told.
 */
export async function undo(org: Org, written: readonly Written[]): Promise<Undone> {
  const madeSets = new Set(
    written
      .filter(({ write: { object, method } }) => object === 'PermissionSet' && method === 'POST')
      .map(({ id }) => id),
  );
  const retiredUsernames: string[] = [];
  const leftovers: Leftover[] = [];
  const own = written.filter(({ write: done }) => !isChildOf(done, madeSets));
  for (const run of runs([...own].reverse())) {
    try {
      retiredUsernames.push(...(await takeBack(org, run)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      leftovers.push(...run.map(({ write: { object }, id }) => ({ object, id, reason })));
    }
  }
  return { takenBack: written.length, retiredUsernames, leftovers };
}

/**
 * Hides again what a run has shown of record types in sets that were there before it, and the other way round. Never throws.
 * @returns what could not be taken back
 */
export async function undoRecordTypes(
  org: Org,
  done: readonly (RecordTypeVisibility & { readonly permissionSet: string })[],
): Promise<Leftover[]> {
  const [first] = done;
  if (first === undefined) return [];
  try {
    await setRecordTypes(
      org,
      first.permissionSet,
      done.map(({ recordType, visible }) => ({ recordType, visible: !visible })),
    );
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return done.map(({ recordType }) => ({ object: 'RecordTypeVisibility', id: recordType, reason }));
  }
}

/** Up to 200 neighbors that were created as the same object are deleted in one request; everything else goes alone. */
function runs(written: readonly Written[]): Written[][] {
  const all: Written[][] = [];
  for (const item of written) {
    const last = all.at(-1);
    const [first] = last ?? [];
    const joins =
      item.write.method === 'POST' && first?.write.method === 'POST' && first.write.object === item.write.object;
    if (last && joins && last.length < 200) last.push(item);
    else all.push([item]);
  }
  return all;
}

/** @returns the username under which a user that was made is retired */
async function takeBack(org: Org, run: readonly Written[]): Promise<string[]> {
  const [first] = run;
  if (first === undefined) return [];
  const { write: done, id } = first;
  if (done.method === 'PATCH') {
    await write(org, 'PATCH', `/sobjects/${done.object}/${id}`, done.before ?? {});
    return [];
  }
  if (done.method === 'DELETE') {
    await write(org, 'POST', `/sobjects/${done.object}`, done.before ?? {});
    return [];
  }
  if (done.object === 'User') return [await retire(org, done, id)];
  if (run.length === 1) await write(org, 'DELETE', `/sobjects/${done.object}/${id}`);
  else await write(org, 'DELETE', `/composite/sobjects?ids=${run.map((item) => item.id).join(',')}&allOrNone=true`);
  return [];
}

/** Children of a permission set go with it. */
function isChildOf({ method, fields }: RecordWrite, sets: ReadonlySet<string>): boolean {
  const parent = fields['ParentId'];
  if (method !== 'POST' || parent === undefined || parent === null || typeof parent === 'boolean') return false;
  return typeof parent === 'string' ? sets.has(parent) : sets.size > 0;
}

/** Deactivates the user, which frees its seat, and renames it, which frees its username. */
async function retire(org: Org, { fields }: RecordWrite, id: string): Promise<string> {
  const username = typeof fields['Username'] === 'string' ? fields['Username'] : '';
  const [local = '', domain = ''] = username.split('@');
  const free = `${local.slice(0, 30)}.undone.${id.toLowerCase()}@${domain}`.slice(-80);
  await write(org, 'PATCH', `/sobjects/User/${id}`, { IsActive: false, Username: free });
  return free;
}

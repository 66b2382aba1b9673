import { Ajv } from 'ajv';
import { error, type Problem } from '../definition/problem.ts';
import { readText } from '../files/text.ts';
import { writeWhole } from '../files/whole.ts';
import { SNAPSHOT_FORMAT, SNAPSHOT_VERSION, type MigrationSnapshot } from './snapshot.ts';
import { SNAPSHOT_SCHEMA } from './snapshotSchema.ts';

/** Where the snapshot of these users goes when nobody says so: the same for the same users, so that a second run finds it. */
export function defaultSnapshotFile(usernames: readonly string[]): string {
  const [first = ''] = usernames;
  const safe = first.replace(/[^A-Za-z0-9@._+-]/g, '_');
  return usernames.length === 1
    ? `migrate-${safe}.json`
    : `migrate-${safe}-and-${String(usernames.length - 1)}-more.json`;
}

/**
 * Reads a snapshot file.
 * @returns undefined where there is none; a problem where it is not one of this org
 */
export async function readSnapshotFile(
  path: string,
  orgId: string,
): Promise<{ readonly snapshot?: MigrationSnapshot; readonly problems: readonly Problem[] }> {
  const read = await readText(path).catch((thrown: unknown) => thrown);
  if (typeof read !== 'string') {
    if (read instanceof Error && 'code' in read && read.code === 'ENOENT') return { problems: [] };
    return { problems: [error('fileUnreadable', path, [path, read instanceof Error ? read.message : String(read)])] };
  }
  const value = parsed(read);
  const ajv = new Ajv({ allErrors: true, strict: false });
  const valid = ajv.compile<MigrationSnapshot>(SNAPSHOT_SCHEMA);
  if (!valid(value)) {
    const why = ajv.errorsText(valid.errors?.slice(0, 3), { dataVar: 'snapshot' });
    return { problems: [error('snapshotInvalid', path, [path, why])] };
  }
  if (value.orgId !== orgId) return { problems: [error('snapshotOtherOrg', path, [path, value.orgId, orgId])] };
  return { snapshot: value, problems: [] };
}

/** Writes a snapshot for its owner alone, whole or not at all, and never over another file. Gives back why it could not. */
export async function writeSnapshotFile(
  path: string,
  snapshot: Pick<MigrationSnapshot, 'orgId' | 'users'>,
): Promise<readonly Problem[]> {
  const whole: MigrationSnapshot = {
    ...{ format: SNAPSHOT_FORMAT, version: SNAPSHOT_VERSION, createdAt: new Date().toISOString() },
    ...snapshot,
  };
  try {
    await writeWhole(path, `${JSON.stringify(whole, undefined, 2)}\n`, { isPrivate: true });
    return [];
  } catch (thrown) {
    return [error('fileUnwritable', path, [path, thrown instanceof Error ? thrown.message : String(thrown)])];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

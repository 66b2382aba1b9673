import type { Right } from '../access/difference.ts';
import { rightOf } from '../access/difference.ts';
import type { Run, RunEvent, RunOptions } from '../apply/run.ts';
import type { Problem } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';
import type { Org } from '../org/wire/transport.ts';
import { compare, type Comparison } from './compare.ts';
import type { Notice } from '../plan/notices.ts';
import type { Narrowing } from './intended.ts';
import type { SnapshotUser } from './snapshot.ts';

export type MigrateRequest = {
  /** Lower case, each once. */
  readonly usernames: readonly string[];
  readonly snapshotFile: string;
  readonly narrowing: Narrowing;
  readonly options: Omit<RunOptions, 'own' | 'prune' | 'confirm' | 'judge' | 'schema'>;
  /** Asked before the first write, with what is to become of the users. */
  readonly confirm?: (users: readonly Migrated[]) => Promise<boolean>;
};

/** What becomes, or became, of a user's access. */
export type Migrated = {
  readonly username: string;
  readonly definition: RawUser;
  readonly comparison: Comparison;
  /** What else is worth knowing; empty where the migration was begun before. */
  readonly notices: readonly Notice[];
};

export type Migration = {
  /** Undefined where nothing could be planned. */
  readonly run: Run | undefined;
  readonly users: readonly Migrated[];
  readonly problems: readonly Problem[];
  /** Why the access after the migration could not be read, so that what is told of it is only what was intended. */
  readonly notCompared?: string;
};

export type Listener = (event: RunEvent) => void;
/** What a user may do afterwards, as far as it could before. */
export function expectedAfter({ access, left }: SnapshotUser): Right[] {
  const gone = new Set(left.map(({ key }) => key));
  return access.filter((key) => !gone.has(key)).map(rightOf);
}

export function migrated(
  { username, definition, access, left }: SnapshotUser,
  after: readonly Right[],
  notices: readonly Notice[] = [],
): Migrated {
  return { username, definition, comparison: compare(access, left, after), notices };
}

export function orgIdOf({ connection }: Org): string {
  return connection.getAuthInfoFields().orgId ?? '';
}

import type { RawUser } from '../definition/raw.ts';
import type { Holdings } from '../org/inventory/holdings.ts';
import type { LeftOut } from './keep.ts';

export const SNAPSHOT_FORMAT = 'sf integration-user migrate';
export const SNAPSHOT_VERSION = 1;

/** What a user holds, without the ids of rows that go with the migration. */
export type Before = Pick<Holdings, 'profileId' | 'profile' | 'licenseId' | 'license' | 'features'> & {
  readonly sets: readonly Assigned[];
  readonly groups: readonly Assigned[];
  readonly licenses: readonly Assigned[];
};
type Assigned = { readonly id: string; readonly name: string; readonly expires?: string | undefined };

/** Names of what a migrated user holds. */
type After = {
  readonly profile: string;
  readonly sets: readonly string[];
  readonly groups: readonly string[];
  readonly licenses: readonly string[];
};

/** Everything that it takes to go on with the migration of a user, or to take it back. */
export type SnapshotUser = {
  readonly id: string;
  readonly username: string;
  readonly before: Before;
  readonly after: After;
  readonly definition: RawUser;
  /** Keys of the rights before, see `access/difference.ts`. */
  readonly access: readonly string[];
  /** What of it was not to be kept. */
  readonly left: readonly LeftOut[];
  /** Whether the permission set of its own is made by the migration. */
  readonly makesSet: boolean;
};

/** The content of the file that is written before the first change. */
export type MigrationSnapshot = {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly version: typeof SNAPSHOT_VERSION;
  /** 18 characters. */
  readonly orgId: string;
  readonly createdAt: string;
  readonly users: readonly SnapshotUser[];
};

export function beforeOf({
  profileId,
  profile,
  licenseId,
  license,
  features,
  sets,
  groups,
  licenses,
}: Holdings): Before {
  const bare = (held: Holdings['sets']): Assigned[] =>
    held.map(({ id, name, expires }) => ({ id, name, ...(expires === undefined ? {} : { expires }) }));
  return {
    ...{ profileId, profile, licenseId, license, features },
    ...{ sets: bare(sets), groups: bare(groups), licenses: bare(licenses) },
  };
}

/** Something that a user holds, or is, that neither the state before nor the state after the migration explains. */
export type Deviation = {
  readonly what: 'the profile' | 'permission set' | 'permission set group' | 'permission set license' | 'deactivated';
  readonly name: string;
};

/** How a user has changed otherwise since the snapshot. Pure. */
export function deviations({ before, after }: SnapshotUser, now: Holdings): Deviation[] {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  const others = (kind: 'sets' | 'groups' | 'licenses', what: Deviation['what']): Deviation[] =>
    now[kind]
      .filter(({ id }) => !before[kind].some((one) => one.id === id))
      .filter(({ name }) => !after[kind].some((one) => same(one, name)))
      .map(({ name }) => ({ what, name }));
  const isKnown = now.profileId === before.profileId || same(now.profile, after.profile);
  return [
    ...(now.isActive ? [] : [{ what: 'deactivated' as const, name: '' }]),
    ...(isKnown ? [] : [{ what: 'the profile' as const, name: now.profile }]),
    ...others('sets', 'permission set'),
    ...others('groups', 'permission set group'),
    ...others('licenses', 'permission set license'),
  ];
}

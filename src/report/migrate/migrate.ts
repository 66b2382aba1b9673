import { Messages } from '@salesforce/core/messages';
import { rightOf, type Right } from '../../access/difference.ts';
import type { LeftOut, LeftReason } from '../../migrate/keep.ts';
import type { Migrated, Migration } from '../../migrate/migration.ts';
import { finding } from '../finding.ts';
import { noticeFinding } from '../notices.ts';
import { notBegun, writeResult, type UserResult, type WriteResult } from '../result.ts';
import type { Table } from '../table.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'migrate');

export type RightResult = {
  /** What kind of right it is. */
  kind: Right['kind'];
  /** API name; of what Setup gives access to, its type and name. */
  name: string;
  /** Of an object or a field, else null. */
  right: string | null;
};

export type LostRightResult = RightResult & {
  /** Null where it should have been kept. */
  reason: LeftReason | null;
  /** What it will mean for the integration. */
  meaning: string;
};

export type AccessResult = {
  /** How many rights it keeps. */
  kept: number;
  /** Rights that it had and will not have. */
  lost: LostRightResult[];
  /** Rights that it did not have. */
  gained: RightResult[];
};

export type MigrateUserResult = UserResult & {
  /** Null where the access was not looked at. */
  access: AccessResult | null;
  /** How long the user was without access, as far as could be measured from here; null where nothing was changed. */
  gapMilliseconds: number | null;
};

/** As of the other commands that write, with what becomes of the access of each user. */
export type MigrateResult = Omit<WriteResult, 'users'> & {
  /** Who moves, in the order of the flags or of the file. */
  users: MigrateUserResult[];
  /** What --undo takes; null where none was written. */
  snapshotFile: string | null;
};

export function migrateResult(
  orgId: string,
  dryRun: boolean,
  { run, users, problems }: Migration,
  snapshotFile: string,
): MigrateResult {
  const result = run ? writeResult(dryRun, run) : notBegun(orgId, dryRun, problems);
  return {
    ...result,
    ...(run || problems.some(({ severity }) => severity === 'error') ? {} : { outcome: 'unchanged' as const }),
    users: result.users.map((user, index) => {
      const migrated = users[index];
      return {
        ...user,
        findings: [
          ...user.findings,
          ...(migrated?.notices ?? []).map((one) => noticeFinding('migrate', user.username ?? '', one)),
        ],
        access: migrated ? accessResult(migrated) : null,
        gapMilliseconds: run?.users[index]?.milliseconds ?? null,
      };
    }),
    snapshotFile: dryRun || result.outcome === 'planned' ? null : snapshotFile,
  };
}

/** What becomes, or became, of the access of a user. */
export function accessResult({ comparison: { kept, lost, missing, gained } }: Migrated): AccessResult {
  return {
    kept: kept.length,
    lost: [
      ...missing.map((right) => ({ ...shape(right), reason: null, meaning: words.getMessage('meaning.missing') })),
      ...lost.map((one) => ({ ...shape(rightOf(one.key)), reason: one.reason, meaning: meaningOf(one) })),
    ],
    gained: gained.map(shape),
  };
}

/** User permissions of which messages/migrate.md says what an integration did with them. */
const WELL_KNOWN: readonly string[] = [
  ...['ModifyAllData', 'ViewAllData', 'ViewAllUsers', 'ManageUsers', 'CustomizeApplication', 'ModifyMetadata'],
  ...['AuthorApex', 'BulkApiHardDelete', 'QueryAllFiles', 'ViewEncryptedData', 'PasswordNeverExpires'],
];

function meaningOf({ key, reason, detail }: LeftOut): string {
  const meaning = words.getMessage(`meaning.${reason}`, [detail ?? '']);
  const { kind, name } = rightOf(key);
  const isKnown = kind === 'userPermission' && WELL_KNOWN.includes(name);
  return isKnown ? `${words.getMessage(`permission.${name}`)} ${meaning}` : meaning;
}

function shape({ kind, name, right }: Right): RightResult {
  return { kind, name, right: right ?? null };
}

/** How many rights were lost that were to be kept. */
export function missingCount({ users }: MigrateResult): number {
  return users.flatMap(({ access }) => access?.lost ?? []).filter(({ reason }) => reason === null).length;
}

export type LostRow = { right: string; meaning: string };

/** What each user loses, rights on the same thing and for the same reason in one row. */
export function lostTables(users: readonly Pick<MigrateUserResult, 'username' | 'access'>[]): Table<LostRow>[] {
  return users.flatMap(({ username, access }) => {
    const rows = new Map<string, { name: string; rights: string[]; meaning: string }>();
    for (const { kind, name, right, meaning } of access?.lost ?? []) {
      const key = `${kind} ${name} ${meaning}`;
      const row = rows.get(key) ?? { name: words.getMessage(`kind.${kind}`, [name]), rights: [], meaning };
      rows.set(key, row);
      if (right !== null) row.rights.push(right);
    }
    const data = [...rows.values()].map(({ name, rights, meaning }) => ({
      right: rights.length > 0 ? `${name}: ${rights.join(', ')}` : name,
      meaning,
    }));
    if (data.length === 0) return [];
    const columns = (['right', 'meaning'] as const).map((key) => ({ key, name: words.getMessage(`column.${key}`) }));
    return [{ title: words.getMessage('lost.title', [username ?? '']), data, columns }];
  });
}

export function accessLine(username: string, { kept, lost, gained }: AccessResult, isPlanned: boolean): string {
  return words.getMessage(isPlanned ? 'access.planned' : 'access.done', [username, kept, lost.length, gained.length]);
}

/** What became of the access of each user, in a line. */
export function accessLines({ users, dryRun, outcome }: MigrateResult): string[] {
  const isPlanned = dryRun || outcome === 'planned';
  return users.flatMap(({ username, access, gapMilliseconds }) => [
    ...(access ? [accessLine(username ?? '', access, isPlanned)] : []),
    ...(gapMilliseconds === null
      ? []
      : [words.getMessage('gap', [username ?? '', (Math.ceil(gapMilliseconds / 100) / 10).toFixed(1)])]),
  ]);
}

/** Warnings of a migration that had nothing to do. */
export function migrationWarnings({ run, problems }: Migration): string[] {
  return (run ? [] : problems)
    .filter(({ severity }) => severity === 'warning')
    .map(finding)
    .map(({ message, fix }) => `${message} ${fix}`);
}

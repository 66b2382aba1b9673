import { expect } from 'chai';
import { dumpMetadata } from '../org/metadata/dump.ts';
import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';

export type Dump = Readonly<Record<string, readonly Row[]>>;

/** What became of the rows of an org, by object; objects without any difference are left out. */
export type Difference = {
  readonly added: Readonly<Record<string, readonly Row[]>>;
  readonly removed: Readonly<Record<string, readonly Row[]>>;
  /** The columns that changed, with their new values. */
  readonly changed: Readonly<Record<string, readonly Row[]>>;
};

/** Everything that an org holds, what only metadata holds included. */
export function dumpOf({ org }: RunningOrg): Dump {
  return { ...org.store.dump(), ...dumpMetadata(org) };
}

/** The same without the audit trail, which keeps what was taken back. */
export function dumpWithoutTrail(running: RunningOrg): Dump {
  return Object.fromEntries(Object.entries(dumpOf(running)).filter(([name]) => name !== 'SetupAuditTrail'));
}

/** Compares two dumps of an org. */
export function difference(before: Dump, after: Dump): Difference {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  );
  const by = (pick: (old: Map<unknown, Row>, now: Map<unknown, Row>) => Row[]): Record<string, Row[]> =>
    Object.fromEntries(
      names
        .map((name): [string, Row[]] => [name, pick(byId(before[name]), byId(after[name]))])
        .filter(([, rows]) => rows.length > 0),
    );
  return {
    added: by((old, now) => [...now].filter(([id]) => !old.has(id)).map(([, row]) => row)),
    removed: by((old, now) => [...old].filter(([id]) => !now.has(id)).map(([, row]) => row)),
    changed: by((old, now) => [...now].flatMap(([id, row]) => changedColumns(old.get(id), row))),
  };
}

/** How many rows of each object were added. */
export function counts(rows: Difference['added']): Record<string, number> {
  return Object.fromEntries(Object.entries(rows).map(([name, { length }]) => [name, length]));
}

/** Fails unless both dumps hold the same rows, and says which differ. */
export function expectSame(before: Dump, after: Dump): void {
  if (before === after) return;
  expect(difference(before, after)).to.deep.equal({ added: {}, removed: {}, changed: {} });
}

/** The user permissions that a row of Profile or PermissionSet switches on. */
export function enabled(row: Row | undefined): string[] {
  return Object.entries(row ?? {})
    .flatMap(([name, value]) => (value === 1 ? (/^Permissions(\w+)$/.exec(name)?.[1] ?? []) : []))
    .sort();
}

function byId(rows: readonly Row[] = []): Map<unknown, Row> {
  return new Map(rows.map((row) => [row['Id'], row]));
}

function changedColumns(old: Row | undefined, now: Row): Row[] {
  if (old === undefined) return [];
  const changes = Object.entries(now).filter(([name, value]) => old[name] !== value);
  return changes.length === 0 ? [] : [{ Id: now['Id'] ?? null, ...Object.fromEntries(changes) }];
}

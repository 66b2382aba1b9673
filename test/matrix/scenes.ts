import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawUser } from '../../src/definition/raw.ts';
import { applied, billing, zoomInfo } from '../commands/twoUsers.ts';
import { createJson, permsetAssign, retire, type RanJson } from '../commands/harness.ts';
import { migrateJson } from '../commands/migrating.ts';
import { makeUsed } from '../commands/retiring.ts';
import { dumpOf, type Dump } from '../commands/difference.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { NOBODY, USERNAME, ZOOMINFO } from '../commands/zoomInfo.ts';
import { canonical } from './canonical.ts';

export type SceneName = 'create' | 'apply' | 'permset assign' | 'retire' | 'migrate' | 'migrate --undo';

/** A command in the matrices: how the org is before it, and the command itself, which may be run again and again. */
export type Scene = {
  readonly name: SceneName;
  readonly prepare: (org: RunningOrg) => Promise<unknown>;
  readonly args: readonly string[];
  readonly run: (org: RunningOrg) => Promise<RanJson<unknown>>;
  /** Forgets what the command has left outside of the org. */
  readonly clean: () => void;
  /** Forgets what the scene has left outside of the org, when all is over. */
  readonly end?: () => void;
};

const crm = {
  name: 'Crm Sync',
  username: 'crm@acme.integration',
  email: 'team@acme.com',
  permissionSet: { objects: { Lead: { access: ['read'] } }, customPermissions: ['Skip_Validation'] },
} as const satisfies RawUser;
export const threeUsers = { users: [zoomInfo, billing, crm] };

const ERP = 'erp.sync@example.com';
const snapshot = join(tmpdir(), `migrate-matrix-${String(process.pid)}.json`);
const nothing = (): void => undefined;
const nobody = (): Promise<void> => Promise.resolve();

const assign = ['--username', USERNAME, '--permission-set', 'Existing_Set', '--permission-set-group', 'Sales_Sync'];
const retirement = ['--username', USERNAME, '--deactivate', '--delete-permission-set'];
const undone = join(tmpdir(), `undo-matrix-${String(process.pid)}.json`);
const migration = ['--username', ERP, '--snapshot-file', snapshot];

const SCENES: readonly Scene[] = [
  {
    ...{ name: 'create', args: ['create', ...ZOOMINFO], prepare: nobody, clean: nothing },
    run: (org) => createJson(org, ZOOMINFO),
  },
  {
    ...{ name: 'apply', args: ['apply', '--definition-file'], prepare: nobody, clean: nothing },
    run: (org) => applied(org, threeUsers),
  },
  {
    ...{ name: 'permset assign', args: ['permset', 'assign', ...assign], clean: nothing },
    prepare: (org) => createJson(org, [...NOBODY, '--object', 'Account=read']),
    run: (org) => permsetAssign.json(org, assign),
  },
  {
    ...{
      name: 'retire',
      args: ['retire', ...retirement, '--no-prompt'],
      prepare: (org) => makeUsed(org),
      clean: nothing,
    },
    run: (org) => retire.json(org, retirement),
  },
  {
    ...{ name: 'migrate', args: ['migrate', ...migration, '--no-prompt'], prepare: nobody },
    clean: () => {
      rmSync(snapshot, { force: true });
    },
    run: (org) => migrateJson(org, migration, { limit: 60 }),
  },
  {
    ...{ name: 'migrate --undo', args: ['migrate', '--undo', undone, '--no-prompt'], clean: nothing },
    prepare: (org) => migrateJson(org, ['--username', ERP, '--snapshot-file', undone], { limit: 60 }),
    end: () => {
      rmSync(undone, { force: true });
    },
    run: (org) => migrateJson(org, ['--undo', undone], { limit: 60 }),
  },
];

export function sceneOf(name: SceneName): Scene {
  const scene = SCENES.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`No scene ${name}`);
  return scene;
}

/** In what the org differs from how an undisturbed run leaves it. */
export function differences(org: RunningOrg, before: Dump, end: readonly string[]): string[] {
  const got = canonical(before, dumpOf(org));
  const more = got.filter((row) => !end.includes(row)).map((row) => `+ ${row}`);
  const less = end.filter((row) => !got.includes(row)).map((row) => `- ${row}`);
  const isSame = more.length + less.length === 0 && got.length === end.length;
  return isSame ? [] : [['the end differs', ...more, ...less].join('\n')];
}

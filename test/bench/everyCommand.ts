import { join } from 'node:path';
import { openSecrets } from '../commands/credentialing.ts';
import { makeMany } from '../commands/migrating.ts';
import { consumerOf } from '../org/metadata/consumers.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { expectCreated, expectUnchanged, inOrg } from './inOrg.ts';
import { rowsOf, type Size } from './manyUsers.ts';
import { measure, type Measured } from './measure.ts';

export type Row = Measured & {
  readonly what: string;
  readonly users: number;
  /** Written, with those that go. */
  readonly rows: number;
  /** What Salesforce's limits allow: 25 queries a batch, five collections of 200 rows a composite. */
  readonly least: number;
  /** Promised; undefined: nothing is. */
  readonly most?: number;
};
type Tell = (row: Row) => void;

const reads = (rows: number): number => Math.max(1, Math.ceil(rows / (25 * 2000)));
const writes = (rows: number): number => reads(0) + Math.max(1, Math.ceil(rows / (5 * 200))) + reads(rows);

/** The promise for `apply`: a request for 800 rows and one for 10 users, besides what every run takes. */
export const mostOfApply = (size: Size): number => Math.floor(15 + rowsOf(size) / 800 + size.users / 10);

/** Measures every command: those about many users at each number of them, the others once. */
export async function benchCommands(counts: readonly number[], latencyMs: number, tell: Tell): Promise<void> {
  for (const fields of [40, 41, 400]) await create(fields, latencyMs, tell);
  await parts(latencyMs, tell);
  await credentials(latencyMs, tell);
  for (const users of counts) {
    await many(users, latencyMs, tell);
    await migrate(users, latencyMs, tell);
  }
}

async function create(fields: number, latencyMs: number, tell: Tell): Promise<void> {
  const size = { users: 1, objects: 5, fields };
  const more = Math.max(0, Math.ceil((5 * fields) / 1000) - 1);
  const what = `create, 5 objects x ${String(fields)} fields`;
  await inOrg(size, latencyMs, async (org, file) => {
    const count = rowsOf(size);
    const first = await measure(org, 'create', ['--definition-file', file]);
    expectCreated(org, size);
    tell({ ...first, what, users: 1, rows: count, least: writes(count), most: 8 + 2 * more });
    const again = await measure(org, 'create', ['--definition-file', file]);
    expectUnchanged(org);
    tell({ ...again, what: `${what}, again`, users: 1, rows: 0, least: reads(count), most: 3 });
  });
}

/** The commands that make one part of a user. */
async function parts(latencyMs: number, tell: Tell): Promise<void> {
  await inOrg({ users: 1, objects: 5, fields: 40 }, latencyMs, async (org) => {
    const one = { users: 1, least: writes(1) };
    const clone = await measure(org, 'profile/clone', ['--name', 'Bench Profile', '--no-prompt']);
    tell({ ...clone, ...one, what: 'profile clone', rows: 1 });
    const set = ['--name', 'Bench', '--object', 'Account=read', '--field', 'Account.Website', '--no-prompt'];
    tell({ ...(await measure(org, 'permset/create', set)), ...one, what: 'permset create', rows: 3 });
  });
}

/** The commands about how one user logs in. */
async function credentials(latencyMs: number, tell: Tell): Promise<void> {
  const size = { users: 1, objects: 1, fields: 10 };
  await inOrg(size, latencyMs, async (org, file, folder) => {
    await measure(org, 'create', ['--definition-file', file]);
    await openSecrets(org);
    const step = async (name: string, least: number, rows: number, args: readonly string[]): Promise<void> => {
      const measured = await measure(org, `credential/${name}`, ['--username', USERNAME, ...args]);
      tell({ ...measured, what: `credential ${name}`, users: 1, rows, least });
    };
    const [old, secret] = [join(folder, 'old'), join(folder, 'secret')];
    // Read, deploy, ask whether it is done, fetch the secret, read back.
    await step('create', 5, 5, ['--type', 'client-credentials', '--secret-out', old]);
    // Read, a token, a query with it, its end.
    await step('test', 4, 0, ['--secret-file', old]);
    // Read, stage, a token, promote, read back.
    await step('rotate', 5, 1, ['--secret-out', secret, '--no-prompt']);
    // Read, set.
    await step('password', 2, 1, ['--password-out', join(folder, 'password'), '--no-prompt']);
    await login(org);
    // Read, end the session, read back.
    await step('revoke', 3, 1, ['--no-prompt']);
  });
}

const USERNAME = 'app001@acme.integration';

/** A session of the user, so that there is something to end. */
async function login({ url, org }: RunningOrg): Promise<void> {
  const { key, secret } = consumerOf(org, 'Integration_App_001') ?? { key: '', secret: '' };
  const form = { grant_type: 'client_credentials', client_id: key, client_secret: secret };
  const { status } = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (status !== 200) throw new Error(`The user could not log in: ${String(status)}`);
}

/** Integrations on the license of a person, each with a permission set that others have too. */
async function migrate(users: number, latencyMs: number, tell: Tell): Promise<void> {
  await inOrg({ users: 0, objects: 0, fields: 0 }, latencyMs, async (org, _, folder) => {
    const each = makeMany(org, users).flatMap((name) => ['--username', name]);
    const snapshot = join(folder, 'snapshot.json');
    const before = rowsIn(org);
    const moved = await measure(org, 'migrate', [...each, '--snapshot-file', snapshot, '--no-prompt']);
    // The rows that came, a change of each user, and what it held that went.
    const rows = rowsIn(org) - before + 3 * users;
    tell({ ...moved, what: 'migrate', users, rows, least: writes(rows) });
    const undone = await measure(org, 'migrate', ['--undo', snapshot, '--no-prompt']);
    // A change of each user, what it held and holds again, and its set, with which the rights go by themselves.
    const back = 4 * users;
    tell({ ...undone, what: 'migrate --undo', users, rows: back, least: writes(back) });
  });
}

const WRITTEN = ['PermissionSet', 'ObjectPermissions', 'FieldPermissions', 'PermissionSetAssignment'];

function rowsIn({ org }: RunningOrg): number {
  const counts = WRITTEN.map((table) =>
    Number(org.store.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function many(users: number, latencyMs: number, tell: Tell): Promise<void> {
  const size = { users, objects: 5, fields: 40 };
  await inOrg(size, latencyMs, async (org, file, folder) => {
    const count = rowsOf(size);
    const first = await measure(org, 'apply', ['--definition-file', file]);
    expectCreated(org, size);
    tell({ ...first, what: 'apply', users, rows: count, least: writes(count + users), most: mostOfApply(size) });
    const again = await measure(org, 'apply', ['--definition-file', file]);
    expectUnchanged(org);
    tell({ ...again, what: 'apply, again', users, rows: 0, least: reads(count), most: 10 });
    const reading = { users, rows: 0, least: reads(count) };
    const look = async (what: string, args: readonly string[], codes: readonly number[] = [0]): Promise<void> => {
      tell({ ...(await measure(org, what.replace(' ', '/'), args, codes)), what, ...reading });
      expectUnchanged(org);
    };
    await look('list', []);
    await look('license list', []);
    await look('display', ['--username', USERNAME]);
    await look('verify', ['--definition-file', file], [0, 1]);
    await look('export', ['--output-file', join(folder, 'out.yaml')]);
    const names = Array.from({ length: users }, (_, at) => `app${String(at + 1).padStart(3, '0')}@acme.integration`);
    const each = names.flatMap((name) => ['--username', name]);
    const assign = ['--permission-set', 'Existing_Set', ...each, '--no-prompt'];
    const assigned = await measure(org, 'permset/assign', assign);
    tell({ ...assigned, what: 'permset assign', users, rows: users, least: writes(users) });
    const retired = await measure(org, 'retire', [...each, '--deactivate', '--no-prompt']);
    tell({ ...retired, what: 'retire --deactivate', users, rows: 4 * users, least: writes(4 * users) });
  });
}

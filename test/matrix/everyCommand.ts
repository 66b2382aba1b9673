import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { NOBODY, SET, USERNAME, ZOOMINFO } from '../commands/zoomInfo.ts';

/** Has a login of its own besides. */
export const ERP = 'erp.sync@example.com';
const own = ['--username', USERNAME];
const done = ['--no-prompt'];

/** The files that commands write secrets to, because they are told to. */
export const SECRET_FILES = ['app.secret', 'app.key', 'rotated.secret', 'user.password'];
/** What the sets of applications are called by these runs. */
const JWT_APP = ['--app', 'ZoomInfo_JWT'];

/**
 * Runs of every command, one after the other in one org; all succeed, but `verify` may find something. What they read and write is in the folder that
 * they run in. Secrets have to be readable through the API, and {@link ERP} needs a login.
 */
export const RUNS: readonly (readonly string[])[] = [
  ['license list'],
  ['profile clone', '--name', 'A Profile', ...done],
  ['permset create', '--name', 'A_Set', '--object', 'Account=read', ...done],
  ['create', ...ZOOMINFO, '--dry-run'],
  ['create', ...ZOOMINFO, ...done],
  ['create', ...ZOOMINFO, ...done, '--json'],
  ['permset assign', ...own, '--permission-set', 'Existing_Set', ...done],
  ['apply', '--definition-file', 'users.yaml', ...done],
  ['apply', '--definition-file', 'users.yaml', '--dry-run', '--json'],
  ['export', '--output-file', 'exported.yaml'],
  ['list'],
  ['list', '--json'],
  ['display', ...own],
  ['display', ...own, '--access', 'Account.Website=edit', '--json'],
  ['verify', ...own],
  ['verify', '--username', ERP, '--as', ERP, '--json'],
  ...['json', 'junit', 'sarif', 'markdown'].map((format) => [
    ...['verify', '--definition-file', 'users.yaml'],
    ...['--output-format', format, '--output-file', `report.${format}`],
  ]),
  ['credential create', ...own, '--type', 'client-credentials', '--secret-out', 'app.secret', ...done],
  ['credential create', ...own, '--type', 'jwt', ...JWT_APP, '--key-out', 'app.key', ...done, '--json'],
  ['credential test', ...own, '--app', SET, '--secret-file', 'app.secret'],
  ['credential test', ...own, ...JWT_APP, '--key-file', 'app.key', '--json'],
  ['credential rotate', ...own, '--app', SET, '--secret-out', 'rotated.secret', ...done],
  ['credential password', ...own, '--password-out', 'user.password', ...done],
  ['credential revoke', ...own, ...done],
  ['audit'],
  ['audit', '--json'],
  ['migrate', '--username', ERP, '--dry-run'],
  ['migrate', '--username', ERP, '--snapshot-file', 'snapshot.json', ...done],
  ['migrate', '--undo', 'snapshot.json', ...done, '--json'],
  ['retire', ...own, ...done],
  ['retire', ...own, '--deactivate', '--delete-permission-set', ...done, '--json'],
];

/** Puts what the runs read into their folder. */
export function prepareFolder(folder: string): void {
  const [, name = '', , username = '', , email = ''] = NOBODY;
  const permissionSet = { objects: { Account: { access: ['read', 'edit'] } }, flows: ['Sync_Orders'] };
  const user = { name, username, email, permissionSet };
  writeFileSync(join(folder, 'users.yaml'), stringify({ users: [user] }));
}

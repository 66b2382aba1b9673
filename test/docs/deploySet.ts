import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { administer } from '../commands/administer.ts';
import { idOf } from '../commands/change.ts';
import { root } from '../e2e/root.ts';
import { access } from '../org/access/access.ts';
import { deploy } from '../org/metadata/deploy.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** Somebody who is no administrator: on a person's license and the profile that gives next to nothing. */
export const CALLER = 'ops@example.com';

/** Deploys a permission set of docs/permissionsets, as an administrator would, and assigns it to the caller. */
export function giveSet(running: RunningOrg, name: string): void {
  const { org, adminUsername } = running;
  const session = { org, userId: idOf(running, 'User', { Username: adminUsername }), apiVersion: 67 };
  const outcome = deploy(session, access, packageOf(name), {
    checkOnly: false,
    rollbackOnError: true,
    ignoreWarnings: false,
  } as Parameters<typeof deploy>[3]);
  if (outcome.status !== 'Succeeded') throw new Error(JSON.stringify(outcome.messages));
  const { insert, assign } = administer(running);
  if (org.store.find('User', { Username: CALLER }).length === 0)
    insert('User', {
      ...{ Username: CALLER, LastName: 'Operations', Alias: 'ops', Email: CALLER, IsActive: true },
      ...{ TimeZoneSidKey: 'America/New_York', LocaleSidKey: 'en_US', EmailEncodingKey: 'UTF-8' },
      ...{ LanguageLocaleKey: 'en_US', ProfileId: idOf(running, 'Profile', { Name: 'Minimum Access - Salesforce' }) },
    });
  assign(CALLER, idOf(running, 'PermissionSet', { Name: name }));
}

function packageOf(name: string): Buffer {
  const file = readFileSync(join(root, 'docs', 'permissionsets', `${name}.permissionset-meta.xml`));
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>${name}</members><name>PermissionSet</name></types><version>67.0</version></Package>`;
  return Buffer.from(
    zipSync({ 'package.xml': Buffer.from(manifest), [`permissionsets/${name}.permissionset`]: new Uint8Array(file) }),
  );
}

/** Takes one right out of a deployed set, past Salesforce's own rules of what needs what: `ViewSetup` or `Account: Read`. */
export function takeRight({ org: { store } }: RunningOrg, set: string, right: string): void {
  const id = String(store.find('PermissionSet', { Name: set })[0]?.['Id']);
  const [object = '', flag] = right.split(': ');
  if (flag === undefined) {
    store.update('PermissionSet', id, { [`Permissions${right}`]: 0 });
    return;
  }
  const row = store.find('ObjectPermissions', { ParentId: id, SobjectType: object })[0];
  if (flag === 'Read') store.delete('ObjectPermissions', String(row?.['Id']));
  else store.update('ObjectPermissions', String(row?.['Id']), { [`Permissions${flag}`]: 0 });
}

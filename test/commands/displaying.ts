import { expect } from 'chai';
import type { DisplayResult } from '../../src/report/display.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';
import { displayJson } from './reading.ts';

export const WAREHOUSE = 'warehouse@example.com';
export const SALES = 'sales.two@example.com';
export const ERP = 'erp.sync@example.com';

export async function shown(org: RunningOrg, username: string, ...args: string[]): Promise<DisplayResult> {
  const ran = await displayJson(org, ['--username', username, ...args]);
  expect(ran.stderr).to.equal('');
  return ran.json.result ?? expect.fail(ran.json.message);
}

/** The set that a profile owns holds what the profile allows; only Salesforce itself changes it. */
export function changeProfile(running: RunningOrg, username: string, changes: Record<string, number>): void {
  const { org } = running;
  const profile = String(org.store.get('User', idOf(running, 'User', { Username: username }))?.['ProfileId']);
  org.store.update('PermissionSet', idOf(running, 'PermissionSet', { ProfileId: profile }), changes);
}

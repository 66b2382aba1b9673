import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf, licenseId, pslId } from './change.ts';
import { migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { writesOf } from './zoomInfo.ts';

/** So many integrations on the license of a person, each with a permission set. */
function makeMany(org: RunningOrg, count: number): string[] {
  org.org.store.update('UserLicense', licenseId(org, 'Salesforce Integration'), { TotalLicenses: 100 });
  org.org.store.update('UserLicense', licenseId(org, 'Salesforce'), { TotalLicenses: 100 });
  org.org.store.update('PermissionSetLicense', pslId(org), { TotalLicenses: 100 });
  const admin = administer(org);
  const ProfileId = idOf(org, 'Profile', { Name: 'Legacy API User' });
  return Array.from({ length: count }, (_, at) => {
    const username = `sync.${String(at)}@example.com`;
    admin.insert('User', {
      ...{ Username: username, LastName: `Sync ${String(at)}`, Alias: `sync${String(at)}`, Email: 'team@example.com' },
      ...{ ProfileId, IsActive: true, TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US' },
      EmailEncodingKey: 'UTF-8',
    });
    admin.assign(username, idOf(org, 'PermissionSet', { Name: 'Existing_Set' }));
    return username;
  });
}

describe('integration-user migrate: requests', () => {
  for (const { count, all, cuts } of [
    { count: 1, all: 25, cuts: 1 },
    { count: 20, all: 67, cuts: 5 },
  ]) {
    it(`${String(count)} users: ${String(all)} at most, ${String(cuts)} of them move somebody`, function () {
      this.timeout(60_000);
      return withOrg({}, (org) =>
        withSnapshotFile(async (file) => {
          const args = makeMany(org, count).flatMap((username) => ['--username', username]);
          const { json, exitCode, requests } = await migrateJson(org, [...args, '--snapshot-file', file], {
            limit: 60,
          });
          expect(exitCode, json.message).to.equal(0);
          expect(requests.length).to.be.at.most(all);
          // The profile, a trial and a permission set for each, and what moves them.
          expect(writesOf(requests).length - 1 - 2 * count).to.be.at.most(cuts);
          const undone = await migrateJson(org, ['--undo', file], { limit: 60 });
          expect(undone.exitCode, undone.json.message).to.equal(0);
        }),
      );
    });
  }
});

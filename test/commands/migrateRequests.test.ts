import { expect } from 'chai';
import { makeMany, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { writesOf } from './zoomInfo.ts';

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

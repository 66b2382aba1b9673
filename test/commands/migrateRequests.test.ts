import { expect } from 'chai';
import { makeMany, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { inShort, writesOf } from './zoomInfo.ts';

describe('integration-user migrate: requests', () => {
  for (const { count, all, trials } of [
    { count: 1, all: 23, trials: 1 },
    { count: 20, all: 44, trials: 2 },
  ]) {
    it(`${String(count)} users: ${String(all)} at most, one of them moves all, and 7 give all back`, function () {
      this.timeout(60_000);
      return withOrg({}, (org) =>
        withSnapshotFile(async (file) => {
          const args = makeMany(org, count).flatMap((username) => ['--username', username]);
          const { json, exitCode, requests } = await migrateJson(org, [...args, '--snapshot-file', file], {
            limit: 60,
          });
          expect(exitCode, json.message).to.equal(0);
          expect(requests.length).to.be.at.most(all);
          const writes = writesOf(requests).map(inShort);
          // Trials, which are rolled back; then a permission set for each, and what moves all of them.
          expect(writes.indexOf('POST /sobjects/Profile')).to.equal(trials);
          expect(writes.slice(trials + 1)).to.deep.equal(Array.from({ length: count + 1 }, () => 'POST /composite'));
          const undone = await migrateJson(org, ['--undo', file], { limit: 60 });
          expect(undone.exitCode, undone.json.message).to.equal(0);
          expect(undone.requests.length).to.be.at.most(7);
        }),
      );
    });
  }
});

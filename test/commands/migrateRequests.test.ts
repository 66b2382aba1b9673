import { expect } from 'chai';
import { makeMany, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';

describe('integration-user migrate: requests', () => {
  for (const { count, all, trials } of [
    { count: 1, all: 23, trials: 1 },
    { count: 20, all: 28, trials: 2 },
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
          // Trials, which are rolled back, then the one that moves everybody.
          const moves = requests.filter(({ body }) => JSON.stringify(body ?? '').includes('"ProfileId"'));
          expect(moves.length).to.equal(trials + 1);
          const undone = await migrateJson(org, ['--undo', file], { limit: 60 });
          expect(undone.exitCode, undone.json.message).to.equal(0);
          expect(undone.requests.length).to.be.at.most(7);
        }),
      );
    });
  }
});

import { expect } from 'chai';
import { mostOfApply } from '../bench/everyCommand.ts';
import { manyUsers, prepareOrg, type Size } from '../bench/manyUsers.ts';
import { startOrg } from '../org/rest/start.ts';
import { withDefinition } from './definitionFile.ts';
import { apply } from './harness.ts';
import { inShort, writesOf } from './zoomInfo.ts';

/** SCALE=full takes the size that is promised; the default run is the same with fewer users. */
const SIZE: Size = { users: process.env['SCALE'] === 'full' ? 200 : 16, objects: 5, fields: 40 };

describe(`integration-user apply: ${String(SIZE.users)} users x ${String(SIZE.objects)} objects x ${String(SIZE.fields)} fields`, function () {
  this.timeout(600_000);

  it('takes at most 15 + rows / 800 + users / 10 requests, and 10 the second time', async () => {
    const org = await startOrg();
    try {
      prepareOrg(org, SIZE);
      await withDefinition(manyUsers(SIZE), async (file) => {
        const args = ['--definition-file', file];
        const before = Date.now();
        const first = await apply.json(org, args, { limit: 600 });
        const between = Date.now();
        expect(first.exitCode, first.json.message).to.equal(0);
        const users = first.json.result?.users ?? [];
        expect(users).to.have.length(SIZE.users);
        expect([...new Set(users.map(({ outcome }) => outcome))]).to.deep.equal(['created']);
        const own = org.org.store.find('FieldPermissions').filter((row) => {
          const set = org.org.store.get('PermissionSet', String(row['ParentId']));
          return String(set?.['Name']).startsWith('Integration_App_');
        });
        expect(own).to.have.length(SIZE.users * SIZE.objects * SIZE.fields);

        const again = await apply.json(org, args, { limit: 600 });
        const after = Date.now();
        expect([again.exitCode, again.json.result?.outcome], again.json.message).to.deep.equal([0, 'unchanged']);
        expect(writesOf(again.requests).map(inShort)).to.deep.equal([]);
        if (process.env['SCALE'] === 'full') {
          const told = (requests: number, ms: number): string => `${String(requests)} requests, ${String(ms)} ms`;
          console.log(`first: ${told(first.requests.length, between - before)}`);
          console.log(`second: ${told(again.requests.length, after - between)}`);
        }
        expect(first.requests.map(inShort), 'first run').to.have.length.at.most(mostOfApply(SIZE));
        expect(again.requests.map(inShort), 'second run').to.have.length.at.most(10);
      });
    } finally {
      await org.close();
    }
  });
});

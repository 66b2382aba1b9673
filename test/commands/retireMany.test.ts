import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { makeByHand } from './byHand.ts';
import { retire } from './harness.ts';
import { heldBy, RETIRED } from './retiring.ts';
import { withOrg } from './withOrg.ts';
import { inShort } from './zoomInfo.ts';

/** So many users, each with a permission set of its own, a shared one and an open session. */
function makeUsers(org: RunningOrg, count: number): Map<string, string> {
  const { store } = org.org;
  for (const object of ['UserLicense', 'PermissionSetLicense'])
    for (const row of store.find(object)) store.update(object, String(row['Id']), { TotalLicenses: 1000 });
  const admin = administer(org);
  const shared = admin.permissionSet('Shared_Set', ['EditTask']);
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const name = `many${String(at)}`;
      const username = `${name}@acme.integration`;
      const id = makeByHand(org, username, { Alias: `m${String(at)}` });
      admin.assign(username, admin.permissionSet(`Integration_${name}`, [], { Account: ['Read'] }));
      admin.assign(username, shared);
      store.insert('AuthSession', { UsersId: id, SessionType: 'API', SourceIp: '192.0.2.7', IsCurrent: 0 });
      return [username, id];
    }),
  );
}

const flags = (users: ReadonlyMap<string, string>): string[] =>
  [...users.keys()].flatMap((name) => ['--username', name]);

describe('integration-user retire: requests', () => {
  for (const count of [1, 200])
    it(`${String(count)} users: 9 to freeze them, 15 to deactivate them, 2 when nothing is left to do`, async function () {
      this.timeout(120_000);
      await withOrg({}, async (org) => {
        const users = makeUsers(org, count);
        const frozen = await retire.json(org, flags(users), { limit: 60 });
        expect(frozen.exitCode, frozen.json.message).to.equal(0);
        expect(frozen.requests, frozen.requests.map(inShort).join('\n')).to.have.length(9);
        const args = [...flags(users), '--deactivate', '--delete-permission-set'];
        const ran = await retire.json(org, args, { limit: 60 });
        expect(ran.exitCode, ran.json.message).to.equal(0);
        expect(ran.requests.length, ran.requests.map(inShort).join('\n')).to.be.at.most(15);
        for (const id of users.values()) expect(heldBy(org, id)).to.deep.equal({ ...RETIRED, frozen: true });
        const left = org.org.store
          .find('PermissionSet')
          .filter(({ Name }) => String(Name).startsWith('Integration_many'));
        expect(left).to.deep.equal([]);
        const again = await retire.json(org, args, { limit: 60 });
        expect(again.json.result?.outcome).to.equal('unchanged');
        expect(again.requests.map(inShort)).to.deep.equal(Array(2).fill('POST /composite/batch'));
      });
    });
});

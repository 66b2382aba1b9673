import { expect } from 'chai';
import type { Fault } from '../org/faults/fault.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { difference, dumpWithoutTrail, type Dump } from './difference.ts';
import { createJson, retire } from './harness.ts';
import { heldBy, makeUsed, RETIRED, retired } from './retiring.ts';
import { withOrg } from './withOrg.ts';
import { inShort, SET, USERNAME, writesOf, ZOOMINFO } from './zoomInfo.ts';

const ALL = ['--deactivate', '--delete-permission-set'];

/** Fails unless the org differs from how it was in what retiring takes away, and in nothing else. */
function expectRetired(org: RunningOrg, id: string, before: Dump): void {
  expect(heldBy(org, id)).to.deep.equal(RETIRED);
  expect(org.org.store.find('PermissionSet', { Name: SET })).to.deep.equal([]);
  const { added, changed } = difference(before, dumpWithoutTrail(org));
  expect(added).to.deep.equal({});
  expect(Object.keys(changed)).to.deep.equal(['User']);
}

describe('integration-user retire: when requests go wrong', () => {
  const dead: readonly (readonly [
    string,
    Omit<Extract<Fault, { kind: 'status' }>, 'at'> | { kind: 'expired' | 'drop-after' | 'drop-before' },
  ])[] = [
    ['the login ends', { kind: 'expired' }],
    ['the connection is gone', { kind: 'drop-before' }],
    ['every answer is lost', { kind: 'drop-after' }],
    ['503 for ever', { kind: 'status', code: 503 }],
  ];
  for (const [what, fault] of dead)
    for (const from of [1, 4, 7])
      it(`${what} from request ${String(from)} on: exit 1, and the same command completes it`, () =>
        withOrg({}, async (org) => {
          const id = await makeUsed(org);
          const before = dumpWithoutTrail(org);
          org.clearRequests();
          for (let at = from; at < from + 80; at += 1) org.faults.add({ ...fault, at });
          const first = await retire.json(org, ['--username', USERNAME, ...ALL]);
          expect(first.exitCode).to.equal(1);
          expect(first.json.message).to.be.a('string').and.not.equal('');
          org.faults.clear();
          const second = await retired(org, ALL);
          expect(second.exitCode, second.json.message).to.equal(0);
          expectRetired(org, id, before);
        }));

  it('a lost answer to the deactivation is found when read again, not repeated', () =>
    withOrg({}, async (org) => {
      await makeUsed(org);
      org.clearRequests();
      org.faults.add({ kind: 'drop-after', match: /PATCH .*\/User\// });
      const ran = await retired(org, ALL);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(
        writesOf(ran.requests)
          .map(inShort)
          .filter((text) => text.includes('/User/')),
      ).to.have.length(1);
    }));

  it('tokens that cannot be revoked are told, and everything else is given back all the same', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      org.faults.add({ kind: 'status', code: 403, match: /oauth2\/revoke/, times: 50 });
      const ran = await retired(org, ['--deactivate']);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.message).to.contain('OauthToken ZoomInfo');
      const changes = ran.json.result?.users[0]?.changes.map(({ type, status }) => `${type} ${status}`);
      expect(changes).to.deep.equal([
        'User done',
        'AuthSession done',
        'PermissionSetAssignment done',
        'PermissionSetLicenseAssign done',
        'OauthToken failed',
      ]);
      expect(heldBy(org, id)).to.deep.equal({ ...RETIRED, tokens: 1 });
    }));

  it('the set that cannot be deleted keeps neither its assignment nor the seats', () =>
    withOrg({}, async (org) => {
      const id = await makeUsed(org);
      const body = [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'not this one' }];
      for (const match of [/DELETE .*\/PermissionSet\//, /POST .*\/composite$/])
        org.faults.add({ kind: 'status', code: 403, body, match, times: 50 });
      const ran = await retired(org, ALL);
      expect(ran.exitCode).to.equal(1);
      expect(ran.json.message).to.contain(SET);
      expect(heldBy(org, id)).to.deep.equal(RETIRED);
      expect(ran.json.result?.licensesBefore.userLicense?.used).to.equal(2);
      expect(ran.json.result?.licenses.userLicense?.used).to.equal(1);
    }));

  it('freezing survives the same', () =>
    withOrg({}, async (org) => {
      for (const kind of ['drop-before', 'drop-after'] as const) {
        const name = kind === 'drop-after' ? 'one' : 'two';
        const made = await createJson(org, [
          ...ZOOMINFO.slice(4),
          '--name',
          name,
          '--username',
          `${name}@acme.integration`,
        ]);
        expect(made.exitCode, made.json.message).to.equal(0);
        org.clearRequests();
        org.faults.add({ kind, match: /UserLogin/ });
        const ran = await retire.json(org, ['--username', `${name}@acme.integration`]);
        expect(ran.exitCode, ran.json.message).to.equal(0);
        expect(ran.json.result?.outcome).to.equal('updated');
      }
    }));
});

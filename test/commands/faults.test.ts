import { expect } from 'chai';
import { OrgSilence } from '../../src/org/wire/refusal.ts';
import { unreachable } from '../../src/report/failure.ts';
import type { Fault } from '../org/faults/fault.ts';
import { expectCorrectUser } from './correctUser.ts';
import { dumpOf, dumpWithoutTrail, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, USERNAME, writesOf, ZOOMINFO } from './zoomInfo.ts';

/** The requests of a first run: describes, state, the profile twice, the permission set, the user, the read-back. */
const PROFILE_REQUEST = 4;
const USER_REQUEST = 6;

describe('integration-user create: when requests go wrong', () => {
  it('the answer to the user is lost: found when read again, not repeated', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'drop-after', at: USER_REQUEST });
      const { stdout, stderr, exitCode, requests } = await create(org, ZOOMINFO);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.contain('An answer was lost').and.contain(`Integration user ${USERNAME} is ready.`);
      expect(writesOf(requests).filter((request) => inShort(request) === 'POST /composite')).to.have.length(2);
      expectCorrectUser(org);
    }));

  it('every answer to the user is lost: it is told what may be in the org, and the same command completes it', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'drop-before', match: /POST .*\/composite$/, times: 50 });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode).to.equal(1);
      expect(json.status).to.equal(1);
      expect(json.message).to.contain('was lost').and.contain('running the same command again');
      expect(
        json.result?.users[0]?.changes.filter(({ status }) => status === 'done').map(({ type }) => type),
      ).to.deep.equal(['Profile']);
      expect(json.message)
        .to.contain('Done: create Profile Integration API Only.')
        .and.match(/Not (known|done)[^\n]*User/);
      org.faults.clear();
      const again = await createJson(org, ZOOMINFO);
      expect(again.exitCode, again.json.message).to.equal(0);
      expectCorrectUser(org);
    }));

  const passing: readonly (readonly [string, Fault])[] = [
    ['a locked row', { kind: 'lock', at: USER_REQUEST }],
    ['a locked row inside the composite', { kind: 'lock', match: /PermissionSetAssignment/ }],
    ['503', { kind: 'status', code: 503, at: USER_REQUEST }],
    [
      '503 with a page',
      { kind: 'status', code: 503, at: USER_REQUEST, body: '<html><body>Down for Maintenance</body></html>' },
    ],
    ['429', { kind: 'status', code: 429, at: USER_REQUEST }],
    ['503 while reading', { kind: 'status', code: 503, at: 2 }],
  ];
  for (const [what, fault] of passing) {
    it(`${what}, once: tried again after a wait, saying so`, () =>
      withOrg({}, async (org) => {
        org.faults.add(fault);
        const { stdout, stderr, exitCode } = await create(org, ZOOMINFO);
        expect(exitCode, stderr).to.equal(0);
        expect(stdout).to.match(/trying again in [\d.]+ s \(2 of 5\)/);
        expectCorrectUser(org);
      }));
  }

  it('an org that answers 401 for ever: told with the way on, the org unchanged', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      org.faults.add({ kind: 'expired', match: /./, times: 1000 });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect([exitCode, json.status]).to.deep.equal([1, 1]);
      expectSame(before, dumpOf(org));
      expect(json.message).to.contain('INVALID_SESSION_ID');
      expect(json.actions?.join()).to.contain('Log in again with sf org login web');
    }));

  it('the request limit is reached: taken back as far as it goes, and the limit is the cause', () =>
    withOrg({}, async (org) => {
      const before = dumpWithoutTrail(org);
      org.faults.add({ kind: 'status', code: 403, at: USER_REQUEST });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain('REQUEST_LIMIT_EXCEEDED');
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('what was written although its answer was lost is taken back too when a later step is refused', () =>
    withOrg({ usernamesElsewhere: [USERNAME] }, async (org) => {
      const before = dumpWithoutTrail(org);
      org.faults.add({ kind: 'drop-after', at: PROFILE_REQUEST });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain('DUPLICATE_USERNAME');
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('an org that cannot be reached at all is exit code 1, not the 10 that sf makes of a TypeError', () => {
    // What a refused connection throws. The command itself would wait 15 seconds before it gives up.
    const silence = new OrgSilence('fetch failed', new TypeError('fetch failed'));
    const chain: unknown[] = [];
    try {
      unreachable(silence);
    } catch (thrown) {
      for (let error = thrown; error instanceof Error; error = error.cause) chain.push(error);
    }
    expect(chain[0]).to.include({ exitCode: 1, name: 'OrgUnreachableError' });
    // sf looks through the whole chain of causes.
    expect(chain.filter((error) => error instanceof TypeError)).to.deep.equal([]);
  });

  it('an org that answers nonsense: exit code 1, the org unchanged', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      org.faults.add({ kind: 'garbage', match: /./, times: 50 });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
      expect(json.message).to.contain('could not be read');
      expectSame(before, dumpOf(org));
    }));
});

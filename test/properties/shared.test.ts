import { expect } from 'chai';
import type { RawUser } from '../../src/definition/raw.ts';
import { dumpWithoutTrail, expectSame } from '../commands/difference.ts';
import { withOrg } from '../commands/withOrg.ts';
import { SHARED_PROFILE, usernameOf } from './anyDefinition.ts';
import { applyUsers, blockedBy, engineOf, leftOf, outcomes, usersOf } from './engine.ts';

type Rest = Pick<RawUser, 'profile' | 'permissionSet'>;

const NONE = { name: SHARED_PROFILE, permissions: [] };
const WISH = { name: 'Theirs', permissions: ['PasswordNeverExpires'] };

/**
 * Users who share a profile that this org does not let hold PasswordNeverExpires (a switch: nobody knows what real orgs do), though not all
 * of them want it, or have a permission set that could hold it. Random definitions found these.
 */
const CASES: Readonly<Record<string, readonly [Rest, ...Rest[]]>> = {
  'one user, nowhere to put the default': [{ permissionSet: 'none' }],
  'the default has a place for one of two': [{ permissionSet: 'none' }, {}],
  'the same in the other order': [{}, { permissionSet: 'none' }],
  'the first user wants nothing of the profile': [{ profile: NONE, permissionSet: 'none' }, {}],
  'the last one does': [{}, { profile: NONE, permissionSet: 'none' }],
  'the first one wants nothing and has a permission set': [{ profile: NONE }, {}],
  'one wishes it, the other wants nothing': [
    { profile: WISH },
    { profile: { ...WISH, permissions: [] }, permissionSet: 'none' },
  ],
};

describe('users who share a profile', () => {
  for (const [title, users] of Object.entries(CASES)) {
    for (const passwordNeverExpiresOnProfile of ['refused', 'accepted'] as const) {
      it(`${title} (${passwordNeverExpiresOnProfile}): applied, and then the plan is empty`, () =>
        withOrg({ switches: { passwordNeverExpiresOnProfile } }, async (org) => {
          const engine = await engineOf(org);
          const names = ['Alpha', 'Beta'];
          const definition = users.map((rest, at) => {
            const name = names[at] ?? '';
            return { ...rest, name, username: usernameOf(name), email: 'team@acme.com' };
          });
          const all = usersOf({ users: definition });
          expect(outcomes(await applyUsers(engine, all))).to.deep.equal(all.map(() => 'created'));
          const before = dumpWithoutTrail(org);
          const planned = await applyUsers(engine, all, { dryRun: true });
          expect([blockedBy(planned), leftOf(planned)]).to.deep.equal([[], []]);
          org.clearRequests();
          expect(outcomes(await applyUsers(engine, all))).to.deep.equal(all.map(() => 'unchanged'));
          expect(org.requests.filter(({ status }) => status >= 400)).to.deep.equal([]);
          expectSame(before, dumpWithoutTrail(org));
        }));
    }
  }
});

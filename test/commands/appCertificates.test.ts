import { expect } from 'chai';
import { makeKeyPair } from '../../src/credential/certificate.ts';
import { deployApp, wholeApp } from '../org/rest/apps/deployApp.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { makeUser } from './verified.ts';
import { verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { PROFILE, SET, USERNAME } from './zoomInfo.ts';

const WAREHOUSE = 'warehouse@example.com';

type Given = { readonly app?: string; readonly days?: number; readonly policy?: Record<string, unknown> };

async function deploy(org: RunningOrg, { app = 'By_Hand', days = -0.5, policy = {} }: Given): Promise<void> {
  const { certificate } = await makeKeyPair(app, days);
  expect(await deployApp(org, app, wholeApp(app, { global: { certificate: certificate.pem }, policy }))).to.deep.equal(
    [],
  );
}

/** What is found of certificates, `id subject user`, and how many requests that took. */
async function look(org: RunningOrg, args: readonly string[] = []): Promise<{ found: string[]; requests: number }> {
  const { json, requests } = await verifyJson(org, args);
  const users = json.result?.users ?? [];
  return {
    found: users.flatMap(({ username, findings }) =>
      findings
        .filter(({ id }) => id.startsWith('certificate'))
        .map(({ id, subject, message }) => `${id} ${subject} ${id === 'certificates-unread' ? message : username}`),
    ),
    requests: requests.length,
  };
}

/** An org with two integration users, ZoomInfo and the one that it has from the start. */
const withUsers = (body: (org: RunningOrg) => Promise<void>): Promise<void> =>
  withOrg({}, async (org) => {
    await makeUser(org);
    await body(org);
  });

const ENDED = [`certificate-ended By_Hand ${USERNAME}`];

describe('integration-user verify: whose certificate ends', () => {
  const policies: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ['the run-as user', { clientCredentialsFlowUser: USERNAME }, ENDED],
    ['who holds a permission set', { commaSeparatedPermissionSet: `Sales_Only, ${SET}` }, ENDED],
    ['who holds a permission set by a group', { commaSeparatedPermissionSet: 'Account_Read' }, ENDED],
    ['who has a profile', { commaSeparatedProfile: PROFILE }, ENDED],
    ['nobody, as it is for others', { commaSeparatedPermissionSet: 'Sales_Only' }, []],
  ];
  for (const [who, policy, expected] of policies)
    it(`by the policies: ${who}`, () =>
      withUsers(async (org) => {
        administer(org).permissionSet('Sales_Only');
        await deploy(org, { policy });
        expect((await look(org)).found).to.deep.equal(expected);
      }));

  it('by logins, which say it without the policies, so that one user suffices', () =>
    withUsers(async (org) => {
      await deploy(org, { policy: { permittedUsersPolicyType: 'AllSelfAuthorized' } });
      expect((await look(org)).found).to.deep.equal([]);
      org.org.store.insert('LoginHistory', {
        UserId: idOf(org, 'User', { Username: USERNAME }),
        LoginTime: org.org.now().toISOString(),
        LoginType: 'Remote Access 2.0',
        Application: 'By_Hand',
        Status: 'Success',
        SourceIp: '192.0.2.10',
      });
      expect((await look(org)).found).to.deep.equal(ENDED);
      const { found, requests } = await look(org, ['--username', USERNAME]);
      expect([found, requests]).to.deep.equal([ENDED, 6]);
    }));

  it('is not known of one user alone, whose requests do not suffice for the policies, and that is told', () =>
    withUsers(async (org) => {
      await deploy(org, { policy: { clientCredentialsFlowUser: USERNAME } });
      const { found, requests } = await look(org, ['--username', USERNAME]);
      expect(found).to.deep.equal([
        `certificates-unread ${USERNAME} Whether a certificate of ${USERNAME} ends soon is not known: the certificate of By_Hand has ended or ends soon, but whose app that is was not read: 0 of 1 apps were read, as more would take more requests than one run may.`,
      ]);
      expect(requests).to.equal(6);
    }));

  it('is looked for among the apps with the name of a user first, where there are more than one call reads', () =>
    withUsers(async (org) => {
      for (let at = 10; at < 20; at += 1) await deploy(org, { app: `App_${String(at)}`, days: 300 });
      await deploy(org, { app: SET, days: 5 });
      const { found, requests } = await look(org, ['--username', USERNAME]);
      expect(found[0]).to.equal(`certificate-ends-soon ${SET} ${USERNAME}`);
      expect(found[1]).to.match(/not known: 10 of 11 apps were read/);
      expect([found.length, requests]).to.deep.equal([2, 6]);
    })).timeout(60_000);

  it('goes before the password policy for a user with an app of its own, and behind it otherwise', () =>
    withUsers(async (org) => {
      const ids = async (): Promise<string[]> => {
        const { json } = await verifyJson(org, ['--username', WAREHOUSE]);
        return (json.result?.users[0]?.findings ?? [])
          .map(({ id }) => id)
          .filter((id) => id.startsWith('certificate') || id === 'password-expires');
      };
      await deploy(org, { policy: { clientCredentialsFlowUser: WAREHOUSE } });
      expect(await ids()).to.deep.equal(['certificates-unread', 'password-expires']);
      const [user] = org.org.store.find('User', { Username: WAREHOUSE });
      await deploy(org, { app: `Integration_${String(user?.['Name']).replaceAll(' ', '_')}` });
      expect(await ids()).to.deep.equal(['certificate-ended', 'certificates-unread']);
    }));

  it('is told as not read where the org refuses, in its words', () =>
    withUsers(async (org) => {
      await deploy(org, { policy: { clientCredentialsFlowUser: USERNAME } });
      // After the inventory, the evidence and the profiles: the list, the policy of the org, the settings and the policies of apps.
      for (const at of [5, 7, 8]) {
        org.clearRequests();
        org.faults.add({ kind: 'status', code: 403, match: /Soap/, at });
        const { found } = await look(org);
        expect(found, String(at)).to.have.length(2);
        for (const one of found) expect(one).to.match(/^certificates-unread .*TotalRequests Limit exceeded/);
        org.faults.clear();
      }
    }));
});

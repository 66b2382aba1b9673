import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer, type Administrator } from './administer.ts';
import { policyOf } from './policyOf.ts';
import { DEFINITION, findings, makeUser } from './verified.ts';
import { verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { SET, USERNAME } from './zoomInfo.ts';

const TYPE = 'ProfilePasswordPolicy';
const STANDARD = 'Minimum Access - API Only Integrations';
const OTHERS = ['Standard User', 'System Administrator'];

/** Of the user that the org has from the start, which nothing keeps from an expired password. */
async function look(org: RunningOrg): Promise<{ texts: string[]; soap: string[]; requests: number }> {
  const { json, requests } = await verifyJson(org);
  const found = (json.result?.users ?? []).flatMap((user) => user.findings);
  expect(requests.length).to.be.at.most(6);
  return {
    texts: found
      .filter(({ id }) => ['password-expires', 'password-policy'].includes(id))
      .map(({ id, message }) => `${id} ${message}`),
    soap: requests.flatMap(({ path, body }) => (path.includes('Soap') ? [JSON.stringify(body)] : [])),
    requests: requests.length,
  };
}

const settings = (expiration: string) => ({
  passwordPolicies: {
    complexity: 'AlphaNumeric',
    expiration,
    historyRestriction: 3,
    lockoutInterval: 'FifteenMinutes',
    maxLoginAttempts: 'TenAttempts',
    minimumPasswordLength: 12,
    minimumPasswordLifetime: false,
    obscureSecretAnswer: false,
    questionRestriction: 'None',
  },
});

/** More policies than one call reads, of profiles that are made for it. */
function manyPolicies(admin: Administrator, license: unknown): void {
  for (let at = 10; at < 21; at += 1) {
    const Name = `Another ${String(at)}`;
    admin.insert('Profile', { Name, UserLicenseId: license });
    admin.upsert(TYPE, `PT1_profilePasswordPolicy${String(at)}`, policyOf(Name, 0));
  }
}

describe('integration-user verify: the password policy', () => {
  for (const profile of ['lowerCase', 'asNamed'] as const)
    for (const name of ['PT1_profilePasswordPolicy17', 'Minimum_Access_API_Only_Integrations_profilePasswordPolicy17'])
      it(`of a profile, among others: ${name}, ${profile}`, () =>
        withOrg({ switches: { passwordPolicyProfile: profile } }, async (org) => {
          const admin = administer(org);
          for (const [at, other] of OTHERS.entries()) admin.upsert(TYPE, `A${String(at)}`, policyOf(other, 0));
          admin.upsert(TYPE, name, policyOf(STANDARD, 180));
          const { texts, requests } = await look(org);
          const of = `the password policy of the profile "${STANDARD}"`;
          const values =
            'lockoutInterval 15, maxLoginAttempts 10, minimumPasswordLength 8, passwordComplexity 1, passwordExpiration 180, passwordHistory 3, passwordQuestion 1';
          expect(texts).to.deep.equal([
            `password-expires The password of warehouse@example.com, if it has one, expires after 180 days, by ${of}.`,
            `password-policy The password of warehouse@example.com, if it has one, obeys ${of}: ${values}`,
          ]);
          expect(requests).to.equal(6);
        }));

  it('of a profile by which passwords never expire', () =>
    withOrg({}, async (org) => {
      administer(org).upsert(TYPE, 'P', policyOf(STANDARD, 0));
      const { texts } = await look(org);
      expect(texts).to.have.length(1);
      expect(texts[0]).to.match(/^password-policy .*passwordExpiration 0,/);
    }));

  it('of the org, where the profile has none', () =>
    withOrg({}, async (org) => {
      const first = await look(org);
      expect(first.texts[0]).to.contain(
        `expires after 90 days, by the password policy of the org, as the profile "${STANDARD}" has none.`,
      );
      administer(org).upsert('SecuritySettings', 'Security', settings('Never'));
      const { texts, requests } = await look(org);
      expect(texts).to.have.length(1);
      expect(texts[0]).to.contain('expiration Never').and.to.contain('minimumPasswordLength 12');
      expect(requests).to.equal(6);
    }));

  it('of the org is not read where the requests do not suffice, and it says so', () =>
    withOrg({}, async (org) => {
      administer(org).upsert(TYPE, 'P', policyOf('Standard User', 30));
      const { texts } = await look(org);
      expect(texts).to.have.length(1);
      expect(texts[0]).to.match(/obeys the password policy of the org, .*: not read: that would take more requests/);
    }));

  it('is looked for among the likely ones first, where there are more than one call reads', () =>
    withOrg({}, async (org) => {
      const admin = administer(org);
      const [license] = org.org.store.find('UserLicense', { Name: 'Salesforce' });
      manyPolicies(admin, license?.['Id']);
      const before = await look(org);
      expect(before.texts).to.have.length(1);
      expect(before.texts[0]).to.match(/or that of the org where it has none: not read: that would take more requests/);
      admin.upsert(TYPE, 'Minimum_Access_API_Only_Integrations_profilePasswordPolicy17', policyOf(STANDARD, 60));
      expect((await look(org)).texts[0]).to.contain('expires after 60 days');
    }));

  it('is told as not read where record types took the request for it', () =>
    withOrg({}, async (org) => {
      await makeUser(org);
      const [set] = org.org.store.find('PermissionSet', { Name: SET });
      const admin = administer(org);
      admin.update('PermissionSet', String(set?.['Id']), { PermissionsPasswordNeverExpires: false });
      const found = await findings(org, ['--username', USERNAME], DEFINITION);
      expect(found.find(({ id }) => id === 'password-policy')?.message).to.match(/not read: that would take more/);
      expect(found.map(({ id }) => id)).not.to.include('password-expires');
    }));

  it('is told as not read where the org refuses, in its words', () =>
    withOrg({}, async (org) => {
      for (const at of [5, 6]) {
        org.clearRequests();
        org.faults.add({ kind: 'status', code: 403, match: /Soap/, at });
        const { texts } = await look(org);
        expect(texts, String(at)).to.have.length(1);
        expect(texts[0]).to.match(/not read: .*TotalRequests Limit exceeded/);
        org.faults.clear();
      }
    }));

  it('is not asked for where nobody is whose password may expire', () =>
    withOrg({}, async (org) => {
      const admin = administer(org);
      admin.assign('warehouse@example.com', admin.permissionSet('Never', ['PasswordNeverExpires']));
      const { texts, soap } = await look(org);
      expect(texts).to.deep.equal([]);
      expect(soap.join()).not.to.contain(TYPE);
    }));
});

import { expect } from 'chai';
import { plantSet } from './change.ts';
import { dumpWithoutTrail, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, PROFILE, SET, USERNAME, ZOOMINFO } from './zoomInfo.ts';

describe('integration-user create: a username taken in another org', () => {
  const variants = ['accepted', 'refused', 'mixedDml', 'licenseNotSeen'] as const;
  for (const atomicComposite of variants) {
    it(`known only on write, so everything is taken back (composite ${atomicComposite})`, () =>
      withOrg({ usernamesElsewhere: [USERNAME], switches: { atomicComposite } }, async (org) => {
        const before = dumpWithoutTrail(org);
        const { json, exitCode } = await createJson(org, [...ZOOMINFO, '--record-type', 'Account.Partner']);
        expect(exitCode).to.equal(1);
        expectSame(before, dumpWithoutTrail(org));
        expect(json.status).to.equal(1);
        expect(json.message).to.contain('DUPLICATE_USERNAME').and.contain('[Username]');
        expect(json.message).to.contain('in any other Salesforce org').and.not.contain('<br>');
        expect(json.message).to.contain('the org is as it was before');
        expect(json.actions?.join()).to.contain('--username');
        expect(json.result).to.include({ outcome: 'failed', dryRun: false });
        expect(json.result?.users[0]?.id).to.equal(null);
        expect(json.result?.users[0]?.changes.filter(({ status }) => status === 'done')).to.deep.equal([]);
        expect(
          json.result?.users[0]?.changes.filter(({ status }) => status === 'failed').map(({ type }) => type),
        ).to.deep.equal(['User']);
      }));
  }

  it('leaves a profile and a set that were there before as they were', () =>
    withOrg({ usernamesElsewhere: [USERNAME] }, async (org) => {
      const elsewhere = [...NOBODY.slice(0, 2), '--username', 'other@acme.integration', '--email', 'a@acme.com'];
      await create(org, [...elsewhere, '--object', 'Account=read', '--field', 'Account.Website']);
      const before = dumpWithoutTrail(org);
      const { exitCode } = await create(org, [...ZOOMINFO, '--profile', PROFILE, '--user-permission', 'EditTask']);
      expect(exitCode).to.equal(1);
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('takes record types back that it showed in a set that was there before', () =>
    withOrg({ usernamesElsewhere: [USERNAME] }, async (org) => {
      plantSet(org, { Name: SET, Label: 'Integration - ZoomInfo' });
      const before = dumpWithoutTrail(org);
      const { exitCode } = await create(org, [...ZOOMINFO, '--record-type', 'Account.Partner']);
      expect(exitCode).to.equal(1);
      expectSame(before, dumpWithoutTrail(org));
    }));

  it('another username does', () =>
    withOrg({ usernamesElsewhere: [USERNAME] }, async (org) => {
      await create(org, ZOOMINFO);
      const { json, exitCode } = await createJson(
        org,
        ZOOMINFO.map((arg) => (arg === USERNAME ? 'zoominfo2@acme.integration' : arg)),
      );
      expect(exitCode, json.message).to.equal(0);
    }));
});

describe('integration-user create: an assignment that the license really cannot hold', () => {
  for (const [what, Name, args] of [
    ['the own set, made before', SET, []],
    ['a set to assign', 'Mass_Mailer', ['--permission-set', 'Mass_Mailer']],
  ] as const) {
    it(`${what}: no user is left behind where the org takes all together`, () =>
      withOrg({}, async (org) => {
        plantSet(org, { Name, PermissionsEmailMass: 1 });
        const before = dumpWithoutTrail(org);
        const { json, exitCode } = await createJson(org, [...ZOOMINFO, ...args]);
        expect(exitCode).to.equal(1);
        expect(json.message).to.contain('EmailMass');
        expectSame(before, dumpWithoutTrail(org));
      }));
  }
});

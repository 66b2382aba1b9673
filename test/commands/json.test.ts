import { expect } from 'chai';
import { createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { NOBODY, USERNAME, ZOOMINFO } from './zoomInfo.ts';
import { expectShape } from './shape.ts';

describe('integration-user create --json', () => {
  it('success', () =>
    withOrg({}, async (org) => {
      const { json, stderr } = await createJson(org, ZOOMINFO);
      expectShape(json.result);
      expect(json.status).to.equal(0);
      expect(stderr).not.to.match(/Read the org|ready/);
    }));

  it('blockers of the org: status 1, message and result.blockers', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await createJson(org, [...NOBODY, '--object', 'Acount=read']);
      expect([exitCode, json.status]).to.deep.equal([1, 1]);
      expectShape(json.result);
      expect(json.result).to.include({ outcome: 'failed', dryRun: false });
      expect(json.result.blockers).to.have.length(1);
      expect(json.message).to.contain('Acount');
      expect(json.name).to.equal('BlockedError');
    }));

  it('blockers that need no org: the same shape', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await createJson(org, ['--name', 'ZoomInfo', '--username', 'zoominfo']);
      expect([exitCode, json.status]).to.deep.equal([2, 2]);
      expectShape(json.result);
      expect(json.result.blockers.map(({ id }) => id)).to.deep.equal(['username-form']);
    }));

  it('a refusal on write: the same shape, what failed is marked', () =>
    withOrg(
      { usernamesElsewhere: [USERNAME], switches: { passwordNeverExpiresOnProfile: 'accepted' } },
      async (org) => {
        const { json, exitCode } = await createJson(org, ZOOMINFO);
        expect([exitCode, json.status]).to.deep.equal([1, 1]);
        expectShape(json.result);
        expect(json.name).to.equal('OrgRefusedError');
        const statuses = json.result.users[0]?.changes.map(({ type, status }) => `${type} ${status}`);
        expect(statuses).to.include('User failed').and.include('PermissionSetLicenseAssign skipped');
        expect(statuses?.filter((text) => text.endsWith('done'))).to.deep.equal([]);
      },
    ));

  it('an org without the license: both are null', () =>
    withOrg({ scenario: 'scratch' }, async (org) => {
      const { json } = await createJson(org, ZOOMINFO);
      expectShape(json.result);
      expect(json.result.licenses).to.deep.equal({ userLicense: null, permissionSetLicense: null });
    }));

  it('bad flags exit with 2', () =>
    withOrg({}, async (org) => {
      for (const args of [['--nope'], [], ['--name', 'ZoomInfo', 'argument']]) {
        const { exitCode, json } = await createJson(org, args);
        expect([exitCode, json.status], args.join(' ')).to.deep.equal([2, 2]);
      }
    }));

  it('--no-prompt changes nothing', () =>
    withOrg({}, async (org) => {
      expect((await createJson(org, [...ZOOMINFO, '--no-prompt'])).exitCode).to.equal(0);
    }));
});

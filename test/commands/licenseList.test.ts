import { expect } from 'chai';
import { fillSeats, pslId } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, licenseList, licenseListJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, ZOOMINFO } from './zoomInfo.ts';

const cells = (stdout: string): string[][] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith(' Salesforce '))
    .map((line) => line.trim().split(/ {2,}/));

describe('integration-user license list', () => {
  it('shows the seats of both licenses in one request, and writes nothing', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { stdout, exitCode, requests } = await licenseList(org);
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(/License +Kind +Total +Used +Free/);
      expect(cells(stdout)).to.deep.equal([
        ['Salesforce Integration', 'User license', '5', '1', '4'],
        ['Salesforce API Integration', 'Permission set license', '5', '1', '4'],
      ]);
      expect(requests.map(inShort)).to.deep.equal(['POST /composite/batch']);
      expectSame(before, dumpOf(org));
    }));

  it('gives numbers as JSON', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await licenseListJson(org);
      expect(exitCode).to.equal(0);
      expect(json.status).to.equal(0);
      expect(json.result).to.deep.equal({
        userLicense: { name: 'Salesforce Integration', total: 5, used: 1, free: 4 },
        permissionSetLicense: { name: 'Salesforce API Integration', total: 5, used: 1, free: 4 },
      });
    }));

  it('counts what create takes', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      const { json } = await licenseListJson(org);
      expect([json.result?.userLicense?.used, json.result?.permissionSetLicense?.used]).to.deep.equal([2, 2]);
    }));

  it('--require passes as long as so many seats are free, and fails beyond', () =>
    withOrg({}, async (org) => {
      expect((await licenseList(org, ['--require', '4'])).exitCode).to.equal(0);
      const { exitCode, json } = await licenseListJson(org, ['--require', '5']);
      expect([exitCode, json.status]).to.deep.equal([1, 1]);
      expect(json.message).to.contain('"Salesforce Integration": 5 needed, 4 free');
      expect(json.message).to.contain('"Salesforce API Integration": 5 needed, 4 free');
      expect(json.result?.userLicense?.free).to.equal(4);
      expect(json.actions?.join()).to.match(/buy|deactivat/i);
    }));

  it('--require fails when either license is short, and prints the table all the same', () =>
    withOrg({}, async (org) => {
      fillSeats(org, 'PermissionSetLicense', pslId(org));
      const { exitCode, stdout, stderr } = await licenseList(org, ['--require', '1']);
      expect(exitCode).to.equal(1);
      expect(cells(stdout).map((row) => row.at(-1))).to.deep.equal(['4', '0']);
      expect(stderr)
        .to.contain('"Salesforce API Integration": 1 needed, 0 free')
        .and.not.contain('"Salesforce Integration"');
    }));

  it('no seat left', () =>
    withOrg({ scenario: 'no-seats' }, async (org) => {
      const { stdout, exitCode } = await licenseList(org);
      expect(exitCode).to.equal(0);
      expect(cells(stdout).map((row) => row.slice(2))).to.deep.equal([
        ['1', '1', '0'],
        ['1', '1', '0'],
      ]);
    }));

  it('an org without the licenses: told, no failure unless seats are required', () =>
    withOrg({ scenario: 'scratch' }, async (org) => {
      const { stdout, stderr, exitCode } = await licenseList(org);
      expect(exitCode).to.equal(0);
      expect(stdout.match(/not in this org/g)).to.have.length(2);
      expect(stderr).to.contain('neither license').and.contain('Enterprise');
      const { json } = await licenseListJson(org);
      expect(json.result).to.deep.equal({ userLicense: null, permissionSetLicense: null });
      const required = await licenseListJson(org, ['--require', '1']);
      expect([required.exitCode, required.json.status]).to.deep.equal([1, 1]);
      expect(required.json.message).to.contain('1 needed, 0 free');
    }));

  it('a caller who may not read licenses is told why', () =>
    withOrg({}, async (org) => {
      const { exitCode, json } = await licenseListJson(org, [], { as: 'warehouse@example.com' });
      expect([exitCode, json.status]).to.deep.equal([1, 1]);
      expect(json.message).to.match(/UserLicense|View Setup/);
      expect(json.actions).to.have.length.at.least(1);
    }));

  it('a bad number exits with 2', () =>
    withOrg({}, async (org) => {
      for (const number of ['-1', 'two', '1.5']) {
        expect((await licenseListJson(org, [`--require=${number}`])).exitCode, number).to.equal(2);
      }
    }));
});

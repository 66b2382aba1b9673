import { expect } from 'chai';
import { INDUSTRY_OBJECTS } from '../org/rules/integrationLicense.ts';
import type { RunningOrg, StartOptions } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { pslId } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { matrixOf } from './matrix.ts';
import { makeMany, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';

const ERP = 'erp.sync@example.com';
const OBJECTS = ['Asset', 'Campaign', 'Case', 'Contract', 'Individual', 'Lead', 'Quote', 'WorkOrder'];
const VERBS = ['Read', 'Create', 'Edit', 'Delete'];

/** An org whose license refuses these objects, as it does those of an industry cloud; nobody can know before. */
async function refusing<T>(body: () => Promise<T>): Promise<T> {
  const refused = INDUSTRY_OBJECTS as Set<string>;
  for (const name of OBJECTS) refused.add(name);
  try {
    return await body();
  } finally {
    for (const name of OBJECTS) refused.delete(name);
  }
}

/** Gives a user every right on objects that the license will refuse. */
function grow(org: RunningOrg, username: string): void {
  const admin = administer(org);
  const [found] = org.org.store.find('PermissionSet', { Name: 'Grown' });
  const rights = Object.fromEntries(['Account', 'Opportunity', 'Contact', ...OBJECTS].map((name) => [name, VERBS]));
  admin.assign(username, String(found?.['Id'] ?? admin.permissionSet('Grown', [], rights)));
}

/** User permissions that work by themselves and are not broad. */
const PERMISSIONS = (
  'ActivateOrder ActivitiesAccess CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports ' +
  'CreateDashboardFolders CreateReportFolders CreateTopics DeleteTopics EditActivatedOrders EditEvent EditHtmlTemplates ' +
  'EditMyDashboards EditMyReports EditPublicDocuments EditPublicFilters EditTask EditTopics ImportLeads InstallPackaging ' +
  'MonitorLoginHistory RunFlow RunReports SolutionImport TransferAnyEntity TransferAnyLead UseTeamReassignWizards ' +
  'ViewDeveloperName ViewPublicDashboards ViewPublicReports'
).split(' ');

/** Gives a user permissions of which the org does not tell that its license carries none of them. */
function growSilent(org: RunningOrg, username: string): void {
  const admin = administer(org);
  admin.assign(username, admin.permissionSet('Silent', PERMISSIONS));
  const columns = Object.fromEntries(PERMISSIONS.map((name) => [`MaximumPermissions${name}`, 0]));
  const probes: [string, number][] = ['EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup'].map((name) => [
    `MaximumPermissions${name}`,
    0,
  ]);
  org.org.store.update('PermissionSetLicense', pslId(org), { ...columns, ...Object.fromEntries(probes) });
}

const on = (body: (org: RunningOrg, file: string) => Promise<void>, switches: StartOptions['switches'] = {}) =>
  withOrg({ switches }, (org) => withSnapshotFile((file) => body(org, file)));

/** Requests of the same migration where nothing is refused. */
async function plainCount(prepare: (org: RunningOrg) => readonly string[]): Promise<number> {
  let count = 0;
  await on(async (org, file) => {
    const args = prepare(org).flatMap((username) => ['--username', username]);
    const { json, exitCode, requests } = await migrateJson(org, [...args, '--snapshot-file', file]);
    expect(exitCode, json.message).to.equal(0);
    count = requests.length;
  });
  return count;
}

const isRefused = (right: string): boolean => OBJECTS.some((name) => new RegExp(`^${name}[ .]`).test(right));

describe('integration-user migrate: many rights that the license refuses', function () {
  this.timeout(60_000);

  const grown = (org: RunningOrg): string[] => {
    grow(org, ERP);
    return [ERP];
  };

  for (const [refusedRows, more] of [
    ['each', 12],
    ['first', 40],
  ] as const)
    it(`on objects: found out in ${String(more)} requests more where ${refusedRows} row says so, and left out`, async () => {
      const plain = await plainCount(grown);
      await refusing(() =>
        on(
          async (org, file) => {
            grow(org, ERP);
            const refused = matrixOf(org, ERP).filter(isRefused);
            expect(refused.length).to.be.at.least(OBJECTS.length * VERBS.length);
            const args = ['--username', ERP, '--snapshot-file', file];
            const { json, exitCode, requests } = await migrateJson(org, args, { limit: 40 });
            expect(exitCode, json.message).to.equal(0);
            expect(requests.length).to.be.at.most(plain + more);
            expect(matrixOf(org, ERP).filter(isRefused)).to.deep.equal([]);
            const lost = json.result?.users[0]?.access?.lost ?? [];
            expect(lost.filter(({ reason }) => reason === null)).to.deep.equal([]);
            expect(lost.map(({ name, right }) => `${name} ${right ?? ''}`)).to.include.members(refused);
          },
          { refusedRows },
        ),
      );
    });

  it('of the user itself: found out in 12 requests more, each told with the words of the org', () =>
    on(async (org, file) => {
      const plain = await plainCount(() => [ERP]);
      growSilent(org, ERP);
      const dump = dumpOf(org);
      const args = ['--username', ERP, '--snapshot-file', file];
      const dry = await migrateJson(org, [...args, '--dry-run'], { limit: 40 });
      expect(dry.exitCode, dry.json.message).to.equal(0);
      expectSame(dump, dumpOf(org));
      const lost = dry.json.result?.users[0]?.access?.lost ?? [];
      const refused = lost.filter(({ reason }) => reason === 'refused');
      expect(lost.map(({ name }) => name)).to.include.members(PERMISSIONS);
      for (const { name, meaning } of refused)
        expect(meaning).to.contain(`The user license doesn't allow the permission: ${name}`);
      const { json, exitCode, requests } = await migrateJson(org, args, { limit: 40 });
      expect(exitCode, json.message).to.equal(0);
      expect(requests.length).to.be.at.most(plain + 12);
      expect(matrixOf(org, ERP).filter((right) => PERMISSIONS.includes(right))).to.deep.equal([]);
    }));

  it('to many users: what is refused to one is not asked again for each', async () => {
    const prepare = (org: RunningOrg): string[] => {
      const usernames = makeMany(org, 12);
      for (const username of usernames) grow(org, username);
      return usernames;
    };
    const plain = await plainCount(prepare);
    await refusing(() =>
      on(async (org, file) => {
        const usernames = prepare(org);
        const args = usernames.flatMap((username) => ['--username', username]);
        const { json, exitCode, requests } = await migrateJson(org, [...args, '--snapshot-file', file], { limit: 40 });
        expect(exitCode, json.message).to.equal(0);
        expect(requests.length).to.be.at.most(plain + 14);
        for (const username of usernames) expect(matrixOf(org, username).filter(isRefused)).to.deep.equal([]);
      }),
    );
  });
});

import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { displayJson } from './reading.ts';
import { applied } from './twoUsers.ts';
import { verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { USERNAME } from './zoomInfo.ts';

const BROAD = '--allow-broad-access';
const definition = (userPermissions: readonly string[], objects: Readonly<Record<string, { access: ['read'] }>>) => ({
  users: [
    { name: 'ZoomInfo', username: USERNAME, email: 'team@acme.com', permissionSet: { userPermissions, objects } },
  ],
});
/** What Modify All Data needs (facts 2.7), View All Data among it. */
const MODIFY_ALL =
  `ModifyAllData ConnectOrgToEnvironmentHub CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports
  CreateDashboardFolders CreateReportFolders DeleteTopics EditEvent EditMyDashboards EditMyReports EditPublicDocuments EditPublicFilters
  EditPublicTemplates EditTask EditTopics ImportLeads ManageCategories ManageDashbdsInPubFolders ManageNetworks ManageReportsInPubFolders
  ModifyMetadata SolutionImport TransferAnyEntity TransferAnyLead UseTeamReassignWizards ViewAllData ViewEventLogFiles
  ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup`.split(/\s+/);
const account = { Account: { access: ['read'] as ['read'] } };

/** The rows of the user's own set: ids of those that Salesforce makes up begin with 000. */
const rowsIn = ({ org }: RunningOrg): string[] =>
  org.store
    .find('ObjectPermissions', {
      ParentId: org.store.find('PermissionSet', { Name: 'Integration_ZoomInfo' })[0]?.['Id'] ?? '',
    })
    .map((row) => String(row['Id']));

/** Salesforce shows a row of every object where a set has Modify All Data, and stores none of them (facts 3.2). */
describe('a permission set with Modify All Data', () => {
  it('is as described: the rows that Salesforce makes up are no drift, no rights to keep and nothing to delete', () =>
    withOrg({}, async (org) => {
      const first = await applied(org, definition(MODIFY_ALL, account), BROAD);
      expect(first.exitCode, first.json.message).to.equal(0);
      expect(rowsIn(org).filter((id) => id.startsWith('000'))).to.have.length.above(10);
      const again = await applied(org, definition(MODIFY_ALL, account), BROAD);
      expect(again.json.result?.outcome).to.equal('unchanged');
      const less = await applied(org, definition(MODIFY_ALL, {}), BROAD);
      expect(less.exitCode, less.json.message).to.equal(0);
      expect((await applied(org, definition(MODIFY_ALL, {}), BROAD)).json.result?.outcome).to.equal('unchanged');

      const { json: shown } = await displayJson(org, ['--username', USERNAME, '--access', 'Invoice__c=delete']);
      expect(shown.result?.objects.map(({ name }) => name)).to.deep.equal(['Account']);
      expect(shown.result?.access?.granted).to.equal(true);
      const { json: verified } = await verifyJson(org, ['--username', USERNAME]);
      expect(verified.result?.users[0]?.findings.map(({ id }) => id)).not.to.include('broad-object-right');

      const gone = await applied(org, definition([], account));
      expect(gone.exitCode, gone.json.message).to.equal(0);
      expect(rowsIn(org)).to.have.lengthOf(1);
    }));

  it('or with View All Data keeps what that brings on every object, and is as described', () =>
    withOrg({}, async (org) => {
      const wide = ['ViewAllData', 'ViewSetup', 'ViewEventLogFiles', 'ViewPublicDashboards', 'ViewPublicReports'];
      const first = await applied(org, definition(wide, account), BROAD);
      expect(first.exitCode, first.json.message).to.equal(0);
      expect(rowsIn(org)).to.have.length.above(10);
      expect((await applied(org, definition(wide, {}), BROAD)).json.result?.outcome).to.equal('unchanged');
      const { json } = await verifyJson(org, ['--username', USERNAME]);
      const found = json.result?.users[0]?.findings.map(({ id }) => id);
      expect(found).to.include('broad-permission').and.not.include('broad-object-right');

      const gone = await applied(org, definition([], account));
      expect(gone.exitCode, gone.json.message).to.equal(0);
      expect(rowsIn(org)).to.have.lengthOf(1);
    }));
});

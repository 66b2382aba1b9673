import { expect } from 'chai';
import { type RunningOrg, startOrg } from '../org/rest/start.ts';
import { installPlugin } from './install.ts';
import { logIn } from './login.ts';
import { openHome, type SfHome } from './sf.ts';

const username = 'zoominfo@acme.integration';
const create = [
  ...['integration-user', 'create', '--target-org', 'sim', '--no-prompt', '--name', 'ZoomInfo', '--username', username],
  ...['--email', 'team@acme.example', '--object', 'Account=read,edit', '--object', 'Contact=read'],
  ...['--field', 'Account.Website=edit', '--field', 'Account.Industry'],
];

describe('the packed plugin in the real sf', function () {
  this.timeout(120_000);
  let org: RunningOrg;
  let home: SfHome;
  before(async function () {
    this.timeout(600_000);
    const installed = await installPlugin(console.log);
    home = openHome(installed);
    org = await startOrg();
    await logIn(home, org, 'sim');
  });
  after(async () => {
    home.remove();
    await org.close();
  });

  async function query(soql: string): Promise<Record<string, unknown>[]> {
    const answer = await home.sf(['data', 'query', '--target-org', 'sim', '--query', soql, '--json']);
    expect(answer.code, answer.stdout).to.equal(0);
    return (answer.json().result as { records: Record<string, unknown>[] }).records;
  }

  it('is there', async () => {
    const { stdout } = await home.sf(['plugins']);
    expect(stdout).to.include('sf-plugin-integration-user');
  });

  it('shows its topic and the help of a command', async () => {
    const topic = await home.sf(['integration-user', '--help']);
    expect(topic.code).to.equal(0);
    expect(topic.stdout).to.include('sf integration-user COMMAND').and.to.include('integration-user create');
    const short = await home.sf(['integration-user', 'create', '-h']);
    expect(short.stdout).to.include('$ sf integration-user create').and.to.include('--object');
    const long = await home.sf(['integration-user', 'create', '--help']);
    expect(long.stdout).to.include('EXAMPLES');
    expect(long.stdout, 'a token that was never filled in').not.to.match(/%s|undefined/);
  });

  it('finds words in any order', async () => {
    const { code, stdout, stderr } = await home.sf(['list', 'license', 'integration-user', '-o', 'sim', '--json']);
    expect(code, stdout + stderr).to.equal(0);
  });

  it('lists the seats of both licenses', async () => {
    const { code, stdout } = await home.sf(['integration-user', 'license', 'list', '--target-org', 'sim']);
    expect(code).to.equal(0);
    expect(stdout).to.include('Salesforce Integration').and.to.include('Salesforce API Integration');
    const most = await home.sf([
      'integration-user',
      'license',
      'list',
      '--target-org',
      'sim',
      '--require',
      '100000',
      '--json',
    ]);
    expect(most.code).to.equal(1);
  });

  it('exits with 2 for a bad flag and for an unknown org, and writes nothing', async () => {
    const before = org.org.store.dump();
    const flag = await home.sf([...create, '--nope']);
    expect(flag.code).to.equal(2);
    expect(flag.stderr).to.include('--nope');
    const unknown = await home.sf(['integration-user', 'license', 'list', '--target-org', 'nobody', '--json']);
    expect(unknown.code).to.equal(2);
    expect(unknown.json()).to.include({ status: 2, name: 'NamedOrgNotFoundError' });
    expect(org.org.store.dump()).to.deep.equal(before);
  });

  it('exits with 1 for what cannot be done, says why in JSON, and writes nothing', async () => {
    const before = org.org.store.dump();
    const answer = await home.sf([...create, '--object', 'Acount=read', '--json']);
    expect(answer.code).to.equal(1);
    expect(answer.json().status).to.equal(1);
    expect(answer.stdout).to.include('Acount').and.to.include('Account');
    expect(org.org.store.dump()).to.deep.equal(before);
  });

  it('plans without writing', async () => {
    const before = org.org.store.dump();
    const answer = await home.sf([...create, '--dry-run', '--json']);
    expect(answer.code, answer.stdout).to.equal(0);
    expect(answer.json().result).to.include({ dryRun: true, outcome: 'planned' });
    expect(org.org.store.dump()).to.deep.equal(before);
  });

  it('creates the whole set-up', async () => {
    const answer = await home.sf(create);
    expect(answer.code, answer.stdout + answer.stderr).to.equal(0);
    expect(answer.stdout).to.include(username);
    const users = await query(`SELECT IsActive, Profile.UserLicense.Name FROM User WHERE Username = '${username}'`);
    expect(users).to.have.length(1);
    expect(users[0]).to.have.nested.include({
      IsActive: true,
      'Profile.UserLicense.Name': 'Salesforce Integration',
    });
    const seats = await query(
      `SELECT PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign WHERE Assignee.Username = '${username}'`,
    );
    expect(seats).to.have.nested.property('[0].PermissionSetLicense.DeveloperName', 'SalesforceAPIIntegrationPsl');
    const rights = await query(
      "SELECT SobjectType, PermissionsEdit FROM ObjectPermissions WHERE Parent.Name = 'Integration_ZoomInfo' ORDER BY SobjectType",
    );
    expect(rights).to.have.length(2);
    expect(rights[0]).to.include({ SobjectType: 'Account', PermissionsEdit: true });
    expect(rights[1]).to.include({ SobjectType: 'Contact', PermissionsEdit: false });
  });

  it('changes nothing the second time', async () => {
    const before = org.org.store.dump();
    const answer = await home.sf([...create, '--json']);
    expect(answer.code, answer.stdout + answer.stderr).to.equal(0);
    const json = answer.json();
    expect(json.status).to.equal(0);
    expect(json.result).to.include({ outcome: 'unchanged', dryRun: false, orgId: org.org.id });
    expect(json.result).to.have.nested.include({ 'users[0].username': username, 'users[0].outcome': 'unchanged' });
    expect(org.org.store.dump()).to.deep.equal(before);
  });

  it('moves a user to the integration license and gives it back what it had', async () => {
    const erp = 'erp.sync@example.com';
    const licenseOf = async (): Promise<unknown> =>
      (await query(`SELECT Profile.UserLicense.Name FROM User WHERE Username = '${erp}'`))[0];
    const held = 'SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile = false';
    const sets = async (): Promise<unknown[]> =>
      (await query(`${held} AND Assignee.Username = '${erp}' ORDER BY PermissionSet.Name`)).map(
        (row) => (row['PermissionSet'] as Record<string, unknown>)['Name'],
      );
    const before = await sets();
    const migrate = ['integration-user', 'migrate', '--target-org', 'sim', '--no-prompt'];
    const moved = await home.sf([...migrate, '--username', erp]);
    expect(moved.code, moved.stdout + moved.stderr).to.equal(0);
    expect(moved.stdout).to.include('ExportReport').and.to.include(`--undo migrate-${erp}.json`);
    expect(await licenseOf()).to.have.nested.include({ 'Profile.UserLicense.Name': 'Salesforce Integration' });
    expect(await sets()).to.deep.equal(['Integration_ERP_Sync']);
    const undone = await home.sf([...migrate, '--undo', `migrate-${erp}.json`, '--json']);
    expect(undone.code, undone.stdout).to.equal(0);
    expect(await licenseOf()).to.have.nested.include({ 'Profile.UserLicense.Name': 'Salesforce' });
    expect(await sets()).to.deep.equal(before);
  });

  it('retires it, and creating it again brings it back', async () => {
    const retire = ['integration-user', 'retire', '--target-org', 'sim', '--username', username];
    const frozen = await home.sf(retire);
    expect(frozen.code, frozen.stdout + frozen.stderr).to.equal(0);
    expect(frozen.stdout).to.include(`Frozen: ${username}.`);
    expect((await home.sf([...retire, '--unfreeze'])).code).to.equal(0);
    const retired = await home.sf([...retire, '--deactivate', '--delete-permission-set', '--json']);
    expect(retired.code, retired.stdout + retired.stderr).to.equal(0);
    expect(retired.json().result).to.have.nested.include({ outcome: 'updated', 'users[0].outcome': 'updated' });
    const users = await query(`SELECT IsActive FROM User WHERE Username = '${username}'`);
    expect(users[0]).to.include({ IsActive: false });
    const own = `Assignee.Username = '${username}'`;
    expect(await query(`SELECT Id FROM PermissionSetLicenseAssign WHERE ${own}`)).to.deep.equal([]);
    expect(await query("SELECT Id FROM PermissionSet WHERE Name = 'Integration_ZoomInfo'")).to.deep.equal([]);
    const back = await home.sf([...create, '--json']);
    expect(back.code, back.stdout + back.stderr).to.equal(0);
    expect(await query(`SELECT Id FROM PermissionSetLicenseAssign WHERE ${own}`)).to.have.length(1);
  });

  it('answers with JSON alone on stdout', async () => {
    const answer = await home.sf(['integration-user', 'license', 'list', '--target-org', 'sim'], {
      env: { SF_CONTENT_TYPE: 'JSON' },
    });
    expect(answer.json().status).to.equal(0);
    expect(answer.stdout.trimStart().startsWith('{')).to.equal(true);
  });
});

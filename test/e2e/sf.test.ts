import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { type RunningOrg, startOrg } from '../org/rest/start.ts';
import { jwtLogin, logIn } from './login.ts';
import { openHome, type SfHome, type SfResult } from './sf.ts';

const license = 'SalesforceAPIIntegrationPsl';
const integration = 'e2e@acme.integration';

describe('the real sf against the simulated org', function () {
  this.timeout(120_000);
  let org: RunningOrg;
  let sf: SfHome;
  before(async () => {
    org = await startOrg();
    sf = openHome();
    await logIn(sf, org, 'sim');
  });
  after(async () => {
    sf.remove();
    await org.close();
  });

  /** Runs a command with --json that must succeed and gives back its result. */
  async function result(...args: string[]): Promise<unknown> {
    const finished: SfResult = await sf.sf([...args, '--json']);
    expect(finished.code, finished.stdout + finished.stderr).to.equal(0);
    return finished.json().result;
  }

  const query = async (soql: string): Promise<Record<string, unknown>[]> =>
    ((await result('data', 'query', '--target-org', 'sim', '--query', soql)) as { records: Record<string, unknown>[] })
      .records;

  const idOf = async (soql: string): Promise<string> => String((await query(soql))[0]?.['Id']);

  /** An integration user as an administrator makes one by hand. */
  async function createUser(username: string): Promise<void> {
    const profile = await idOf("SELECT Id FROM Profile WHERE UserLicense.Name = 'Salesforce Integration'");
    const values = [
      ...[
        `Username=${username}`,
        'LastName=Integration',
        'Email=team@acme.example',
        'Alias=e2e',
        'IsActive=true',
        `ProfileId=${profile}`,
      ],
      ...['TimeZoneSidKey=GMT', 'LocaleSidKey=en_US', 'EmailEncodingKey=UTF-8', 'LanguageLocaleKey=en_US'],
    ].join(' ');
    await result('data', 'create', 'record', '--target-org', 'sim', '--sobject', 'User', '--values', values);
  }

  it('sf org login jwt', async () => {
    const own = openHome();
    try {
      const { code, stdout, stderr } = await own.sf([...jwtLogin(own, org, 'again'), '--json']);
      expect(code, stdout + stderr).to.equal(0);
      expect(JSON.parse(stdout)).to.have.nested.include({
        'result.username': org.adminUsername,
        'result.orgId': org.org.id,
      });
    } finally {
      own.remove();
    }
  });

  it('sf org login access-token', async () => {
    const own = openHome();
    try {
      const env = { SF_ACCESS_TOKEN: org.tokenFor(org.adminUsername) };
      const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'token'];
      const finished = await own.sf([...login, '--json'], { env });
      expect(finished.code, finished.stdout + finished.stderr).to.equal(0);
      // A login by token stores the URL with a slash at its end, so that every path begins with two.
      const soql = 'SELECT Id FROM Organization';
      const queried = await own.sf(['data', 'query', '--target-org', 'token', '--query', soql, '--json']);
      expect(queried.json().result).to.have.nested.property('records[0].Id', org.org.id);
    } finally {
      own.remove();
    }
  });

  it('sf data query', async () => {
    const records = await query(`SELECT Username, Profile.Name FROM User WHERE Username = '${org.adminUsername}'`);
    expect(records).to.have.nested.property('[0].Profile.Name', 'System Administrator');
    const wrong = await sf.sf(['data', 'query', '--target-org', 'sim', '--query', 'SELECT Nope FROM User', '--json']);
    expect(wrong.code).to.equal(1);
    expect(wrong.json().name).to.equal('INVALID_FIELD');
  });

  it('sf data create record', async () => {
    await createUser('created@acme.integration');
    const records = await query(
      "SELECT Profile.UserLicense.Name FROM User WHERE Username = 'created@acme.integration'",
    );
    expect(records).to.have.nested.property('[0].Profile.UserLicense.Name', 'Salesforce Integration');
  });

  it('sf org assign permsetlicense, then sf org assign permset', async () => {
    await createUser(integration);
    const on = ['--target-org', 'sim', '--on-behalf-of', integration];
    expect(await result('org', 'assign', 'permsetlicense', '--name', license, ...on)).to.have.nested.property(
      'successes[0].value',
      license,
    );
    const values = 'Name=E2E_By_Hand Label=By_Hand';
    await result('data', 'create', 'record', '--target-org', 'sim', '--sobject', 'PermissionSet', '--values', values);
    expect(await result('org', 'assign', 'permset', '--name', 'E2E_By_Hand', ...on)).to.have.nested.property(
      'successes[0].value',
      'E2E_By_Hand',
    );
    const soql = `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE Assignee.Username = '${integration}' AND PermissionSet.IsOwnedByProfile = false`;
    expect(await query(soql)).to.have.nested.property('[0].PermissionSet.Name', 'E2E_By_Hand');
  });

  it('sf project deploy start', async () => {
    const project = join(sf.home, 'project');
    const file = join(project, 'force-app', 'main', 'default', 'permissionsets', 'E2E_Deployed.permissionset-meta.xml');
    mkdirSync(dirname(file), { recursive: true });
    const settings = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };
    writeFileSync(join(project, 'sfdx-project.json'), JSON.stringify(settings));
    cpSync(join(import.meta.dirname, 'E2E_Deployed.permissionset-meta.xml'), file);
    const deploy = [
      'project',
      'deploy',
      'start',
      '--target-org',
      'sim',
      '--source-dir',
      'force-app',
      '--wait',
      '2',
      '--json',
    ];
    const finished = await sf.sf(deploy, { cwd: project });
    expect(finished.code, finished.stdout + finished.stderr).to.equal(0);
    const rights = "SELECT PermissionsRead, PermissionsEdit FROM ObjectPermissions WHERE Parent.Name = 'E2E_Deployed'";
    expect((await query(rights))[0]).to.include({ PermissionsRead: true, PermissionsEdit: false });
  });

  it('sf org list users', async () => {
    const users = (await result('org', 'list', 'users', '--target-org', 'sim')) as unknown[];
    expect(users).to.have.length(1);
    expect(users[0]).to.include({ username: org.adminUsername, profileName: 'System Administrator' });
  });
});

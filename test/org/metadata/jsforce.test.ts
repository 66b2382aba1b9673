import { expect } from 'chai';
import { Connection } from '@jsforce/jsforce-node';
import JSZip from 'jszip';
import { startOrg, type RunningOrg } from '../rest/start.ts';

/** The client that the CLI uses, over HTTP. */
describe('metadata calls by jsforce', () => {
  let running: RunningOrg;
  let connection: Connection;

  before(async () => {
    running = await startOrg({ scenario: 'developer' });
    const accessToken = running.tokenFor(running.adminUsername);
    connection = new Connection({ instanceUrl: running.url, accessToken, version: '67.0' });
    connection.metadata.pollInterval = 5;
  });

  after(() => running.close());

  const sync = {
    fullName: 'Sync',
    label: 'Sync <&> "x"',
    license: 'SalesforceAPIIntegrationPsl',
    fieldPermissions: [{ field: 'Account.Industry', readable: true, editable: false }],
    objectPermissions: [
      {
        object: 'Account',
        allowRead: true,
        allowCreate: true,
        allowEdit: false,
        allowDelete: false,
        viewAllRecords: false,
        modifyAllRecords: false,
      },
    ],
  };

  async function zipOf(label: string): Promise<Buffer> {
    const zip = new JSZip();
    const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
    zip.file(
      'package.xml',
      `<Package ${namespace}><types><members>Deployed</members><name>PermissionSet</name></types><version>67.0</version></Package>`,
    );
    zip.file(
      'permissionsets/Deployed.permissionset',
      `<PermissionSet ${namespace}><label>${label}</label></PermissionSet>`,
    );
    return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
  }

  it('upserts and reads a permission set', async () => {
    expect(await connection.metadata.upsert('PermissionSet', sync as { fullName: string })).to.deep.include({
      created: true,
      success: true,
    });
    const read = await connection.metadata.read('PermissionSet', 'Sync');
    expect(read).to.include({ fullName: 'Sync', label: sync.label, license: sync.license });
    expect(read.fieldPermissions).to.deep.equal([{ editable: false, field: 'Account.Industry', readable: true }]);
    expect(read.objectPermissions.map(({ object, allowCreate }) => [object, allowCreate])).to.deep.equal([
      ['Account', true],
    ]);
    expect(await connection.metadata.upsert('PermissionSet', sync as { fullName: string })).to.deep.include({
      created: false,
      success: true,
    });
  });

  it('gets errors as entries, faults as errors, and nothing for what does not exist', async () => {
    const bad = { ...sync, userPermissions: [{ name: 'ApiOnlyUser', enabled: true }] };
    const result = await connection.metadata.upsert('PermissionSet', bad as { fullName: string });
    expect(result.success).to.equal(false);
    expect(JSON.stringify(result.errors)).to.include('Unknown user permission: ApiOnlyUser');
    const none = await connection.metadata.read('PermissionSet', 'Nope');
    expect(none.fullName ?? '').to.equal('');
    const other = new Connection({ instanceUrl: running.url, accessToken: 'gone', version: '67.0' });
    const error = await other.metadata.read('Profile', 'Admin').then(
      () => undefined,
      (caught: unknown) => caught as Error & { errorCode?: string },
    );
    expect(error?.message).to.include('Invalid Session ID found in SessionHeader: Illegal Session');
  });

  it('lists, retrieves and deletes', async () => {
    const listed = await connection.metadata.list({ type: 'PermissionSet' });
    expect(listed.map(({ fullName }) => fullName)).to.include('Sync');
    const request = {
      apiVersion: '67.0',
      singlePackage: false,
      unpackaged: { types: [{ name: 'PermissionSet', members: ['Sync'] }], version: '67.0' },
    };
    const retrieved = await connection.metadata.retrieve(request as object).complete();
    const zip = await JSZip.loadAsync(retrieved.zipFile, { base64: true });
    expect(await zip.file('unpackaged/permissionsets/Sync.permissionset')?.async('string')).to.include('&lt;&amp;&gt;');
    expect(await connection.metadata.delete('PermissionSet', 'Sync')).to.include({ fullName: 'Sync', success: true });
  });

  it('deploys over SOAP', async () => {
    const options = { rollbackOnError: true, singlePackage: true };
    const result = await connection.metadata.deploy(await zipOf('One'), options).complete(true);
    expect(result).to.include({ status: 'Succeeded', success: true, numberComponentsDeployed: 1 });
    expect(result.details.componentSuccesses.map(({ fullName }) => fullName)).to.deep.equal([
      'Deployed',
      'package.xml',
    ]);
  });

  it('deploys over REST', async () => {
    const options = { rollbackOnError: true, singlePackage: true };
    const started = (await connection.metadata.deployRest(await zipOf('Two'), options)) as unknown as {
      id: string;
      deployOptions: object;
      deployResult: { status: string; done: boolean; createdDate: string };
    };
    expect(started.deployOptions).to.include({ rollbackOnError: true, checkOnly: false });
    expect(started.deployResult).to.include({ status: 'Pending', done: false });
    expect(started.deployResult.createdDate).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    const statuses: string[] = [];
    for (let looks = 0; looks < 3; looks += 1) {
      const { status, details } = await connection.metadata.checkDeployStatus(started.id, true, true);
      statuses.push(status);
      if (status === 'Succeeded') expect(details.componentSuccesses).to.have.length(2);
    }
    expect(statuses).to.deep.equal(['Pending', 'InProgress', 'Succeeded']);
    const unknown = await connection.metadata.checkDeployStatus('0Af000000000000AAA', true, true).then(
      () => undefined,
      (error: unknown) => error as Error & { errorCode?: string },
    );
    expect(unknown?.errorCode).to.equal('NOT_FOUND');
  });
});

import { expect } from 'chai';
import JSZip from 'jszip';
import { printXml, type Content } from './printXml.ts';
import { dump, fault, freshOrg, minimumAccess, org, read, rights, soap, sync } from './calls.ts';

describe('metadata calls: deploy and retrieve', () => {
  beforeEach(() => {
    freshOrg('developer');
  });

  type Result = Record<string, unknown> & { status: string; done: string; details: Record<string, unknown> };

  const fileOf = (type: string, content: Record<string, Content>): string =>
    printXml(type, { '@xmlns': 'http://soap.sforce.com/2006/04/metadata', ...content });
  const zipOf = async (files: Record<string, string>, types: Content, version = '67.0'): Promise<string> => {
    const zip = new JSZip();
    zip.file('package.xml', fileOf('Package', { types, version }));
    for (const [path, content] of Object.entries(files)) zip.file(path, content);
    return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
  };
  const start = (ZipFile: string, options: Record<string, Content> = {}): string => {
    const queued = soap('deploy', {
      ZipFile,
      DeployOptions: { rollbackOnError: true, singlePackage: true, ...options },
    });
    expect(queued).to.include({ done: 'false', state: 'Queued' });
    return (queued as { id: string }).id;
  };
  const look = (asyncProcessId: string, includeDetails = true): Result =>
    soap('checkDeployStatus', { asyncProcessId, includeDetails }) as Result;
  const finish = (id: string): Result => {
    expect(look(id)).to.include({ status: 'Pending', done: 'false' });
    expect(look(id)).to.include({ status: 'InProgress', done: 'false' });
    return look(id);
  };
  const deployProfile = async (content: Record<string, Content>, version = '67.0'): Promise<Result> => {
    const files = { 'profiles/New.profile': fileOf('Profile', content) };
    return finish(start(await zipOf(files, [{ members: 'New', name: 'Profile' }], version)));
  };
  const licenseOf = (name: string): unknown => {
    const profile = org.store.find('Profile', { Name: name })[0];
    return org.store.get('UserLicense', String(profile?.['UserLicenseId']))?.['Name'];
  };
  const syncZip = async (): Promise<string> =>
    zipOf({ 'permissionsets/Sync.permissionset': fileOf('PermissionSet', sync) }, [
      { members: '*', name: 'PermissionSet' },
    ]);

  it('deploys a zip; nothing is written before it is done, details come when asked for', async () => {
    const id = start(await syncZip());
    look(id);
    look(id);
    expect(read('Sync')).to.equal('');
    expect(look(id, false)).to.include({
      status: 'Succeeded',
      done: 'true',
      success: 'true',
      numberComponentsDeployed: '1',
    });
    expect(look(id, false)).not.to.have.property('details');
    const successes = look(id).details['componentSuccesses'] as Record<string, string>[];
    expect(successes[0]).to.include({
      changed: 'true',
      componentType: 'PermissionSet',
      created: 'true',
      fileName: 'permissionsets/Sync.permissionset',
      fullName: 'Sync',
      success: 'true',
    });
    expect(successes[1]).to.include({ componentType: '', fullName: 'package.xml' });
    expect(read('Sync')).to.include({ label: 'Sync' });
    const again = finish(start(await syncZip())).details['componentSuccesses'] as Record<string, string>[];
    expect(again[0]).to.include({ changed: 'false', created: 'false' });
  });

  it('writes nothing with checkOnly', async () => {
    const before = dump(org);
    const result = finish(start(await syncZip(), { checkOnly: true }));
    expect(result).to.include({ status: 'Succeeded', checkOnly: 'true', numberComponentsTotal: '1' });
    expect(dump(org)).to.deep.equal(before);
  });

  const twoSets = async (): Promise<string> =>
    zipOf(
      {
        'permissionsets/Good.permissionset': fileOf('PermissionSet', { label: 'Good' }),
        'permissionsets/Bad.permissionset': fileOf('PermissionSet', {
          label: 'Bad',
          userPermissions: [
            { enabled: true, name: 'Foo' },
            { enabled: true, name: 'Bar' },
          ],
        }),
      },
      [{ members: ['Good', 'Bad'], name: 'PermissionSet' }],
    );

  it('undoes all when one fails, and reports one problem for each component', async () => {
    const before = dump(org);
    const result = finish(start(await twoSets()));
    expect(result).to.include({
      status: 'Failed',
      success: 'false',
      numberComponentErrors: '1',
      numberComponentsTotal: '2',
    });
    expect(result.details['componentFailures']).to.include({
      fullName: 'Bad',
      problem: 'Unknown user permission: Foo',
      problemType: 'Error',
      success: 'false',
    });
    expect(dump(org)).to.deep.equal(before);
  });

  it('keeps the good one without rollbackOnError, which production refuses', async () => {
    const result = finish(start(await twoSets(), { rollbackOnError: false }));
    expect(result).to.include({ status: 'SucceededPartial' });
    expect(read('Good')).to.include({ label: 'Good' });
    freshOrg('production');
    expect(fault('deploy', { ZipFile: await twoSets(), DeployOptions: { rollbackOnError: false } })).to.include({
      status: 501,
    });
  });

  it('reports files that the manifest does not name, named ones that are missing, and broken XML', async () => {
    const types = [{ members: ['Gone', 'Broken'], name: 'PermissionSet' }];
    const files = {
      'permissionsets/Extra.permissionset': fileOf('PermissionSet', { label: 'Extra' }),
      'permissionsets/Broken.permissionset': '<PermissionSet><label></PermissionSet>',
    };
    const failures = finish(start(await zipOf(files, types))).details['componentFailures'] as Record<string, string>[];
    const problems = Object.fromEntries(failures.map(({ fullName = '', problem = '' }) => [fullName, problem]));
    expect(problems['Extra']).to.equal('Not in package.xml');
    expect(problems['Gone']).to.equal(
      "An object 'Gone' of type PermissionSet was named in package.xml, but was not found in zipped directory",
    );
    expect(problems['Broken']).to.match(/^Error parsing file: /);
  });

  it('copies another profile when a new one has nothing in it: the wrong license', async () => {
    expect(await deployProfile({ custom: true, userLicense: 'Salesforce Integration' })).to.include({
      status: 'Succeeded',
    });
    expect(licenseOf('New')).to.equal('Salesforce');
  });

  it('creates a profile on the license that a filled one names, even where DML on profiles is refused', async () => {
    freshOrg('developer', { switches: { profileDml: 'refused' } });
    const userPermissions = ['ApiEnabled', 'ApiUserOnly'].map((name) => ({ enabled: true, name }));
    const content = { custom: true, userLicense: 'Salesforce Integration', userPermissions };
    const done = await deployProfile(content);
    expect(done, JSON.stringify(done.details)).to.include({ status: 'Succeeded' });
    expect(licenseOf('New')).to.equal('Salesforce Integration');
    expect(read('New', 'Profile')).to.include({ custom: 'true' });
  });

  it('refuses unknown and forbidden permissions of a profile', async () => {
    const problem = async (name: string): Promise<unknown> => {
      const userPermissions = [{ enabled: true, name }];
      const result = await deployProfile({ custom: true, userLicense: 'Salesforce Integration', userPermissions });
      return (result.details['componentFailures'] as { problem: string }).problem;
    };
    expect(await problem('ApiOnlyUser')).to.equal('Unknown user permission: ApiOnlyUser');
    expect(await problem('FreezeUsers')).to.equal("The user license doesn't allow the permission: FreezeUsers");
    expect(org.store.find('Profile', { Name: 'New' })).to.deep.equal([]);
  });

  it('lays a profile over what is there', async () => {
    const license = { custom: true, userLicense: 'Salesforce Integration' };
    await deployProfile({ ...license, userPermissions: [{ enabled: true, name: 'ApiEnabled' }] });
    await deployProfile({ objectPermissions: [rights('Invoice__c', 'allowRead')] });
    await deployProfile({
      description: 'Mine',
      fieldPermissions: [{ editable: false, field: 'Invoice__c.Amount__c', readable: true }],
    });
    const profile = read('New', 'Profile');
    const objects = profile['objectPermissions'] as { object: string; allowRead: string }[];
    expect(profile['description']).to.equal('Mine');
    expect(objects.filter(({ allowRead }) => allowRead === 'true').map(({ object }) => object)).to.deep.equal([
      'Invoice__c',
    ]);
  });

  const retrieve = async (types: Content): Promise<{ result: Record<string, unknown>; zip: JSZip }> => {
    const queued = soap('retrieve', {
      retrieveRequest: { apiVersion: 67, singlePackage: false, unpackaged: { types, version: '67.0' } },
    });
    const asyncProcessId = (queued as { id: string }).id;
    const check = (): Record<string, unknown> =>
      soap('checkRetrieveStatus', { asyncProcessId, includeZip: true }) as Record<string, unknown>;
    expect(check()).to.include({ status: 'Pending' });
    expect(check()).to.include({ status: 'InProgress' });
    const result = check();
    expect(result).to.include({ status: 'Succeeded', done: 'true' });
    return { result, zip: await JSZip.loadAsync(String(result['zipFile']), { base64: true }) };
  };

  it('retrieves what it deployed, in a form that deploys unchanged', async () => {
    finish(start(await syncZip()));
    const { result, zip } = await retrieve([{ members: ['Sync', 'Nope'], name: 'PermissionSet' }]);
    expect(result['messages']).to.deep.equal({
      fileName: 'unpackaged/package.xml',
      problem: "Entity of type 'PermissionSet' named 'Nope' cannot be found",
    });
    const content = await zip.file('unpackaged/permissionsets/Sync.permissionset')?.async('string');
    const again = await zipOf({ 'permissionsets/Sync.permissionset': content ?? '' }, [
      { members: 'Sync', name: 'PermissionSet' },
    ]);
    const successes = finish(start(again)).details['componentSuccesses'] as Record<string, string>[];
    expect(successes[0]).to.include({ fullName: 'Sync', changed: 'false' });
  });

  it('retrieves everything for "*", and of a profile alone only license and user permissions', async () => {
    const { result, zip } = await retrieve([{ members: '*', name: 'Profile' }]);
    const files = result['fileProperties'] as { fileName: string; type: string }[];
    expect(files.map(({ fileName }) => fileName)).to.include.members([
      'unpackaged/profiles/Admin.profile',
      `unpackaged/profiles/${minimumAccess}.profile`,
      'unpackaged/package.xml',
    ]);
    const profile = await zip.file(`unpackaged/profiles/${minimumAccess}.profile`)?.async('string');
    const elements = new Set([...(profile ?? '').matchAll(/^ {4}<(\w+)>/gm)].map(([, name]) => name));
    expect([...elements]).to.deep.equal(['custom', 'userLicense', 'userPermissions']);
  });
});

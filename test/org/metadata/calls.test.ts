import { expect } from 'chai';
import { actAs, dump, fault, freshOrg, minimumAccess, org, session, soap, sync, upsert } from './calls.ts';

describe('metadata calls', () => {
  beforeEach(() => {
    freshOrg('developer');
  });

  it('refuses a session that is not one, as recorded', () => {
    expect(fault('readMetadata', {}, { token: 'gone' })).to.deep.equal({
      status: 500,
      code: 'sf:INVALID_SESSION_ID',
      text: 'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
    });
  });

  it('refuses a caller without Modify Metadata', () => {
    const profile = org.store.find('Profile', { Name: minimumAccess })[0];
    const user = org.store.find('User', { ProfileId: profile?.['Id'] ?? null })[0];
    const set = org.store.find('PermissionSet', {
      ProfileId: org.store.get('User', session.userId)?.['ProfileId'] ?? null,
    })[0];
    if (user === undefined)
      org.store.update('PermissionSet', String(set?.['Id']), {
        PermissionsModifyMetadata: 0,
        PermissionsModifyAllData: 0,
      });
    else actAs(String(user['Id']));
    expect(fault('listMetadata', { queries: { type: 'Profile' } }).code).to.equal('sf:INSUFFICIENT_ACCESS');
  });

  it('refuses other types, other calls, old versions and too many components', () => {
    expect(fault('readMetadata', { type: 'ApexClass', fullNames: 'X' })).to.include({
      status: 501,
      code: 'sf:SIMULATOR_GAP',
    });
    expect(fault('renameMetadata', { type: 'PermissionSet' })).to.include({ status: 501 });
    expect(fault('describeMetadata', {}, { version: 53 })).to.include({ status: 501 });
    expect(fault('describeMetadata', {}, { version: 99 }).code).to.equal('sf:UNSUPPORTED_API_VERSION');
    const names = Array.from({ length: 11 }, (_, index) => `X${index}`);
    expect(fault('readMetadata', { type: 'PermissionSet', fullNames: names }).code).to.equal('sf:EXCEEDED_ID_LIMIT');
  });

  it('rolls all back with AllOrNoneHeader, and only the failed one without', () => {
    const metadata = ['One', '2nd', 'Three'].map((fullName) => ({
      '@xsi:type': 'PermissionSet',
      fullName,
      label: fullName,
    }));
    const before = dump(org);
    const together = soap('createMetadata', { metadata }, { allOrNone: true }) as {
      success: string;
      errors: { statusCode: string };
    }[];
    expect(together.map(({ success }) => success)).to.deep.equal(['false', 'false', 'false']);
    expect(together[0]?.errors.statusCode).to.equal('ALL_OR_NONE_OPERATION_ROLLED_BACK');
    expect(together[1]?.errors.statusCode).not.to.equal('ALL_OR_NONE_OPERATION_ROLLED_BACK');
    expect(dump(org)).to.deep.equal(before);
    const apart = soap('createMetadata', { metadata }) as { success: string }[];
    expect(apart.map(({ success }) => success)).to.deep.equal(['true', 'false', 'true']);
    expect(soap('createMetadata', { metadata: metadata[0] })).to.have.property('success', 'false');
    expect(soap('updateMetadata', { metadata: { ...metadata[0], fullName: 'Nope' } })).to.have.property(
      'success',
      'false',
    );
  });

  it('deletes, and says so when there is nothing to delete', () => {
    upsert('Sync', sync);
    expect(soap('deleteMetadata', { type: 'PermissionSet', fullNames: 'Sync' })).to.deep.equal({
      fullName: 'Sync',
      success: 'true',
    });
    const again = soap('deleteMetadata', { type: 'PermissionSet', fullNames: 'Sync' });
    expect(again).to.have.nested.property('errors.statusCode', 'INVALID_CROSS_REFERENCE_KEY');
    expect(
      org.store
        .find('ObjectPermissions')
        .some((row) => org.store.get('PermissionSet', String(row['ParentId'])) === undefined),
    ).to.equal(false);
  });

  it('lists and describes', () => {
    upsert('Sync', sync);
    const list = soap('listMetadata', { queries: [{ type: 'PermissionSet' }, { type: 'Profile' }] }) as Record<
      string,
      string
    >[];
    expect(list.map(({ fullName }) => fullName)).to.include.members(['Sync', 'Admin', minimumAccess]);
    expect(list.find(({ fullName }) => fullName === 'Sync')).to.include({
      type: 'PermissionSet',
      fileName: 'permissionsets/Sync.permissionset',
    });
    const described = soap('describeMetadata', { asOfVersion: 67 }) as { metadataObjects: { xmlName: string }[] };
    expect(described.metadataObjects.map(({ xmlName }) => xmlName)).to.include.members([
      'ExtlClntAppGlobalOauthSettings',
      'PermissionSet',
      'Profile',
      'ProfilePasswordPolicy',
    ]);
  });
});

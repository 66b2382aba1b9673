import { expect } from 'chai';
import { STANDARD_PERMISSIONS } from '../../src/checks/salesforce/standardPermissions.ts';
import { BROAD_OBJECT_RIGHTS, BROAD_USER_PERMISSIONS } from '../../src/definition/broadAccess.ts';

describe('broad access', () => {
  it('begins with the permissions on which Salesforce enforces phishing-resistant MFA', () => {
    expect(BROAD_USER_PERMISSIONS.slice(0, 4)).to.deep.equal([
      'ModifyAllData',
      'ViewAllData',
      'CustomizeApplication',
      'AuthorApex',
    ]);
  });

  it('is of permissions that the platform has, each once', () => {
    expect(
      BROAD_USER_PERMISSIONS.filter((name) => STANDARD_PERMISSIONS.get(name.toLowerCase()) !== name),
    ).to.deep.equal([]);
    expect(new Set(BROAD_USER_PERMISSIONS).size).to.equal(BROAD_USER_PERMISSIONS.length);
  });

  it('is of the rights that reach over all records of an object', () => {
    expect(BROAD_OBJECT_RIGHTS).to.deep.equal(['viewAll', 'modifyAll']);
  });
});

import { SfError } from '@salesforce/core';
import { expect } from 'chai';
import { licenseResult, licenseTable, requireSeats, type LicenseListResult } from '../../src/report/licenses.ts';

const license = (name: string, total: number, used: number) => ({ id: '1', name, status: 'Active', total, used });
const both = (used: number, usedSet: number): LicenseListResult =>
  licenseResult({ userLicense: license('U', 5, used), permissionSetLicense: license('P', 3, usedSet) });
const none = licenseResult({ userLicense: undefined, permissionSetLicense: undefined });

/** What is thrown when seats are missing; undefined when there are enough. */
function complaint(result: LicenseListResult, needed: number): SfError | undefined {
  try {
    requireSeats(result, needed);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof SfError) return thrown;
    throw thrown;
  }
}

describe('licenses', () => {
  it('are counted', () => {
    expect(both(1, 3)).to.deep.equal({
      userLicense: { name: 'U', total: 5, used: 1, free: 4 },
      permissionSetLicense: { name: 'P', total: 3, used: 3, free: 0 },
    });
    expect(none).to.deep.equal({ userLicense: null, permissionSetLicense: null });
  });

  it('are a row each, also when the org does not have them', () => {
    expect(licenseTable(both(1, 3)).data).to.deep.equal([
      { license: 'U', kind: 'User license', total: '5', used: '1', free: '4' },
      { license: 'P', kind: 'Permission set license', total: '3', used: '3', free: '0' },
    ]);
    expect(licenseTable(none).data).to.deep.equal([
      { license: 'Salesforce Integration', kind: 'User license', total: 'not in this org', used: '', free: '' },
      {
        license: 'SalesforceAPIIntegrationPsl',
        kind: 'Permission set license',
        total: 'not in this org',
        used: '',
        free: '',
      },
    ]);
  });

  it('suffice, to the last seat', () => {
    expect(complaint(both(3, 1), 2)).to.equal(undefined);
  });

  it('are too few of one or of both, each told with its numbers; the result goes along', () => {
    expect(complaint(both(3, 2), 2)?.message).to.equal('Permission set license of "P": 2 needed, 1 free.');
    const error = complaint(none, 1);
    expect(error?.message.split('\n')).to.deep.equal([
      'User license of "Salesforce Integration": 1 needed, 0 free.',
      'Permission set license of "SalesforceAPIIntegrationPsl": 1 needed, 0 free.',
    ]);
    expect(error).to.include({ name: 'LicensesError', exitCode: 1 });
    expect(error?.actions).to.have.lengthOf(1);
    expect(error).to.have.property('result', none);
  });
});

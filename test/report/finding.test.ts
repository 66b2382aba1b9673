import { expect } from 'chai';
import { error, warning } from '../../src/definition/problem.ts';
import { finding } from '../../src/report/finding.ts';

describe('finding', () => {
  it('puts a problem into words', () => {
    expect(finding(error('profileOnOtherLicense', 'P', ['P', 'Salesforce'], ['P']))).to.deep.equal({
      id: 'profile-on-other-license',
      severity: 'error',
      subject: 'P',
      message: 'A profile named "P" exists already, on the license "Salesforce". Profile names are unique in an org.',
      fix: 'Choose another name with --profile; "P" stays as it is.',
    });
    expect(finding(warning('emailOfCaller', 'u', ['a@b.co'])).severity).to.equal('warning');
  });

  const ids: readonly (readonly [string, string])[] = [
    ['nameEmpty', 'name-empty'],
    ['unknown.apexClasses', 'unknown-apex-classes'],
    ['unknown.apexClassesNoneNear', 'unknown-apex-classes-none-near'],
    ['field.addressPart', 'field-address-part'],
  ];
  for (const [id, stable] of ids) {
    it(`gives ${id} the stable id ${stable}`, () => {
      expect(finding(error(id, '', ['a'], ['b'])).id).to.equal(stable);
    });
  }

  it('does not read signs of a format in what it is given', () => {
    expect(finding(error('usernameForm', '', ['%s%d%%'])).message).to.match(/^"%s%d%%" is not/);
  });
});

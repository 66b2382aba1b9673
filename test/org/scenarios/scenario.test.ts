import { expect } from 'chai';
import type { Org, Row } from '../org.ts';
import { objectRowsOf } from '../rules/refusedRight.ts';
import { complaintsAbout } from '../rules/setComplaints.ts';
import { buildOrg, scenarioNames } from './scenario.ts';

const one = (org: Org, object: string, equal: Row): Row => {
  const rows = org.store.find(object, equal);
  expect(rows, `${object} ${JSON.stringify(equal)}`).to.have.length(1);
  return rows[0] ?? {};
};
const profilesOn = (org: Org, license: string): unknown[] => {
  const [found] = org.store.find('UserLicense', { Name: license });
  return found ? org.store.find('Profile', { UserLicenseId: found.Id ?? null }).map(({ Name }) => Name) : [];
};
const seats = (org: Org): [number, number] => {
  const license = one(org, 'UserLicense', { Name: 'Salesforce Integration' });
  const psl = one(org, 'PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' });
  const free = (row: Row): number => Number(row.TotalLicenses) - Number(row.UsedLicenses);
  return [free(license), free(psl)];
};

describe('every scenario', () => {
  for (const name of scenarioNames) {
    describe(name, () => {
      const org = buildOrg(name);

      it('has an organization and an administrator', () => {
        expect(one(org, 'Organization', {}).Id).to.equal(org.id);
        const profile = one(org, 'Profile', {
          Name: name === 'german' ? 'Systemadministrator' : 'System Administrator',
        });
        expect(org.store.find('User', { ProfileId: profile.Id ?? null, IsActive: 1 })).to.have.length(1);
      });

      it('has seats for its active users', () => {
        for (const license of org.store.find('UserLicense'))
          expect(Number(license.UsedLicenses), String(license.Name)).to.be.at.most(Number(license.TotalLicenses));
      });

      it('gives every user with a profile the implicit assignment and a UserLogin row', () => {
        for (const user of org.store.find('User').filter(({ ProfileId }) => ProfileId !== null)) {
          const owned = one(org, 'PermissionSet', { ProfileId: user.ProfileId ?? null });
          one(org, 'PermissionSetAssignment', { AssigneeId: user.Id ?? null, PermissionSetId: owned.Id ?? null });
          one(org, 'UserLogin', { UserId: user.Id ?? null });
        }
      });

      it('keeps profiles and the sets that they own in step', () => {
        for (const profile of org.store.find('Profile')) {
          const set = one(org, 'PermissionSet', { ProfileId: profile.Id ?? null });
          const differing = Object.keys(set).filter(
            (column) => column.startsWith('Permissions') && column in profile && set[column] !== profile[column],
          );
          expect(differing, String(profile.Name)).to.deep.equal([]);
        }
      });

      it('has only sound permission sets', () => {
        for (const set of org.store.find('PermissionSet')) {
          expect(complaintsAbout(org, set, objectRowsOf(org, String(set.Id))), String(set.Label)).to.deep.equal([]);
        }
      });
    });
  }
});

describe('scenarios differ', () => {
  it('production: five seats, one used; the new profile', () => {
    const org = buildOrg('production');
    expect(seats(org)).to.deep.equal([4, 4]);
    expect(profilesOn(org, 'Salesforce Integration')).to.deep.equal(['Minimum Access - API Only Integrations']);
    expect(one(org, 'Organization', {})).to.include({
      IsSandbox: 0,
      OrganizationType: 'Enterprise Edition',
      NamespacePrefix: null,
    });
  });

  it('sandbox: suffix on usernames', () => {
    const org = buildOrg('sandbox');
    expect(one(org, 'Organization', {}).IsSandbox).to.equal(1);
    expect(one(org, 'User', { Username: 'admin@example.com.uat' }).Email).to.equal('admin@example.com');
    expect(one(org, 'User', { Username: 'sales.one@example.com.uat' }).Email).to.match(/\.invalid$/);
  });

  it('developer: one seat, free', () => expect(seats(buildOrg('developer'))).to.deep.equal([1, 1]));

  it('no-seats: none free', () => expect(seats(buildOrg('no-seats'))).to.deep.equal([0, 0]));

  it('scratch: neither license nor profile, and an end', () => {
    const org = buildOrg('scratch');
    expect(profilesOn(org, 'Salesforce Integration')).to.deep.equal([]);
    expect(org.store.find('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' })).to.deep.equal([]);
    expect(one(org, 'Organization', {}).TrialExpirationDate).to.be.a('string');
  });

  it('old-profile and both-profiles', () => {
    expect(profilesOn(buildOrg('old-profile'), 'Salesforce Integration')).to.deep.equal([
      'Salesforce API Only System Integrations',
    ]);
    expect(profilesOn(buildOrg('both-profiles'), 'Salesforce Integration')).to.have.length(2);
  });

  it('german: localized names', () => {
    const org = buildOrg('german');
    expect(profilesOn(org, 'Salesforce Integration')).to.deep.equal(['Mindestzugriff – nur API-Integrationen']);
    expect(one(org, 'Organization', {}).LanguageLocaleKey).to.equal('de');
  });

  it('no-chatter: no Chatter permission on any profile', () => {
    expect(buildOrg('no-chatter').store.find('Profile', { PermissionsChatterInternalUser: 1 })).to.deep.equal([]);
  });

  it('license keys are placeholders', () => {
    const org = buildOrg('production');
    expect(one(org, 'UserLicense', { Name: 'Salesforce Integration' }).LicenseDefinitionKey).to.equal(
      'SFDC_INTEGRATION_SIM',
    );
    expect(
      org.store.find('PermissionSetLicense', { PermissionSetLicenseKey: 'SalesforceAPIIntegrationPsl' }),
    ).to.deep.equal([]);
  });

  it('overrides win, and each org is its own', () => {
    const org = buildOrg('production', {
      switches: { profileDml: 'refused' },
      features: { sharing: 'Private' },
      usernamesElsewhere: ['A@Example.com'],
      now: () => new Date('2026-01-01'),
    });
    expect(org.switches.profileDml).to.equal('refused');
    expect(org.switches.userDelete).to.equal('METHOD_NOT_ALLOWED');
    expect(org.features).to.include({ sharing: 'Private', sandbox: false });
    expect(org.usernamesElsewhere.has('a@example.com')).to.equal(true);
    expect(one(org, 'Organization', {}).CreatedDate).to.match(/^2026-01-01/);
    expect(buildOrg('production').store.db).not.to.equal(org.store.db);
  });
});

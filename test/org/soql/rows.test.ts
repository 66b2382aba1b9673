import { expect } from 'chai';
import { queryMore, type QueryResult } from './query.ts';
import { license, psl, profile, otherProfile, robot, session, run, names } from './engine.ts';

describe('SOQL engine: filters', () => {
  const cases: readonly (readonly [string, string])[] = [
    ["LastName = 'robot'", 'Robot'],
    ["LastName = 'JOSÉ'", 'José'],
    ["LastName != 'Robot'", 'Admin José'],
    ["LastName <> 'Robot'", 'Admin José'],
    ["LastName LIKE 'r%'", 'Robot'],
    ["LastName LIKE '_ob%'", 'Robot'],
    ["LastName LIKE 'jos\\u00e9'", 'José'],
    ["Title LIKE '100\\%\\_%'", 'Robot'],
    ["Title LIKE '100\\_%'", ''],
    ["Title = 'It\\'s \\\\ me'", 'José'],
    ['Title = null', 'Admin'],
    ["Title = ''", 'Admin'],
    ['Title != null', 'Robot José'],
    ["Title != 'x'", 'Admin Robot José'],
    ["(NOT Title LIKE 'It%')", 'Admin Robot'],
    ["NOT (LastName = 'Robot' OR LastName = 'Admin')", 'José'],
    ["LastName IN ('admin', 'ROBOT')", 'Admin Robot'],
    ["LastName NOT IN ('admin', 'ROBOT')", 'José'],
    ["Title IN (null, 'nobody')", 'Admin'],
    ['IsActive = true', 'Admin Robot'],
    ['IsActive = FALSE', 'José'],
    ['IsActive != true', 'José'],
    [`Id = '${robot}'`, 'Robot'],
    [`Id = '${robot.slice(0, 15)}'`, 'Robot'],
    [`Id = '${robot.toLowerCase()}'`, 'Robot'],
    [`ProfileId IN ('${otherProfile.slice(0, 15)}')`, 'Admin'],
    ["Profile.Name = 'minimum access' AND Profile.UserLicense.Name = 'Salesforce Integration'", 'Robot José'],
    ["IsActive = true AND (LastName = 'Admin' OR LastName = 'José')", 'Admin'],
    ["User.LastName = 'Robot'", 'Robot'],
    ['CreatedDate = TODAY', 'Admin José'],
    ['CreatedDate = LAST_N_DAYS:30', 'Admin Robot José'],
    ['CreatedDate < LAST_N_DAYS:3', 'Robot'],
    // 2026-11-01T00:00Z is still October in New York
    ['CreatedDate = LAST_MONTH', 'Robot'],
    ['CreatedDate = THIS_MONTH', 'Admin José'],
    ['CreatedDate != THIS_MONTH', 'Robot'],
    ['CreatedDate = N_DAYS_AGO:23', ''],
    ['CreatedDate = N_DAYS_AGO:24', 'Robot'],
    ['CreatedDate <= 2026-11-01T02:00:00+02:00', 'Robot'],
    ['CreatedDate < 2026-11-01T02:00:00+0200', ''],
    ['CreatedDate >= 2026-11-02T00:00:00Z', 'Admin José'],
    ['CALENDAR_MONTH(CreatedDate) = 11 AND DAY_IN_MONTH(CreatedDate) = 1', 'Robot'],
    ['DAY_ONLY(CreatedDate) = 2026-11-01', 'Robot'],
    ["Id IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Api')", 'Robot'],
    ['Id NOT IN (SELECT AssigneeId FROM PermissionSetLicenseAssign)', 'Admin José'],
    [
      "ProfileId IN (SELECT Id FROM Profile WHERE UserLicense.Name = 'Salesforce Integration') AND IsActive = true",
      'Robot',
    ],
  ];
  for (const [filter, expected] of cases) {
    it(filter, () => {
      expect(names(`SELECT LastName FROM User WHERE ${filter} ORDER BY Id`)).to.equal(expected);
    });
  }

  it('numbers and currencies', () => {
    expect(names('SELECT Name FROM Account WHERE NumberOfEmployees > 5')).to.equal('Beta');
    expect(names('SELECT Name FROM Account WHERE AnnualRevenue = 10.50')).to.equal('Acme');
    expect(names('SELECT Name FROM Account WHERE NumberOfEmployees IN (5, 7) ORDER BY Name DESC')).to.equal(
      'Beta Acme',
    );
  });

  it('takes thousands of ids and a long chain of ORs', () => {
    const ids = Array.from({ length: 4000 }, () => `'${robot}'`).join(',');
    expect(names(`SELECT LastName FROM User WHERE Id IN (${ids})`)).to.equal('Robot');
    const ors = Array.from({ length: 1500 }, (_, n) => `LastName = '${String(n)}'`).join(' OR ');
    expect(names(`SELECT LastName FROM User WHERE ${ors} OR LastName = 'Robot'`)).to.equal('Robot');
  });

  it('never lets text reach SQL', () => {
    expect(names("SELECT LastName FROM User WHERE LastName = 'x\\' OR 1=1 --'")).to.equal('');
  });
});

describe('SOQL engine: rows', () => {
  it('have attributes first, canonical names, parents, and null for a missing parent', () => {
    const result = run(
      "SELECT id, lastname, profile.name, Profile.UserLicense.Name, ManagerId, Manager.Name FROM user WHERE LastName = 'robot'",
    );
    expect(JSON.stringify(result)).to.equal(
      JSON.stringify({
        totalSize: 1,
        done: true,
        records: [
          {
            attributes: { type: 'User', url: `/services/data/v67.0/sobjects/User/${robot}` },
            Id: robot,
            LastName: 'Robot',
            Profile: {
              attributes: { type: 'Profile', url: `/services/data/v67.0/sobjects/Profile/${profile}` },
              Name: 'Minimum Access',
              UserLicense: {
                attributes: { type: 'UserLicense', url: `/services/data/v67.0/sobjects/UserLicense/${license}` },
                Name: 'Salesforce Integration',
              },
            },
            ManagerId: null,
            Manager: null,
          },
        ],
      }),
    );
  });

  it('have booleans, times and computed columns as JSON', () => {
    const [row] = run("SELECT IsActive, CreatedDate, Name FROM User WHERE LastName = 'Robot'").records;
    expect(row).to.include({ IsActive: true, CreatedDate: '2026-11-01T00:00:00.000+0000', Name: 'Robot' });
    expect(run('SELECT UsedLicenses FROM PermissionSetLicense').records[0]).to.include({ UsedLicenses: 1 });
  });

  it('read a polymorphic parent through Name', () => {
    const { records } = run('SELECT Name, License.Name, License.Type FROM PermissionSet ORDER BY Name');
    expect(records.map((row) => row['License'])).to.deep.equal([
      {
        attributes: { type: 'Name', url: `/services/data/v67.0/sobjects/PermissionSetLicense/${psl}` },
        Name: 'Salesforce API Integration',
        Type: 'PermissionSetLicense',
      },
      {
        attributes: { type: 'Name', url: `/services/data/v67.0/sobjects/UserLicense/${license}` },
        Name: 'Salesforce Integration',
        Type: 'UserLicense',
      },
    ]);
    expect(names("SELECT Name FROM PermissionSet WHERE License.Name = 'Salesforce Integration'")).to.equal('Bare');
  });

  it('nest sub-queries as recorded for opportunities, null when empty', () => {
    const { records } = run(
      'SELECT LastName, (SELECT Id, PermissionSet.Name FROM PermissionSetAssignments ORDER BY PermissionSet.Name DESC) FROM User WHERE IsActive = true ORDER BY LastName',
    );
    expect(records[0]?.['PermissionSetAssignments']).to.equal(null);
    const nested = records[1]?.['PermissionSetAssignments'] as QueryResult;
    expect(nested).to.include({ totalSize: 2, done: true });
    expect(nested.records.map((row) => (row['PermissionSet'] as { Name: string }).Name)).to.deep.equal(['Bare', 'Api']);
    expect(nested.records[0]?.['attributes']).to.have.property('type', 'PermissionSetAssignment');
  });

  it('page a large sub-query', () => {
    const [row] = run("SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = 'Acme'", {
      batchSize: 200,
    }).records;
    const nested = row?.['Contacts'] as QueryResult;
    expect(nested).to.include({ totalSize: 250, done: false });
    const rest = queryMore(session, nested.nextRecordsUrl?.split('/').at(-1) ?? '');
    expect(rest.records).to.have.length(50);
  });

  it('keep the order asked for, nulls first', () => {
    expect(names('SELECT LastName FROM User ORDER BY Title, LastName')).to.equal('Admin Robot José');
    expect(names('SELECT LastName FROM User ORDER BY Title DESC NULLS LAST')).to.equal('José Robot Admin');
    expect(names('SELECT LastName FROM User ORDER BY Title NULLS LAST LIMIT 1 OFFSET 1')).to.equal('José');
  });

  it('FIELDS(ALL) gives what the caller may read', () => {
    const [row] = run('SELECT FIELDS(ALL) FROM Account LIMIT 1').records;
    expect(row).to.have.property('Name');
    expect(row).not.to.have.property('Sic');
    expect(run('SELECT FIELDS(STANDARD) FROM PermissionSet').records[0]).to.have.property('PermissionsApiEnabled');
  });

  it('toLabel', () => {
    expect(run("SELECT toLabel(Industry) FROM Account WHERE Name = 'Acme'").records[0]).to.have.property(
      'Industry',
      'Energy',
    );
  });
});

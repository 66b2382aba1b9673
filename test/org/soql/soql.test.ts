// Over 300 lines: one language, clause by clause, over one org and one set of helpers.
import { expect } from 'chai';
import { NotSimulated, OrgError, type Access, type Org, type Session } from '../org.ts';
import { loadSchema } from '../schema/load.ts';
import { openStore } from '../store/open.ts';
import { query, queryMore, type QueryResult } from './query.ts';

const now = new Date('2026-11-24T12:00:00.000Z');
const schema = loadSchema({ chatter: true });
const store = openStore(schema, () => now);
const switches = { havingUnfilterable: 'refused' };
const org = { id: '00D000000000001EAA', schema, store, switches, now: () => now } as unknown as Org;
const hiddenObjects = new Set(['Organization']);
const hiddenFields = new Set(['Account.Sic']);
const seesAll: Access = {
  userPermissions: () => new Set(),
  seesObject: (_, object) => !hiddenObjects.has(object.name),
  object: () => ({ read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true }),
  field: (_, object, field) => ({ read: !hiddenFields.has(`${object.name}.${field.name}`), edit: true }),
  visibleRows: () => undefined,
};
const [license, psl] = [
  store.insert('UserLicense', {
    Name: 'Salesforce Integration',
    MasterLabel: 'Salesforce Integration',
    Status: 'Active',
    TotalLicenses: 5,
  }),
  store.insert('PermissionSetLicense', {
    DeveloperName: 'SalesforceAPIIntegrationPsl',
    MasterLabel: 'Salesforce API Integration',
    Status: 'Active',
    TotalLicenses: 5,
  }),
];
const profile = store.insert('Profile', { Name: 'Minimum Access', UserLicenseId: license });
const otherProfile = store.insert('Profile', { Name: 'System Administrator' });
const userOf = (name: string, more: Record<string, string | number | null> = {}): string =>
  store.insert('User', {
    LastName: name,
    Username: `${name.toLowerCase()}@example.com`,
    Email: `${name.toLowerCase()}@example.com`,
    Alias: name.slice(0, 8),
    ProfileId: profile,
    IsActive: 1,
    TimeZoneSidKey: 'America/New_York',
    LocaleSidKey: 'en_US',
    ...more,
  });
const admin = userOf('Admin', { ProfileId: otherProfile });
const robot = userOf('Robot', { CreatedDate: '2026-11-01T00:00:00.000Z', Title: '100%_sure' });
userOf('José', { IsActive: 0, Title: "It's \\ me", FirstName: 'Ö' });
const set = store.insert('PermissionSet', {
  Name: 'Api',
  Label: 'Api',
  LicenseId: psl,
  IsOwnedByProfile: 0,
  PermissionsApiEnabled: 1,
});
const setOfLicense = store.insert('PermissionSet', {
  Name: 'Bare',
  Label: 'Bare',
  LicenseId: license,
  IsOwnedByProfile: 0,
});
store.insert('PermissionSetAssignment', { AssigneeId: robot, PermissionSetId: set });
store.insert('PermissionSetAssignment', { AssigneeId: robot, PermissionSetId: setOfLicense });
store.insert('PermissionSetLicenseAssign', { AssigneeId: robot, PermissionSetLicenseId: psl });
const account = store.insert('Account', {
  Name: 'Acme',
  NumberOfEmployees: 5,
  AnnualRevenue: 10.5,
  Industry: 'Energy',
  OwnerId: admin,
});
store.insert('Account', { Name: 'Beta', NumberOfEmployees: 7, OwnerId: robot });
for (let n = 0; n < 250; n += 1)
  store.insert('Contact', { LastName: `C${String(n)}`, AccountId: account, OwnerId: admin });
for (let n = 0; n < 2001; n += 1)
  store.insert('LoginHistory', {
    UserId: robot,
    LoginTime: new Date(now.getTime() - n * 3_600_000).toISOString(),
    SourceIp: `10.0.${String(Math.floor(n / 250))}.${String(n % 250)}`,
    LoginType: 'Remote Access 2.0',
    Application: n % 2 === 0 ? 'CLI' : 'Loader',
    Status: 'Success',
  });

const session: Session = { org, userId: admin, apiVersion: 67 };
function run(soql: string, options: { batchSize?: number; tooling?: boolean; access?: Access } = {}): QueryResult {
  return query(session, options.access ?? seesAll, soql, {
    batchSize: options.batchSize ?? 2000,
    tooling: options.tooling ?? false,
  });
}
function refusal(soql: string): OrgError {
  try {
    run(soql);
  } catch (error) {
    if (error instanceof OrgError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${soql}`);
}
/** The one text column of the rows, joined, to compare in tables. */
function names(soql: string): string {
  return run(soql)
    .records.map((row) => String(Object.values(row).at(-1)))
    .join(' ');
}

describe('SOQL engine', () => {
  const reference = 'Please reference your WSDL or the describe call for the appropriate names.';

  describe('filters', () => {
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

  describe('rows', () => {
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
      expect(nested.records.map((row) => (row['PermissionSet'] as { Name: string }).Name)).to.deep.equal([
        'Bare',
        'Api',
      ]);
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

  describe('aggregates', () => {
    it('COUNT() is a number without records', () => {
      expect(run('SELECT COUNT() FROM LoginHistory')).to.deep.equal({ totalSize: 2001, done: true, records: [] });
      expect(run('select count() from LoginHistory limit 7').totalSize).to.equal(7);
    });

    it('COUNT(Id) is expr0', () => {
      expect(run('SELECT COUNT(Id) FROM Account').records).to.deep.equal([
        { attributes: { type: 'AggregateResult' }, expr0: 2 },
      ]);
    });

    it('groups by field, parent and date function', () => {
      expect(
        run(
          'SELECT Application, MAX(LoginTime) lastLogin, COUNT(Id) FROM LoginHistory GROUP BY Application ORDER BY COUNT(Id) DESC',
        ).records[0],
      ).to.deep.equal({
        attributes: { type: 'AggregateResult' },
        Application: 'CLI',
        lastLogin: '2026-11-24T12:00:00.000+0000',
        expr0: 1001,
      });
      expect(
        run('SELECT Profile.Name, COUNT(Id) c FROM User GROUP BY Profile.Name HAVING COUNT(Id) > 1').records,
      ).to.deep.equal([{ attributes: { type: 'AggregateResult' }, Name: 'Minimum Access', c: 2 }]);
      expect(
        run(
          'SELECT CALENDAR_YEAR(LoginTime), COUNT_DISTINCT(UserId) FROM LoginHistory GROUP BY CALENDAR_YEAR(LoginTime)',
        ).records,
      ).to.deep.equal([{ attributes: { type: 'AggregateResult' }, expr0: 2026, expr1: 1 }]);
      expect(
        run('SELECT SUM(NumberOfEmployees) s, AVG(NumberOfEmployees) a, MIN(Name) n FROM Account').records[0],
      ).to.include({ s: 12, a: 6, n: 'Acme' });
    });

    it('count logins of last week, as a query known to work', () => {
      // Sunday 15 to Saturday 21 November in New York
      expect(
        run('SELECT count(id), Status FROM LoginHistory WHERE LoginTime = LAST_WEEK GROUP BY Status').records[0],
      ).to.include({ expr0: 168, Status: 'Success' });
    });

    it('refuse more groups than a batch has rows', () => {
      const soql =
        'SELECT DAY_ONLY(LoginTime), HOUR_IN_DAY(LoginTime) FROM LoginHistory GROUP BY DAY_ONLY(LoginTime), HOUR_IN_DAY(LoginTime) LIMIT 300';
      expect(run(soql).records).to.have.length(300);
      expect(() => run(soql, { batchSize: 200 })).to.throw(OrgError, 'Aggregate query does not support queryMore()');
    });

    it('find rows in many ranges of time as in each of them', () => {
      const at = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();
      const range = (hours: number): string => `(LoginTime >= ${at(hours)} AND LoginTime < ${at(hours - 1)})`;
      const count = (ranges: readonly string[]): unknown =>
        run(`SELECT COUNT(Id) n FROM LoginHistory WHERE ${ranges.join(' OR ')}`).records[0]?.['n'];
      const hours = Array.from({ length: 30 }, (_, index) => 3 + ((index * 7) % 30) * 40);
      expect(count(hours.map(range))).to.equal(30);
      expect(count([...hours, 3].map(range)), 'the same range twice').to.equal(30);
      expect(count([...hours.map(range), 'LoginTime = null'])).to.equal(30);
      expect(count(hours.slice(0, 3).map(range))).to.equal(3);
    });

    it('know the users of logins and the logins of users', () => {
      expect(
        names(
          "SELECT Username FROM User WHERE Id IN (SELECT UserId FROM LoginHistory WHERE LoginType = 'Remote Access 2.0')",
        ),
      ).to.not.equal('');
      const soql = "SELECT COUNT(Id) n FROM LoginHistory WHERE UserId IN (SELECT Id FROM User WHERE Username LIKE '%')";
      expect(run(soql).records[0]).to.include({ n: 2001 });
    });

    it('refuse more than 2000 groups', () => {
      const error = refusal('SELECT SourceIp, COUNT(Id) FROM LoginHistory GROUP BY SourceIp');
      expect(error).to.include({ errorCode: 'EXCEEDED_ID_LIMIT' });
      expect(error.message).to.match(/^Aggregate query does not support queryMore\(\)/);
      expect(run('SELECT SourceIp, COUNT(Id) FROM LoginHistory GROUP BY SourceIp LIMIT 2000').records).to.have.length(
        2000,
      );
    });
  });

  describe('paging', () => {
    it('goes through all rows of the snapshot', () => {
      const first = run('SELECT Id FROM Contact', { batchSize: 1 });
      expect(first).to.include({ totalSize: 250, done: false });
      expect(first.records).to.have.length(200);
      expect(first.nextRecordsUrl).to.match(/^\/services\/data\/v67\.0\/query\/01g\w{15}-200$/);
      const locator = first.nextRecordsUrl?.split('/').at(-1) ?? '';
      const second = queryMore(session, locator);
      expect(second).to.include({ totalSize: 250, done: true });
      expect(second).not.to.have.property('nextRecordsUrl');
      expect(new Set([...first.records, ...second.records].map((row) => row['Id'])).size).to.equal(250);
      expect(() => queryMore({ ...session, userId: robot }, locator))
        .to.throw(OrgError)
        .with.property('errorCode', 'INVALID_QUERY_LOCATOR');
    });

    it('refuses unknown locators', () => {
      for (const locator of ['01g000000000009AAA-2000', 'x', '']) {
        expect(() => queryMore(session, locator))
          .to.throw(OrgError)
          .with.property('errorCode', 'INVALID_QUERY_LOCATOR');
      }
    });

    it('of the Tooling API has its own path', () => {
      const { records } = run('SELECT Id FROM Profile', { tooling: true });
      expect(records[0]?.['attributes']).to.deep.equal({
        type: 'Profile',
        url: `/services/data/v67.0/tooling/sobjects/Profile/${profile}`,
      });
    });
  });

  describe('visibility', () => {
    const own: Access = {
      ...seesAll,
      visibleRows: (_, object) =>
        object.name === 'PermissionSetAssignment'
          ? '0'
          : object.name === 'Account'
            ? `{t}."OwnerId" = '${admin}'`
            : undefined,
    };
    it('holds for rows, sub-queries, semi-joins and counts', () => {
      expect(run('SELECT Name FROM Account', { access: own }).records.map((row) => row['Name'])).to.deep.equal([
        'Acme',
      ]);
      expect(run('SELECT COUNT() FROM Account', { access: own }).totalSize).to.equal(1);
      expect(
        run(`SELECT Id, (SELECT Id FROM PermissionSetAssignments) FROM User WHERE Id = '${robot}'`, { access: own })
          .records[0]?.['PermissionSetAssignments'],
      ).to.equal(null);
      expect(
        run('SELECT Id FROM User WHERE Id IN (SELECT AssigneeId FROM PermissionSetAssignment)', { access: own })
          .totalSize,
      ).to.equal(0);
    });
  });

  describe('exact texts', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      // recorded: composite_count_invalid_type
      [
        'select count() from XYZZY',
        'INVALID_TYPE',
        `\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${reference}`,
      ],
      // recorded: unknown-object
      [
        'SELECT Id,Name,BillingCity,IsDeleted FROM Accout',
        'INVALID_TYPE',
        `\nName,BillingCity,IsDeleted FROM Accout\n                                ^\nERROR at Row:1:Column:43\nsObject type 'Accout' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${reference}`,
      ],
      [
        'SELECT Id FROM Organization',
        'INVALID_TYPE',
        `\nSELECT Id FROM Organization\n               ^\nERROR at Row:1:Column:16\nsObject type 'Organization' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${reference}`,
      ],
      [
        'SELECT Naem FROM Account',
        'INVALID_FIELD',
        `\nSELECT Naem FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Naem' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${reference}`,
      ],
      ['invalid', 'MALFORMED_QUERY', "unexpected token: 'invalid'"],
      // shaped as recorded query-malformed-caret
      [
        'Select Id, Name, Title, LastName, CreatedById, LastModifiedById, LastModifiedDate, From Account ',
        'MALFORMED_QUERY',
        "\nLastModifiedById, LastModifiedDate, From Account \n                                   ^\nERROR at Row:1:Column:83\nunexpected token: 'From'",
      ],
      ['SELECT Id, FIELDS(ALL) FROM User LIMIT 200', 'INVALID_FIELD', 'duplicate field selected: Id'],
      ['SELECT FIELDS(ALL) FROM User', 'MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200'],
      [
        'SELECT DurableId FROM UserEntityAccess',
        'MALFORMED_QUERY',
        'UserEntityAccess: a filter on a reified column is required [UserId,DurableId]',
      ],
      ['SELECT Id FROM User OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
      [
        `SELECT Id FROM User WHERE Name = '${'x'.repeat(100_000)}'`,
        'MALFORMED_QUERY',
        'SOQL statements cannot be longer than 100000 characters.',
      ],
    ];
    for (const [soql, code, message] of cases) {
      it(soql.slice(0, 80), () => {
        const error = refusal(soql);
        expect(error.message).to.equal(message);
        expect(error.errorCode).to.equal(code);
      });
    }
  });

  describe('refusals', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['SELECT Sic FROM Account', 'INVALID_FIELD', "No such column 'Sic' on entity 'Account'."],
      ['SELECT Id FROM Account WHERE Sic = null', 'INVALID_FIELD', "No such column 'Sic' on entity 'Account'."],
      ['SELECT Profil.Name FROM User', 'INVALID_FIELD', "Didn't understand relationship 'Profil' in field path."],
      ['SELECT License.Label FROM PermissionSet', 'INVALID_FIELD', "No such column 'Label' on entity 'Name'."],
      [
        'SELECT Id, (SELECT Id FROM Foos) FROM User',
        'INVALID_TYPE',
        "Didn't understand relationship 'Foos' in FROM part of query call.",
      ],
      [
        "SELECT Id FROM LoginHistory WHERE Status = 'Success'",
        'INVALID_FIELD',
        "Column:35\nfield 'Status' can not be filtered in a query call",
      ],
      [
        'SELECT Id FROM UserLicense WHERE UsedLicenses > 1',
        'INVALID_FIELD',
        "field 'UsedLicenses' can not be filtered in a query call",
      ],
      [
        'SELECT LoginTime, COUNT(Id) FROM LoginHistory GROUP BY LoginTime',
        'MALFORMED_QUERY',
        "field 'LoginTime' can not be grouped in a query call",
      ],
      [
        'SELECT Id FROM ObjectPermissions ORDER BY PermissionsRead',
        'MALFORMED_QUERY',
        "field 'PermissionsRead' can not be sorted in a query call",
      ],
      [
        'SELECT COUNT_DISTINCT(UserId) FROM OauthToken',
        'MALFORMED_QUERY',
        'field UserId does not support aggregate operator COUNT_DISTINCT',
      ],
      [
        'SELECT COUNT(Id) FROM SetupAuditTrail',
        'MALFORMED_QUERY',
        'field Id does not support aggregate operator COUNT',
      ],
      ['SELECT SUM(Name) FROM Account', 'MALFORMED_QUERY', 'field Name does not support aggregate operator SUM'],
      ['SELECT Id, COUNT(Name) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Id'],
      ['SELECT Name, Id FROM Account GROUP BY Name', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Id'],
      [
        'SELECT Name FROM Account GROUP BY Name ORDER BY Id',
        'MALFORMED_QUERY',
        'Ordered field must be grouped or aggregated: Id',
      ],
      [
        'SELECT COUNT(Id) FROM Account LIMIT 1',
        'MALFORMED_QUERY',
        'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
      ],
      ['SELECT COUNT(Id) a, MAX(Id) a FROM Account', 'MALFORMED_QUERY', 'duplicate alias: a'],
      ['SELECT Name n FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
      ['SELECT Id, Id FROM Account', 'INVALID_FIELD', 'duplicate field selected: Id'],
      ['SELECT Profile.Name, profile.name FROM User', 'INVALID_FIELD', 'duplicate field selected: Profile.Name'],
      [
        'SELECT Id FROM User WHERE LastName = 5',
        'INVALID_FIELD',
        "value of filter criterion for field 'LastName' must be of type string and should be enclosed in quotes",
      ],
      [
        "SELECT Id FROM User WHERE IsActive = 'true'",
        'INVALID_FIELD',
        "value of filter criterion for field 'IsActive' must be of type boolean and should not be enclosed in quotes",
      ],
      [
        "SELECT Id FROM Account WHERE NumberOfEmployees = '5'",
        'INVALID_FIELD',
        "value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes",
      ],
      [
        "SELECT Id FROM User WHERE CreatedDate > '2026-01-01T00:00:00Z'",
        'INVALID_FIELD',
        "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
      ],
      ['SELECT Id FROM User WHERE CreatedDate > 2026-01-01', 'INVALID_FIELD', 'must be of type dateTime'],
      ["SELECT Id FROM User WHERE Id = 'xyz'", 'INVALID_QUERY_FILTER_OPERATOR', 'Column:27\ninvalid ID field: xyz'],
      ["SELECT Id FROM User WHERE ProfileId IN ('00e')", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: 00e'],
      ["SELECT Id FROM User WHERE Id LIKE '005%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on id field'],
      ["SELECT Id FROM LoginHistory WHERE SourceIp LIKE '10%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on'],
      [
        "SELECT Id FROM User WHERE LastName INCLUDES ('a')",
        'INVALID_QUERY_FILTER_OPERATOR',
        'invalid operator on string field',
      ],
      [
        "SELECT Id FROM User WHERE IsActive = true AND LastName = 'a' OR LastName = 'b'",
        'MALFORMED_QUERY',
        "unexpected token: 'OR'",
      ],
      [
        "SELECT Id FROM User WHERE IsActive = true AND NOT LastName = 'a'",
        'MALFORMED_QUERY',
        "unexpected token: 'NOT'",
      ],
      [
        "SELECT Id FROM User WHERE NOT LastName = 'a' AND IsActive = true",
        'MALFORMED_QUERY',
        "unexpected token: 'AND'",
      ],
      ['SELECT Id FROM User WHERE IsActive = true LastName = null', 'MALFORMED_QUERY', "unexpected token: 'LastName'"],
      ['SELECT Id FROM User WHERE AND IsActive = true', 'MALFORMED_QUERY', "unexpected token: 'AND'"],
      ["SELECT Id FROM User WHERE LastName = ('a', 'b')", 'MALFORMED_QUERY', "unexpected token: '('"],
      ["SELECT Id FROM User WHERE LastName IN 'a'", 'MALFORMED_QUERY', "unexpected token: ''a''"],
      [
        'SELECT Id FROM User WHERE Id = (SELECT AssigneeId FROM PermissionSetAssignment)',
        'MALFORMED_QUERY',
        'unexpected token: ',
      ],
      ['SELECT Id FROM User WHERE (IsActive = true))', 'MALFORMED_QUERY', "unexpected token: ')'"],
      [
        'SELECT Name FROM User WHERE Id IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE Id = null AND Id = null OR Id = null)',
        'MALFORMED_QUERY',
        "unexpected token: 'OR'",
      ],
      ["SELECT Id FROM User WHERE LastName = 'O'Hara'", 'MALFORMED_QUERY', "unexpected token: 'Hara'"],
      ["SELECT Id FROM User WHERE LastName = 'abc", 'MALFORMED_QUERY', "unexpected token: '''"],
      ['SELECT Id FROM User WHERE LastName = :name', 'MALFORMED_QUERY', "unexpected token: ':'"],
      ['SELECT Id FROM User WHERE', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
      [
        "SELECT Id FROM User WHERE Id IN (SELECT AssigneeId FROM PermissionSetAssignment) OR LastName = 'x'",
        'MALFORMED_QUERY',
        "Semi join sub-selects are not allowed with the 'OR' operator",
      ],
      [
        'SELECT Id FROM User WHERE Id IN (SELECT ManagerId FROM User)',
        'MALFORMED_QUERY',
        'The inner and outer selects should not be on the same object type',
      ],
      [
        'SELECT Id FROM User WHERE Id IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId IN (SELECT Id FROM PermissionSet))',
        'MALFORMED_QUERY',
        'Nesting of semi join sub-selects is not supported',
      ],
      [
        'SELECT Id FROM User WHERE LastName IN (SELECT AssigneeId FROM PermissionSetAssignment)',
        'MALFORMED_QUERY',
        'semi join sub-selects can only query id fields',
      ],
      [
        'SELECT Id FROM Profile WHERE Id IN (SELECT Assignee.ProfileId FROM PermissionSetAssignment)',
        'MALFORMED_QUERY',
        'inner select field cannot have more than one level of relationships',
      ],
      [
        'SELECT Id FROM User WHERE Id IN (SELECT Foo FROM PermissionSetAssignment)',
        'INVALID_FIELD',
        "No such column 'Foo' on entity 'PermissionSetAssignment'",
      ],
      [
        'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Task)',
        'MALFORMED_QUERY',
        "Entity 'Task' is not supported for semi join inner selects",
      ],
      [
        "SELECT Status FROM LoginHistory GROUP BY Status HAVING Status = 'Success'",
        'INVALID_FIELD',
        "field 'Status' can not be filtered in a query call",
      ],
      [
        `SELECT ${Array.from({ length: 101 }, () => 'COUNT(Id)').join(', ')} FROM Account`,
        'MALFORMED_QUERY',
        'maximum number of aliased fields exceeded: 100',
      ],
      ['SELECT Id FROM User WHERE Id IN (SELECT Id FROM Foo)', 'INVALID_TYPE', "sObject type 'Foo' is not supported"],
    ];
    for (const [soql, code, message] of cases) {
      it(soql, () => {
        const error = refusal(soql);
        expect(error.message).to.contain(message);
        expect(error.errorCode).to.equal(code);
      });
    }
  });

  describe('gaps', () => {
    const cases = [
      'SELECT Id FROM User ALL ROWS',
      'SELECT Id FROM User FOR VIEW',
      'SELECT Id FROM User WITH SECURITY_ENFORCED',
      'SELECT Id FROM User USING SCOPE mine',
      'SELECT FORMAT(CreatedDate) FROM User',
      'SELECT TYPEOF License WHEN UserLicense THEN Name END FROM PermissionSet',
      'SELECT Name, COUNT(Id) FROM Account GROUP BY ROLLUP(Name)',
      'SELECT Id FROM User WHERE CreatedDate = THIS_FISCAL_YEAR',
      'SELECT Id FROM FieldPermissions',
      'SELECT Application FROM LoginHistory GROUP BY Application LIMIT 1 OFFSET 1',
      'SELECT COUNT() FROM OauthToken',
      'SELECT Id FROM User WHERE Id IN (SELECT UserId FROM OauthToken)',
    ];
    for (const soql of cases) {
      it(soql, () => {
        expect(() => run(soql)).to.throw(NotSimulated);
      });
    }
  });
});

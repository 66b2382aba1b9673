import { expect } from 'chai';
import { NotSimulated, type Access } from '../org.ts';
import { seesAll, admin, robot, run, refusal, reference } from './engine.ts';

describe('SOQL engine: visibility', () => {
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
    expect(run('SELECT Name FROM Account', { access: own }).records.map((row) => row['Name'])).to.deep.equal(['Acme']);
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

describe('SOQL engine: exact texts', () => {
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

describe('SOQL engine: refusals', () => {
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
    ['SELECT COUNT(Id) FROM SetupAuditTrail', 'MALFORMED_QUERY', 'field Id does not support aggregate operator COUNT'],
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
    ["SELECT Id FROM User WHERE IsActive = true AND NOT LastName = 'a'", 'MALFORMED_QUERY', "unexpected token: 'NOT'"],
    ["SELECT Id FROM User WHERE NOT LastName = 'a' AND IsActive = true", 'MALFORMED_QUERY', "unexpected token: 'AND'"],
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

describe('SOQL engine: gaps', () => {
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

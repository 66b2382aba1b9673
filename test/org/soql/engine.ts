import { OrgError, type Access, type Org, type Session } from '../org.ts';
import { loadSchema } from '../schema/load.ts';
import { openStore } from '../store/open.ts';
import { query, type QueryResult } from './query.ts';

export const now = new Date('2026-11-24T12:00:00.000Z');

const schema = loadSchema({ chatter: true });

const store = openStore(schema, () => now);

const switches = { havingUnfilterable: 'refused' };

const org = { id: '00D000000000001EAA', schema, store, switches, now: () => now } as unknown as Org;

const hiddenObjects = new Set(['Organization']);

const hiddenFields = new Set(['Account.Sic']);

export const seesAll: Access = {
  userPermissions: () => new Set(),
  seesObject: (_, object) => !hiddenObjects.has(object.name),
  object: () => ({ read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true }),
  field: (_, object, field) => ({ read: !hiddenFields.has(`${object.name}.${field.name}`), edit: true }),
  visibleRows: () => undefined,
};

export const [license, psl] = [
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

export const profile = store.insert('Profile', { Name: 'Minimum Access', UserLicenseId: license });

export const otherProfile = store.insert('Profile', { Name: 'System Administrator' });

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

export const admin = userOf('Admin', { ProfileId: otherProfile });

export const robot = userOf('Robot', { CreatedDate: '2026-11-01T00:00:00.000Z', Title: '100%_sure' });

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

export const session: Session = { org, userId: admin, apiVersion: 67 };

export function run(
  soql: string,
  options: { batchSize?: number; tooling?: boolean; access?: Access } = {},
): QueryResult {
  return query(session, options.access ?? seesAll, soql, {
    batchSize: options.batchSize ?? 2000,
    tooling: options.tooling ?? false,
  });
}

export function refusal(soql: string): OrgError {
  try {
    run(soql);
  } catch (error) {
    if (error instanceof OrgError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${soql}`);
}

/** The one text column of the rows, joined, to compare in tables. */
export function names(soql: string): string {
  return run(soql)
    .records.map((row) => String(Object.values(row).at(-1)))
    .join(' ');
}

export const reference = 'Please reference your WSDL or the describe call for the appropriate names.';

import type { Org, Row } from '../../org.ts';
import { implicitAssignment } from '../../rules/implicitAssignment.ts';
import type { Scenario } from '../table.ts';
import type { Profiles } from './profiles.ts';

/** Ids by the part of the username before "@". */
export type People = Readonly<Record<string, string>>;

type Seed = {
  readonly name: string;
  readonly first: string | null;
  readonly last: string;
  readonly alias: string;
  readonly profile: string;
  readonly role?: string;
  readonly state?: 'inactive' | 'frozen';
  readonly department?: string;
};

const FEW: readonly Seed[] = [
  {
    name: 'admin',
    first: 'Org',
    last: 'Administrator',
    alias: 'oadmin',
    profile: 'System Administrator',
    role: 'Operations',
  },
  {
    name: 'sales.one',
    first: 'Sales Person',
    last: 'One',
    alias: 'sone',
    profile: 'Standard User',
    role: 'Sales',
    department: 'Sales',
  },
];

const TEAM: readonly Seed[] = [
  ...FEW,
  {
    name: 'sales.two',
    first: 'Sales Person',
    last: 'Two',
    alias: 'stwo',
    profile: 'Standard User',
    role: 'Sales',
    department: 'Sales',
  },
  { name: 'erp.sync', first: 'ERP', last: 'Sync', alias: 'erpsync', profile: 'Legacy API User', role: 'Integrations' },
  {
    name: 'user.manager',
    first: 'User',
    last: 'Manager',
    alias: 'umanager',
    profile: 'User Manager',
    role: 'Operations',
  },
  {
    name: 'frozen.person',
    first: 'Frozen',
    last: 'Person',
    alias: 'frozen',
    profile: 'Standard User',
    state: 'frozen',
  },
  { name: 'chatter.person', first: 'Chatter', last: 'Person', alias: 'chatter', profile: 'Chatter Free User' },
];

const FORMER: Seed = {
  name: 'former.person',
  first: 'Former',
  last: 'Person',
  alias: 'former',
  profile: 'Standard User',
  state: 'inactive',
};

/** The integration user that is there already, on whichever profile the org has. */
const WAREHOUSE = {
  name: 'warehouse',
  first: null,
  last: 'Warehouse Integration',
  alias: 'whouse',
  role: 'Integrations',
} as const;

const seedsOf = (scenario: Scenario): Seed[] => {
  if (scenario.people === 'few') return [...FEW, FORMER];
  const old = scenario.integration?.profiles.includes('new') === false;
  const profile = old ? 'Salesforce API Only System Integrations' : 'Minimum Access - API Only Integrations';
  return [...TEAM, FORMER, ...(scenario.integration ? [{ ...WAREHOUSE, profile }] : [])];
};

/** Writes roles and users with their UserLogin rows and implicit assignments; `admin` is the id of the first one. */
export const plantPeople = (org: Org, scenario: Scenario, profiles: Profiles, orgId: string, admin: string): People => {
  const roles = plantRoles(org, admin);
  const common: Row = {
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: scenario.language,
    LocaleSidKey: scenario.locale,
    TimeZoneSidKey: scenario.timeZone,
  };
  const people = seedsOf(scenario).map((seed): [string, string] => {
    const row: Row = {
      ...common,
      ...(seed.name === 'admin' ? { Id: admin } : {}),
      Username: `${seed.name}@example.com${scenario.usernameSuffix}`,
      Email:
        scenario.features.sandbox && seed.name !== 'admin'
          ? `${seed.name}@example.com.invalid`
          : `${seed.name}@example.com`,
      FirstName: seed.first,
      LastName: seed.last,
      Alias: seed.alias,
      CommunityNickname: seed.name,
      ProfileId: profiles[seed.profile] ?? null,
      UserRoleId: roles[seed.role ?? ''] ?? null,
      Department: seed.department ?? null,
      UserType: seed.profile === 'Chatter Free User' ? 'CsnOnly' : 'Standard',
      IsActive: seed.state === 'inactive' ? 0 : 1,
    };
    const id = org.store.insert('User', row, admin);
    implicitAssignment({ org, userId: admin }, { ...row, Id: id });
    org.store.insert(
      'UserLogin',
      { UserId: id, IsFrozen: seed.state === 'frozen' ? 1 : 0, IsPasswordLocked: 0 },
      admin,
    );
    return [seed.name, id];
  });
  plantAutomatedProcess(org, common, orgId, admin);
  return Object.fromEntries(people);
};

const plantRoles = (org: Org, by: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['Operations', 'Sales', 'Integrations'].map((name) => {
      const row = { Name: name, DeveloperName: name, OpportunityAccessForAccountOwner: 'Edit' };
      return [name, org.store.insert('UserRole', row, by)];
    }),
  );

/** The platform's own user: active, without profile and seat. */
const plantAutomatedProcess = (org: Org, common: Row, orgId: string, by: string): void => {
  const row = {
    Username: `autoproc@${orgId.toLowerCase()}`,
    Email: 'autoproc@example.com',
    LastName: 'Process',
    FirstName: 'Automated',
  };
  const rest = { Alias: 'autoproc', CommunityNickname: 'automatedprocess', UserType: 'AutomatedProcess', IsActive: 1 };
  org.store.insert('User', { ...common, ...row, ...rest }, by);
};

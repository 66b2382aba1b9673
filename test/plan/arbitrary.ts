import fc from 'fast-check';
import { OBJECT_RIGHTS, type ObjectRight, type UserDefinition } from '../../src/definition/definition.ts';
import type { RawObjectAccess, RawUser } from '../../src/definition/raw.ts';
import type { OrgSchema } from '../../src/org/schema.ts';
import type { OrgState } from '../../src/org/state/state.ts';
import type { Snapshot } from '../../src/plan/plan.ts';
import {
  assignment,
  definitions,
  fieldRow,
  license,
  licensed,
  named,
  objectRow,
  orgSchema,
  orgState,
  orgUser,
  permissionSet,
  profile,
  PSL_ID,
  rawUser,
  setupRow,
  snapshot,
  STANDARD_PROFILE,
} from './snapshot.ts';

const NAMES = ['Zoom', 'Billing', 'Ledger', 'Mailer', 'Depot'] as const;
const schema = orgSchema();
const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);
const DEFAULT_PROFILE = 'Integration API Only';

/** The ids of what belongs to the user of this name. */
export const idsOf = (name: string) => {
  const username = `${name.toLowerCase()}@acme.integration`;
  return { username, userId: `005${username}`, setName: `Integration_${name}`, setId: `0PSIntegration_${name}` };
};

/** Fields of an object that a definition may name without an error. */
function fields(object: string, edit: boolean): string[] {
  return [...(schema.objects.get(object.toLowerCase())?.fields.values() ?? [])]
    .filter(({ permissionable, readOnly }) => permissionable && !(readOnly && edit))
    .map(({ name }) => name);
}

function access(object: string): fc.Arbitrary<RawObjectAccess> {
  const takesRights = schema.permissionableObjects.includes(object);
  return fc.record({
    access: takesRights ? some(...OBJECT_RIGHTS) : fc.constant([]),
    readFields: fc.oneof(some(...fields(object, false)), fc.constant('all' as const)),
    editFields: fc.oneof(some(...fields(object, true)), fc.constant('all' as const)),
  });
}

const objects = fc
  .subarray([...schema.objects.values()].map(({ name }) => name))
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, access(name)]))));

const anySet = fc.record(
  {
    label: fc.constantFrom('Integration - Zoom', 'Mine'),
    objects,
    recordTypes: some('Account.Partner', 'account.client'),
    apexClasses: some('Inbound', 'ns__Inbound'),
    apexPages: some('Status'),
    customPermissions: some('Skip'),
    flows: some('Route'),
    namedCredentials: some('Billing'),
    externalCredentials: some('Billing-Main'),
    connectedApps: some('Gateway'),
    userPermissions: some('EditTask', 'RunReports', 'ViewSetup'),
  },
  { requiredKeys: ['objects', 'userPermissions'] },
);

const anyRawUser = (name: string): fc.Arbitrary<RawUser> =>
  fc
    .record({
      profile: fc.record(
        {
          name: fc.constantFrom(STANDARD_PROFILE, DEFAULT_PROFILE, 'Theirs'),
          permissions: some('PasswordNeverExpires', 'RunReports', 'ApiEnabled'),
        },
        { requiredKeys: [] },
      ),
      permissionSet: fc.oneof({ weight: 6, arbitrary: anySet }, fc.constant('none' as const)),
      permissionSets: some('Extra', 'ns__Extra'),
      permissionSetGroups: some('Bundle'),
      permissionSetLicenses: some('FlowPsl', 'SalesforceAPIIntegrationPsl'),
      role: fc.constantFrom('Integrations', undefined),
      publicGroups: some('Everyone'),
      queues: some('Inbox'),
    })
    .map(({ role, profile: own, ...more }) =>
      // Without a set nothing can hold what a standard profile cannot, and that is an error.
      rawUser(name, {
        ...more,
        profile: more.permissionSet === 'none' && own.name === STANDARD_PROFILE ? { name: DEFAULT_PROFILE } : own,
        ...(role === undefined ? {} : { role }),
      }),
    );

/** Definitions of one to five users that {@link anyOrg} can hold. */
export const anyDefinition: fc.Arbitrary<readonly UserDefinition[]> = fc
  .integer({ min: 1, max: NAMES.length })
  .chain((count) => fc.tuple(...NAMES.slice(0, count).map(anyRawUser)))
  .map((users) => definitions(users));

const NEEDED: Readonly<Partial<Record<string, readonly ObjectRight[]>>> = {
  modifyAll: ['edit', 'delete', 'viewAll'],
  delete: ['edit'],
};
const rights = some<string>(...OBJECT_RIGHTS, 'viewAllFields').map(
  (held) => new Set(['read', ...held, ...held.flatMap((right) => NEEDED[right] ?? [])]),
);

/** What a permission set holds already; the objects in any order, as a query gives rows. */
const rows = fc.record({
  label: fc.constantFrom('Integration - Zoom', 'Old label'),
  objects: fc
    .shuffledSubarray([...schema.permissionableObjects])
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, rights])))),
  fields: fc.dictionary(
    fc.constantFrom(
      'Account.Phone',
      'Account.Website',
      'Account.Parent',
      'Contact.Email',
      'Invoice__c.Note__c',
      'Lead.Fax',
    ),
    fc.boolean(),
  ),
  entities: some('01p1', '01p2', '066', '0CP1', '300', '0XA', '0XP', '0H4', '01pForeign'),
  permissions: some('EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup').map((held) =>
    held.includes('ViewSetup') ? [...held, 'ViewRoles'] : held,
  ),
  recordTypes: some('Account.Partner', 'Account.Client', 'Case.Old'),
});

const anyHolder = (name: string) =>
  fc.record({
    name: fc.constant(name),
    set: fc.option(rows),
    user: fc.option(
      fc.record({
        isActive: fc.boolean(),
        email: fc.constantFrom('team@acme.com', 'old@acme.com'),
        profileId: fc.constantFrom('00eTheirs', `00e${STANDARD_PROFILE}`),
        roleId: fc.constantFrom(undefined, '00E1', '00E9'),
      }),
    ),
    licenses: some(PSL_ID, '0PLFlowPsl'),
    sets: some('own', '0PSExtra', '0PSns', '0PSForeign', 'profile'),
    groups: some('Bundle', 'Foreign_Bundle'),
    memberships: some('00G1', '00G2', '00G9'),
  });
type Holder = ReturnType<typeof anyHolder> extends fc.Arbitrary<infer T> ? T : never;

const FORCED = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

/** What may be there already of the users, from nothing to everything, with rights that nobody described. */
const anyState: fc.Arbitrary<{ state: OrgState; visible: Snapshot['visibleRecordTypes'] }> = fc
  .record({
    own: fc.option(some('PasswordNeverExpires', 'RunReports')),
    theirs: some('PasswordNeverExpires', 'RunReports'),
    holders: fc.tuple(...NAMES.map(anyHolder)),
  })
  .map(({ own, theirs, holders }) => ({
    state: stateOf(own ?? undefined, theirs, holders),
    visible: new Map(
      holders.flatMap(({ name, set }) =>
        set ? [[idsOf(name).setName.toLowerCase(), new Set(set.recordTypes)] as const] : [],
      ),
    ),
  }));

function stateOf(own: readonly string[] | undefined, theirs: readonly string[], holders: readonly Holder[]): OrgState {
  const base = orgState();
  const seats = { total: 50 };
  const withProfile = (name: string, held: readonly string[]) =>
    profile(name, { permissions: new Set([...FORCED, ...held]) });
  const sets = holders.flatMap(({ name, set }) => (set ? [{ ...idsOf(name), set }] : []));
  const users = holders.flatMap((holder) =>
    holder.user ? [{ ...holder, ...idsOf(holder.name), user: holder.user }] : [],
  );
  const foreign = '0PSForeign';
  return orgState({
    userLicense: base.userLicense && { ...base.userLicense, ...seats },
    profiles: [...base.profiles, ...(own ? [withProfile(DEFAULT_PROFILE, own)] : []), withProfile('Theirs', theirs)],
    permissionSetLicenses: [
      ...base.permissionSetLicenses.map((row) => ({ ...row, ...seats })),
      license('FlowPsl', { carries: new Set(['RunFlow']), ...seats }),
    ],
    permissionSets: [
      permissionSet('Extra'),
      permissionSet('Extra', { id: '0PSns', namespace: 'ns' }),
      permissionSet('Foreign'),
      ...sets.map(({ setName, set }) =>
        permissionSet(setName, { label: set.label, permissions: new Set(set.permissions) }),
      ),
    ],
    objectPermissions: [
      objectRow(foreign, 'Account', ['read', 'edit']),
      ...sets.flatMap(({ setId, set }) =>
        Object.entries(set.objects).map(([name, held]) => objectRow(setId, name, [...held])),
      ),
    ],
    fieldPermissions: [
      fieldRow(foreign, 'Account.Phone', true),
      ...sets.flatMap(({ setId, set }) =>
        Object.entries(set.fields).map(([name, edit]) => fieldRow(setId, name, edit)),
      ),
    ],
    setupAccess: [
      setupRow(foreign, '01p1'),
      ...sets.flatMap(({ setId, set }) => set.entities.map((entityId) => setupRow(setId, entityId))),
    ],
    users: users.map(({ name, username, user }) => orgUser(username, { lastName: name, ...user })),
    licenseAssignments: users.flatMap(({ userId, licenses }) => licenses.map((id) => licensed(userId, id))),
    setAssignments: [
      assignment('005stranger', foreign),
      ...users.flatMap(({ name, userId, set, sets: held, groups }) => [
        ...held
          .filter((id) => set !== null || id !== 'own')
          .map((id) => {
            if (id === 'own') return assignment(userId, idsOf(name).setId);
            if (id === '0PSns') return assignment(userId, id, { setName: 'ns__Extra' });
            return id === 'profile'
              ? assignment(userId, '0PSProfile', { ownedByProfile: true })
              : assignment(userId, id);
          }),
        ...groups.map((group) =>
          assignment(userId, `set of 0PG${group}`, { groupId: `0PG${group}`, groupName: group }),
        ),
      ]),
    ],
    memberships: users.flatMap(({ userId, memberships }) => memberships.map((groupId) => ({ groupId, userId }))),
    apexClasses: [named('01p1', 'Inbound'), named('01p2', 'Inbound', 'ns')],
    apexPages: [named('066', 'Status')],
    customPermissions: [named('0CP1', 'Skip')],
    flows: [named('300', 'Route')],
    namedCredentials: [named('0XA', 'Billing')],
    externalCredentials: [named('0XP', 'Billing-Main')],
    connectedApps: [named('0H4', 'Gateway')],
    recordTypes: ['Partner', 'Client'].map((name) => ({ id: `012${name}`, object: 'Account', name, active: true })),
    groups: [{ ...named('0PGBundle', 'Bundle'), status: 'Updated' }],
    roles: [named('00E1', 'Integrations')],
    publicGroups: [named('00G1', 'Everyone')],
    queues: [named('00G2', 'Inbox')],
  });
}

/** Orgs that hold everything that {@link anyDefinition} names, with parts of the users made already. */
export const anyOrg: fc.Arbitrary<Snapshot> = anyState.map(({ state, visible }) =>
  snapshot({ usernames: NAMES.map((name) => idsOf(name).username), state, visibleRecordTypes: visible }),
);

/** What a snapshot of an org holds of a definition: only its users, its sets, and the objects that it names with their masters. */
export function asRead(users: readonly UserDefinition[], org: Snapshot): Snapshot {
  const names = new Set(users.flatMap(({ permissionSet: set }) => Object.keys(set?.objects ?? {})));
  for (const name of names)
    for (const master of schema.objects.get(name.toLowerCase())?.masters ?? []) names.add(master);
  const described: OrgSchema['objects'] = new Map([...schema.objects].filter(([, { name }]) => names.has(name)));
  const sets = users.flatMap(({ permissionSet: set }) =>
    set?.recordTypes === undefined ? [] : [set.name.toLowerCase()],
  );
  return {
    ...org,
    usernames: users.map(({ username }) => username),
    schema: { ...org.schema, objects: described },
    visibleRecordTypes: new Map([...org.visibleRecordTypes].filter(([name]) => sets.includes(name))),
  };
}

/** The same org with the rows of object permissions as they were made: no detail before its master. */
export function inOrderOfCreation(org: Snapshot): Snapshot {
  const order = schema.permissionableObjects;
  const objectPermissions = [...org.state.objectPermissions].sort(
    (a, b) => order.indexOf(a.object) - order.indexOf(b.object),
  );
  return { ...org, state: { ...org.state, objectPermissions } };
}

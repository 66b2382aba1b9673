import fc from 'fast-check';
import { OBJECT_RIGHTS, type ObjectRight, type UserDefinition } from '../../src/definition/definition.ts';
import type { RawObjectAccess } from '../../src/definition/raw.ts';
import type { OrgState } from '../../src/org/state.ts';
import type { Snapshot } from '../../src/plan/plan.ts';
import {
  assignment,
  definition,
  fieldRow,
  license,
  objectRow,
  orgSchema,
  orgState,
  orgUser,
  OWN_SET,
  OWN_SET_ID,
  permissionSet,
  profile,
  PSL_ID,
  snapshot,
  STANDARD_PROFILE,
  USER_ID,
  USERNAME,
} from './snapshot.ts';

const schema = orgSchema();
const some = <T>(...values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);

/** Fields of an object that a definition may name without an error. */
function fields(object: string, edit: boolean): string[] {
  return [...(schema.objects.get(object.toLowerCase())?.fields.values() ?? [])]
    .filter(({ permissionable, editable }) => permissionable && (editable || !edit))
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

/** Definitions of the user "Zoom" that {@link anyOrg} can hold. */
export const anyDefinition: fc.Arbitrary<UserDefinition> = fc
  .record({
    profile: fc.record(
      {
        name: fc.constantFrom(STANDARD_PROFILE, 'Integration API Only', 'Theirs'),
        permissions: some('PasswordNeverExpires', 'RunReports', 'ApiEnabled'),
      },
      { requiredKeys: [] },
    ),
    permissionSet: fc.record({
      objects,
      recordTypes: some('Account.Partner', 'account.client'),
      apexClasses: some('Inbound', 'ns__Inbound'),
      customPermissions: some('Skip'),
      userPermissions: some('EditTask', 'RunReports', 'ApiEnabled'),
    }),
    permissionSets: some('Extra', 'ns__Extra'),
    permissionSetGroups: some('Bundle'),
    permissionSetLicenses: some('FlowPsl', 'SalesforceAPIIntegrationPsl'),
    role: fc.constantFrom('Integrations', undefined),
    publicGroups: some('Everyone'),
    queues: some('Inbox'),
  })
  .map(({ role, ...more }) => definition({ ...more, ...(role === undefined ? {} : { role }) }));

const rights = some<ObjectRight>(...OBJECT_RIGHTS).map((held) => {
  const needed: readonly ObjectRight[] = held.includes('modifyAll')
    ? ['edit', 'delete', 'viewAll']
    : held.includes('delete')
      ? ['edit']
      : [];
  return new Set<ObjectRight>(['read', ...held, ...needed]);
});

const rows = fc.record({
  objects: fc.dictionary(fc.constantFrom(...schema.permissionableObjects), rights),
  fields: fc.dictionary(
    fc.constantFrom('Account.Phone', 'Account.Website', 'Account.Parent', 'Contact.Email', 'Invoice__c.Note__c'),
    fc.boolean(),
  ),
  entities: some('01p1', '01p2', '0CP1'),
  permissions: some('EditTask', 'PasswordNeverExpires'),
});

const named = (id: string, name: string, namespace?: string) => ({ id, name, namespace });

/** What may be there already of a user, from nothing to everything. */
export const anyState: fc.Arbitrary<OrgState> = fc
  .record({
    profile: fc.option(some('PasswordNeverExpires', 'RunReports')),
    theirs: fc.option(some('PasswordNeverExpires')),
    set: fc.option(rows),
    user: fc.option(
      fc.record({
        isActive: fc.boolean(),
        profileId: fc.constantFrom('00eTheirs', `00e${STANDARD_PROFILE}`),
        roleId: fc.constantFrom(undefined, '00E1', '00E9'),
      }),
    ),
    licenses: some(PSL_ID, '0PLFlowPsl'),
    sets: some(OWN_SET_ID, '0PSExtra', '0PSns'),
    group: fc.boolean(),
    memberships: some('00G1', '00G2'),
  })
  .map(({ profile: own, theirs, set, user, licenses, sets, group, memberships }) => {
    const base = orgState();
    const has = user !== null;
    const forced = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];
    return orgState({
      profiles: [
        ...base.profiles,
        ...(own ? [profile('Integration API Only', { permissions: new Set([...forced, ...own]) })] : []),
        ...(theirs || user?.profileId === '00eTheirs'
          ? [profile('Theirs', { permissions: new Set([...forced, ...(theirs ?? [])]) })]
          : []),
      ],
      permissionSetLicenses: [...base.permissionSetLicenses, license('FlowPsl', { carries: new Set(['RunFlow']) })],
      permissionSets: [
        permissionSet('Extra'),
        permissionSet('Extra', { id: '0PSns', namespace: 'ns' }),
        ...(set ? [permissionSet(OWN_SET, { permissions: new Set(set.permissions) })] : []),
      ],
      objectPermissions: Object.entries(set?.objects ?? {}).map(([name, held]) =>
        objectRow(OWN_SET_ID, name, [...held]),
      ),
      fieldPermissions: Object.entries(set?.fields ?? {}).map(([name, edit]) => fieldRow(OWN_SET_ID, name, edit)),
      setupAccess: (set?.entities ?? []).map((entityId) => ({ id: `0J0${entityId}`, parentId: OWN_SET_ID, entityId })),
      users: user ? [orgUser(USERNAME, user)] : [],
      licenseAssignments: has ? licenses.map((licenseId) => ({ userId: USER_ID, licenseId })) : [],
      setAssignments: has
        ? [
            ...sets.filter((id) => set !== null || id !== OWN_SET_ID).map((id) => assignment(USER_ID, id)),
            ...(group ? [assignment(USER_ID, 'set of 0PG1', { groupId: '0PG1' })] : []),
          ]
        : [],
      memberships: has ? memberships.map((groupId) => ({ groupId, userId: USER_ID })) : [],
      apexClasses: [named('01p1', 'Inbound'), named('01p2', 'Inbound', 'ns')],
      customPermissions: [named('0CP1', 'Skip')],
      recordTypes: ['Partner', 'Client'].map((name) => ({ id: `012${name}`, object: 'Account', name, active: true })),
      groups: [{ ...named('0PG1', 'Bundle'), status: 'Updated' }],
      roles: [named('00E1', 'Integrations')],
      publicGroups: [named('00G1', 'Everyone')],
      queues: [named('00G2', 'Inbox')],
    });
  });

/** Orgs that hold everything that {@link anyDefinition} names, with parts of the user made already. */
export const anyOrg: fc.Arbitrary<Snapshot> = fc
  .tuple(anyState, some('Account.Partner', 'Account.Client'))
  .map(([state, shown]) => {
    const hasSet = state.permissionSets.some(({ id }) => id === OWN_SET_ID);
    return snapshot({ state, visibleRecordTypes: new Set(hasSet ? shown : []) });
  });

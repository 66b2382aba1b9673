import type { UserDefinition } from '../definition/definition.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../org/names.ts';
import type { OrgState, Seats } from '../org/state/state.ts';
import type { Change } from './change.ts';
import type { Options } from './context.ts';
import type { Snapshot } from './plan.ts';

/** Profiles cannot be created through older versions, and their permission sets read differently (facts 2.9, 3.3). */
const OLDEST_API = 60;

/** Licenses, seats and the caller's own rights: what holds for the run as a whole. */
export function orgProblems(
  users: readonly UserDefinition[],
  { schema, state }: Pick<Snapshot, 'schema' | 'state'>,
  changes: readonly Change[],
  { apiVersion, own }: Pick<Options, 'apiVersion' | 'own'>,
): Problem[] {
  if (apiVersion < OLDEST_API)
    return [error('apiVersionOld', String(apiVersion), [`${String(apiVersion)}.0`, `${String(OLDEST_API)}.0`])];
  const unreadable = [...new Map([...schema.refused, ...state.refused])].map(([what, message]) =>
    error('unreadable', what, [what, message]),
  );
  if (unreadable.length > 0) return [...unreadable, ...callerProblems(state, changes)];
  // A run that takes rights away must know who else has them.
  const unchecked = [...state.unchecked].map(([what, message]) =>
    (own ? error : warning)('unchecked', what, [what, message]),
  );
  const needsLicense = users.some(({ account, profile }) => account === 'managed' || profile !== undefined);
  const moving = users.filter(({ account }) => account === 'moving').map(({ username }) => username);
  const coming = state.users.filter(({ username, license }) => moving.includes(username) && license !== USER_LICENSE);
  return [
    ...unchecked,
    ...(needsLicense ? licenseProblems(state, changes, coming.length) : seatsOfSets(state, changes)),
    ...callerProblems(state, changes),
  ];
}

/** @param coming how many users come over from other licenses */
function licenseProblems(state: OrgState, changes: readonly Change[], coming: number): Problem[] {
  const { userLicense, organization } = state;
  const psl = state.permissionSetLicenses.find(({ developerName }) => developerName === PERMISSION_SET_LICENSE);
  const newUsers = changes.filter(
    ({ type, action }) => type === 'User' && (action === 'create' || action === 'activate'),
  ).length;
  return [
    ...(userLicense === undefined
      ? [error('userLicenseMissing', USER_LICENSE, [USER_LICENSE, organization.edition])]
      : seatProblems(userLicense, newUsers + coming, 'userLicenseSeats', 'userLicenseDisabled')),
    ...(psl === undefined
      ? [error('permissionSetLicenseMissing', PERMISSION_SET_LICENSE, [PERMISSION_SET_LICENSE])]
      : []),
    ...seatsOfSets(state, changes),
  ];
}

function seatsOfSets(state: OrgState, changes: readonly Change[]): Problem[] {
  return state.permissionSetLicenses.flatMap((license) => {
    const own = changes.filter(
      ({ type, name }) => type === 'PermissionSetLicenseAssign' && name === license.developerName,
    );
    // Who moves gives its seat back before it takes it again.
    const freed = own.filter(({ action }) => action === 'unassign').length;
    const left = { ...license, used: license.used - freed };
    return seatProblems(left, own.length - freed, 'permissionSetLicenseSeats', 'permissionSetLicenseDisabled');
  });
}

function seatProblems(
  { name, status, total, used }: Seats,
  needed: number,
  noSeat: string,
  disabled: string,
): Problem[] {
  if (needed === 0) return [];
  if (status === 'Disabled') return [error(disabled, name, [name])];
  return total - used >= needed ? [] : [error(noSeat, name, [name, String(needed), String(total), String(used)])];
}

/** Which of these user permissions lets the caller write records of a type; any one suffices (Object Reference, per object). */
const NEEDED: readonly { readonly types: readonly string[]; readonly anyOf: readonly string[] }[] = [
  { types: ['User'], anyOf: ['ManageInternalUsers', 'ManageUsers'] },
  {
    types: ['Profile', 'PermissionSet', 'ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'],
    anyOf: ['ManageProfilesPermissionsets', 'ManageUsers'],
  },
  { types: ['PermissionSetAssignment', 'PermissionSetLicenseAssign'], anyOf: ['AssignPermissionSets', 'ManageUsers'] },
  { types: ['GroupMember'], anyOf: ['ManageUsers', 'ManageInternalUsers'] },
  { types: ['RecordTypeVisibility'], anyOf: ['ModifyMetadata', 'ModifyAllData'] },
];

/** Permissions of the caller that the snapshot must know. */
export const CALLER_PERMISSIONS: readonly string[] = [...new Set(NEEDED.flatMap(({ anyOf }) => anyOf))];

function callerProblems({ caller }: OrgState, changes: readonly Change[]): Problem[] {
  if (caller === undefined) return [];
  return NEEDED.flatMap(({ types, anyOf }) => {
    const touched = types.filter((type) => changes.some((change) => change.type === type));
    return touched.length === 0 || anyOf.some((permission) => caller.permissions.has(permission))
      ? []
      : [
          error(
            'callerLacks',
            caller.username,
            [caller.username, touched.join(', '), anyOf.join(' or ')],
            [anyOf[0] ?? ''],
          ),
        ];
  });
}

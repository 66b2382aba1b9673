import { BROAD_OBJECT_RIGHTS } from '../definition/broadAccess.ts';
import type { PermissionSetDefinition, UserDefinition } from '../definition/definition.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { FieldValue } from '../org/write/records.ts';
import type { GroupSet, OrgState, PermissionSet } from '../org/state/state.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { indexed } from './indexed.ts';
import { recordTypeChanges, recordTypeProblems } from './recordTypes.ts';
import { rightsOf, type Rights } from './rights.ts';
import { fieldPermissionChanges, objectPermissionChanges, setupAccessChanges } from './setRows.ts';
import { isDefinable, leftProblems, setupEntities, setupEntityProblems } from './setupEntities.ts';
import { ALL_DATA } from '../org/names.ts';
import { askedProblems, BROUGHT_ALONG, carried, FORCED, heldLicenses, MFA_FOR_API } from './userPermissions.ts';

export type PermissionSetPlan = {
  readonly changes: readonly Change[];
  readonly recordTypes: readonly Change[];
  /** Undefined where the user has no permission set of its own. */
  readonly permissionSetId: FieldValue | undefined;
  readonly problems: readonly Problem[];
};

const byName = indexed<PermissionSet>(({ name }) => name.toLowerCase());
const groupsBySet = indexed<GroupSet>(({ setId }) => setId);
const othersBySet = indexed<OrgState['foreignAssignments'][number]>(({ permissionSetId }) => permissionSetId);

/**
 * Finds or makes the user's own permission set and adds the rights that it lacks; with `options.own` it also takes away those that the
 * definition does not list. Pure.
 * @param handedOn user permissions that the profile could not hold
 */
export function planPermissionSet(context: Context, handedOn: readonly string[]): PermissionSetPlan {
  const set = context.user.permissionSet;
  if (set === undefined) return { changes: [], recordTypes: [], permissionSetId: undefined, problems: [] };
  const { state, schema, rows, options } = context;
  const existing = ownSet(context.user, state);
  const id = existing?.id ?? '';
  const parent: FieldValue = existing?.id ?? { ref: 'permissionSet' };
  const rights = rightsOf(set, schema);
  const setup = rows.setup.get(id) ?? [];
  const changes = [
    ...setChanges(context, set, existing, handedOn),
    ...objectPermissionChanges(rights, parent, rows.objects.get(id) ?? [], schema, {
      own: options.own,
      allData: set.userPermissions.some((name) => ALL_DATA.includes(name)),
    }),
    ...fieldPermissionChanges(rights, parent, rows.fields.get(id) ?? [], schema, options.own),
    ...setupAccessChanges(setupEntities(context, set), parent, setup.filter(isDefinable), options.own),
  ];
  const recordTypes = recordTypeChanges(context, set, existing?.name ?? set.name);
  return {
    changes,
    recordTypes,
    permissionSetId: parent,
    problems: [
      ...ownershipProblems(context, existing),
      ...rights.problems,
      ...broadProblems(context, rights),
      ...set.userPermissions.flatMap((name) => permissionProblems(context, name)),
      ...setupEntityProblems(context, set),
      ...(options.own ? leftProblems(set, setup) : []),
      ...recordTypeProblems(context, set),
      ...(existing && !options.own ? heldProblems(context, existing) : []),
      ...(existing && changes.length + recordTypes.length > 0 ? sharedProblems(context, existing) : []),
    ],
  };
}

/** The permission set of the name that the definition gives the user's own, where the org has it. */
export function ownSet({ permissionSet }: UserDefinition, { permissionSets }: OrgState): PermissionSet | undefined {
  return byName(permissionSets, permissionSet?.name.toLowerCase()).find(({ namespace }) => namespace === undefined);
}

/** Whether others have a set too, by themselves or in a group. */
export function isShared({ setGroups, foreignAssignments }: OrgState, { id }: PermissionSet): boolean {
  return groupsBySet(setGroups, id).length > 0 || othersBySet(foreignAssignments, id).length > 0;
}

function setChanges(
  { options }: Context,
  set: PermissionSetDefinition,
  existing: PermissionSet | undefined,
  handedOn: readonly string[],
): Change[] {
  const listed = [...new Set([...set.userPermissions, ...handedOn])];
  const wanted = listed.filter((one) => !FORCED.includes(one));
  const missing = wanted.filter((permission) => !existing?.permissions.has(permission));
  const on = Object.fromEntries(missing.map((permission) => [`Permissions${permission}`, true]));
  const common = { type: 'PermissionSet', name: set.name };
  if (existing === undefined) {
    const fields = { Name: set.name, Label: set.label, Description: options.texts.permissionSetDescription, ...on };
    const write = { key: 'permissionSet', method: 'POST', object: 'PermissionSet', fields } as const;
    return [{ action: 'create', ...common, ...detailOf(missing), write }];
  }
  const extra = options.own
    ? [...existing.permissions].filter((one) => !listed.includes(one) && !broughtAlong(one, wanted))
    : [];
  const relabeled = options.own && existing.label !== set.label;
  const fields = {
    ...on,
    ...Object.fromEntries(extra.map((permission) => [`Permissions${permission}`, false])),
    ...(relabeled ? { Label: set.label } : {}),
  };
  if (Object.keys(fields).length === 0) return [];
  const before = Object.fromEntries(
    Object.entries(fields).map(([column, value]) => [column, typeof value === 'boolean' ? !value : existing.label]),
  );
  const detail = [...missing, ...extra.map((permission) => `not ${permission}`), ...(relabeled ? ['label'] : [])];
  const write = { method: 'PATCH', object: 'PermissionSet', id: existing.id, fields, before } as const;
  return [{ action: 'update', ...common, ...detailOf(detail), write }];
}

/** Salesforce switches some permissions on by itself with another; switching them off alone is refused. */
function broughtAlong(permission: string, wanted: readonly string[]): boolean {
  return wanted.some((one) => BROUGHT_ALONG[one]?.includes(permission));
}

function detailOf(parts: readonly string[]): { detail?: string } {
  return parts.length > 0 ? { detail: parts.join(', ') } : {};
}

/** The set must be the org's own, without a license or on a permission set license that the user will have: a license is fixed at creation. */
function ownershipProblems(context: Context, existing: PermissionSet | undefined): Problem[] {
  if (existing === undefined) return [];
  const { name, type, licenseId } = existing;
  if (existing.permissions.has(MFA_FOR_API) && !context.options.own)
    return [error('mfaForApiInSet', name, [name], [name])];
  if (existing.isOwnedByProfile || type === 'Group' || type === 'Profile') {
    return [error('setOwnedByOther', name, [name], [name])];
  }
  if (type === 'Session') return [error('setSessionBased', name, [name], [name])];
  if (licenseId !== undefined && licenseId === context.state.userLicense?.id) {
    return [error('setOnUserLicense', name, [name], [name])];
  }
  const licensed = licenseId === undefined || heldLicenses(context).some(({ id }) => id === licenseId);
  return licensed ? [] : [error('setOnOtherLicense', name, [name], [name])];
}

/** A set that others have too is never changed on the way to something else; asked for alone, it is, and that is said. */
function sharedProblems({ state, user }: Context, { id, name }: PermissionSet): Problem[] {
  const groups = groupsBySet(state.setGroups, id);
  if (groups[0]) return [error('setInGroup', name, [name, groups[0].groupName], [name])];
  if (user.account === 'none') {
    const users = othersBySet(state.foreignAssignments, id);
    return users.length === 0 ? [] : [warning('setHeld', name, [name, String(users.length)])];
  }
  const others = state.foreignAssignments
    .filter(({ permissionSetId }) => permissionSetId === id)
    .map(({ username }) => username);
  return others.length === 0
    ? []
    : [error('setShared', name, [name, others.slice(0, 3).join(', '), String(others.length)], [name])];
}

/** What the set holds already and the user's licenses cannot carry: Salesforce would refuse to assign it. */
function heldProblems(context: Context, { name, permissions, licenseId }: PermissionSet): Problem[] {
  if (context.user.account === 'none' || licenseId !== undefined) return [];
  const refused = [...permissions].filter((permission) => permission !== MFA_FOR_API && !carried(context, permission));
  return refused.length === 0 ? [] : [error('assignedSetNotCarried', name, [name, refused.join(', ')], [name])];
}

function broadProblems({ options }: Context, rights: Rights): Problem[] {
  return rights.objects.flatMap(({ object, rights: own }) =>
    BROAD_OBJECT_RIGHTS.filter((right) => own.has(right)).map((right) =>
      options.allowBroadAccess
        ? warning('broadObjectRightAllowed', object, [right, object])
        : error('broadObjectRight', object, [right, object], [object]),
    ),
  );
}

function permissionProblems(context: Context, permission: string): Problem[] {
  if (FORCED.includes(permission)) return [warning('permissionForced', permission, [permission])];
  const problems = askedProblems(permission, context.schema.setPermissions, context.options.allowBroadAccess);
  if (problems.some(({ severity }) => severity === 'error') || carried(context, permission)) return problems;
  const licenses = heldLicenses(context).map(({ name }) => name);
  return [...problems, error('permissionNotCarried', permission, [permission, licenses.join(', ')])];
}

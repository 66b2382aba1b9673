import { BROAD_OBJECT_RIGHTS } from '../definition/broadAccess.ts';
import { error, warning, type Problem } from '../definition/problem.ts';
import type { PermissionSet } from '../org/state.ts';
import type { FieldValue } from '../org/records.ts';
import type { Change } from './change.ts';
import type { Context } from './context.ts';
import { fieldPermissionChanges, objectPermissionChanges, setupAccessChanges } from './setRows.ts';
import { missingNames } from './found.ts';
import { rightsOf, type Rights } from './rights.ts';
import { askedProblems, carried, heldLicenses } from './userPermissions.ts';

export type PermissionSetPlan = {
  readonly changes: readonly Change[];
  readonly recordTypes: readonly Change[];
  readonly permissionSetId: FieldValue;
  readonly problems: readonly Problem[];
};

/**
 * Finds or makes the user's own permission set and adds the rights that it lacks. Pure.
 * @param handedOn user permissions that the profile could not hold
 */
export function planPermissionSet(context: Context, handedOn: readonly string[]): PermissionSetPlan {
  const { user, state, schema } = context;
  const definition = user.permissionSet;
  const existing = state.permissionSets.find(
    ({ name, namespace }) => namespace === undefined && name.toLowerCase() === definition.name.toLowerCase(),
  );
  const parent: FieldValue = existing?.id ?? { ref: 'permissionSet' };
  const rights = rightsOf(definition, schema);
  const changes = [
    ...setChanges(context, existing, handedOn),
    ...objectPermissionChanges(rights, parent, ofParent(state.objectPermissions, existing)),
    ...fieldPermissionChanges(rights, parent, ofParent(state.fieldPermissions, existing), schema),
    ...setupAccessChanges(context, parent, ofParent(state.setupAccess, existing)),
  ];
  const recordTypes = recordTypeChanges(context);
  return {
    changes,
    recordTypes,
    permissionSetId: parent,
    problems: [
      ...ownershipProblems(context, existing),
      ...rights.problems,
      ...broadProblems(context, rights),
      ...definition.userPermissions.flatMap((name) => permissionProblems(context, name)),
      ...missingNames(context, 'apexClasses', definition.apexClasses),
      ...missingNames(context, 'customPermissions', definition.customPermissions),
      ...recordTypeProblems(context),
      ...(existing && changes.length + recordTypes.length > 0 ? sharedProblems(context, existing) : []),
    ],
  };
}

function ofParent<T extends { readonly parentId: string }>(
  rows: readonly T[],
  set: PermissionSet | undefined,
): readonly T[] {
  return rows.filter(({ parentId }) => parentId === set?.id);
}

function setChanges(
  { user, options }: Context,
  existing: PermissionSet | undefined,
  handedOn: readonly string[],
): Change[] {
  const wanted = [...new Set([...user.permissionSet.userPermissions, ...handedOn])];
  const missing = wanted.filter((permission) => !existing?.permissions.has(permission));
  const columns = Object.fromEntries(missing.map((permission) => [`Permissions${permission}`, true]));
  const common = {
    type: 'PermissionSet',
    name: user.permissionSet.name,
    ...(missing.length > 0 ? { detail: missing.join(', ') } : {}),
  };
  if (existing === undefined) {
    const fields = {
      Name: user.permissionSet.name,
      Label: user.permissionSet.label,
      Description: options.texts.permissionSetDescription,
      ...columns,
    };
    return [
      { action: 'create', ...common, write: { key: 'permissionSet', method: 'POST', object: 'PermissionSet', fields } },
    ];
  }
  if (missing.length === 0) return [];
  const before = Object.fromEntries(Object.keys(columns).map((column) => [column, false]));
  return [
    {
      action: 'update',
      ...common,
      write: { method: 'PATCH', object: 'PermissionSet', id: existing.id, fields: columns, before },
    },
  ];
}

function recordTypeChanges({ user, visibleRecordTypes, state }: Context): Change[] {
  const set = user.permissionSet.name;
  const missing = user.permissionSet.recordTypes
    .map((written) => canonicalRecordType(state, written))
    .filter((name) => ![...visibleRecordTypes].some((seen) => seen.toLowerCase() === name.toLowerCase()));
  return missing.map((name) => ({
    action: 'create',
    type: 'RecordTypeVisibility',
    name: `${set}: ${name}`,
    write: { permissionSet: set, recordTypes: [name] },
  }));
}

function recordTypeProblems(context: Context): Problem[] {
  return context.user.permissionSet.recordTypes.flatMap((written) => {
    if (!/^\w+\.\w+$/.test(written)) return [error('recordTypeForm', written, [written])];
    const type = context.state.recordTypes.find(
      ({ object, name }) => `${object}.${name}`.toLowerCase() === written.toLowerCase(),
    );
    if (type === undefined) return missingNames(context, 'recordTypes', [written]);
    return type.active ? [] : [error('recordTypeInactive', written, [written])];
  });
}

function canonicalRecordType(state: Context['state'], written: string): string {
  const type = state.recordTypes.find(
    ({ object, name }) => `${object}.${name}`.toLowerCase() === written.toLowerCase(),
  );
  return type ? `${type.object}.${type.name}` : written;
}

/** The set must be the org's own, without a license or on a permission set license that the user will have: a license is fixed at creation. */
function ownershipProblems(context: Context, existing: PermissionSet | undefined): Problem[] {
  if (existing === undefined) return [];
  const { name, type, licenseId } = existing;
  if (existing.isOwnedByProfile || type === 'Group' || type === 'Profile')
    return [error('setOwnedByOther', name, [name], [name])];
  if (type === 'Session') return [error('setSessionBased', name, [name], [name])];
  const licensed = licenseId === undefined || heldLicenses(context).some(({ id }) => id === licenseId);
  return licensed ? [] : [error('setOnOtherLicense', name, [name], [name])];
}

function sharedProblems({ state }: Context, { id, name }: PermissionSet): Problem[] {
  const others = state.foreignAssignments
    .filter(({ permissionSetId }) => permissionSetId === id)
    .map(({ username }) => username);
  return others.length === 0
    ? []
    : [error('setShared', name, [name, others.slice(0, 3).join(', '), String(others.length)], [name])];
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
  const problems = askedProblems(permission, context.schema.setPermissions, context.options.allowBroadAccess);
  if (problems.some(({ severity }) => severity === 'error') || carried(context, permission)) return problems;
  return [
    ...problems,
    error('permissionNotCarried', permission, [
      permission,
      heldLicenses(context)
        .map(({ name }) => name)
        .join(', '),
    ]),
  ];
}

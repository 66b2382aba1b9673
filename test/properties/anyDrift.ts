import fc from 'fast-check';
import { administer } from '../commands/administer.ts';
import { makeByHand } from '../commands/byHand.ts';
import { pslId } from '../commands/change.ts';
import { setRecordTypeVisibilities } from '../org/metadata/recordTypeVisibility.ts';
import { OrgError, type Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { NAMES, OBJECTS, PERMISSIONS, PROFILES, STANDARD_PROFILE, setOf, usernameOf } from './anyDefinition.ts';

/** Something that an administrator does to what integrations are made of. */
export type Deed = { readonly of: (typeof NAMES)[number] } & (
  | { readonly kind: 'object'; readonly object: string; readonly rights: readonly string[] }
  | { readonly kind: 'field'; readonly field: string; readonly edit: boolean }
  | { readonly kind: 'takeField' | 'takeObject' | 'takeAssignment'; readonly at: number }
  | { readonly kind: 'entity'; readonly object: string; readonly column: string; readonly name: string }
  | { readonly kind: 'permission'; readonly permission: string; readonly on: boolean }
  | { readonly kind: 'recordType'; readonly recordType: string; readonly visible: boolean }
  | { readonly kind: 'assign'; readonly set: string }
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'label' | 'deactivate' | 'mail' | 'user' | 'set' | 'boundSet' | 'share' | 'tab' }
);

const RIGHTS = ['Read', 'Create', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords', 'ViewAllFields'] as const;
const FIELDS = Object.entries(OBJECTS).flatMap(([object, fields]) => fields.map((field) => `${object}.${field}`));
const ENTITIES = [
  ['ApexClass', 'Name', 'AccountSync'],
  ['ApexClass', 'Name', 'ConnectorEndpoint'],
  ['ApexPage', 'Name', 'SyncStatus'],
  ['CustomPermission', 'DeveloperName', 'Bypass_Triggers'],
  ['NamedCredential', 'DeveloperName', 'Warehouse'],
  ['ExternalCredentialParameter', 'ParameterName', 'Every User'],
] as const;

const of = fc.constantFrom(...NAMES);
const kind = <K extends string>(...names: readonly K[]) => fc.constantFrom(...names);

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    of,
    kind: kind('object'),
    object: fc.constantFrom(...Object.keys(OBJECTS), 'Lead'),
    rights: fc.subarray([...RIGHTS], { minLength: 1 }),
  }),
  fc.record({
    of,
    kind: kind('field'),
    field: fc.constantFrom(...FIELDS.map((field) => field.replace('*', '')), 'Account.Parent', 'Lead.Title'),
    edit: fc.boolean(),
  }),
  fc.record({ of, kind: kind('takeField', 'takeObject', 'takeAssignment'), at: fc.nat(5) }),
  fc
    .tuple(of, fc.constantFrom(...ENTITIES))
    .map(([whose, [object, column, name]]) => ({ of: whose, kind: 'entity' as const, object, column, name })),
  fc.record({
    of,
    kind: kind('permission'),
    permission: fc.constantFrom(...PERMISSIONS, 'ViewRoles', 'EditEvent'),
    on: fc.boolean(),
  }),
  fc.record({
    of,
    kind: kind('recordType'),
    recordType: fc.constantFrom('Partner', 'Customer', 'New_Business'),
    visible: fc.boolean(),
  }),
  fc.record({ of, kind: kind('assign'), set: fc.constantFrom('Existing_Set', 'Account_Read', 'Bare_Integration') }),
  fc.record({ of, kind: kind('profile'), profile: fc.constantFrom(...PROFILES) }),
  fc.record({ of, kind: kind('label', 'deactivate', 'mail', 'user', 'set', 'boundSet', 'tab') }),
  fc.record({ of, kind: kind('share') }),
);

/** Does all of it, as far as the org lets an administrator. */
export function perform(org: RunningOrg, deeds: readonly Deed[]): void {
  for (const deed of deeds) {
    try {
      org.org.store.transaction(() => {
        act(org, deed);
      });
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
    }
  }
}

function act(org: RunningOrg, deed: Deed): void {
  const admin = administer(org);
  const { store } = org.org;
  const [set] = store.find('PermissionSet', { Name: setOf(deed.of), NamespacePrefix: null });
  const [user] = store.find('User', { Username: usernameOf(deed.of) });
  const ParentId = idIn(set);
  const update = (object: string, row: Row | undefined, changes: Record<string, unknown>): void => {
    if (row) admin.update(object, idIn(row), changes);
  };
  const remove = (object: string, rows: readonly Row[], at: number): void => {
    const row = rows[at % Math.max(rows.length, 1)];
    if (row) admin.remove(object, idIn(row));
  };
  switch (deed.kind) {
    case 'object': {
      const rights = Object.fromEntries(deed.rights.map((right) => [`Permissions${right}`, true]));
      const [row] = store.find('ObjectPermissions', { ParentId, SobjectType: deed.object });
      if (row) update('ObjectPermissions', row, rights);
      else if (set) admin.insert('ObjectPermissions', { ParentId, SobjectType: deed.object, ...rights });
      return;
    }
    case 'field': {
      const SobjectType = deed.field.split('.')[0];
      if (set)
        admin.insert('FieldPermissions', {
          ParentId,
          SobjectType,
          Field: deed.field,
          PermissionsRead: true,
          PermissionsEdit: deed.edit,
        });
      return;
    }
    case 'takeField':
      remove('FieldPermissions', store.find('FieldPermissions', { ParentId }), deed.at);
      return;
    case 'takeObject':
      remove('ObjectPermissions', store.find('ObjectPermissions', { ParentId }), deed.at);
      return;
    case 'takeAssignment': {
      const assigned = store.find('PermissionSetAssignment', { AssigneeId: idIn(user) });
      remove('PermissionSetAssignment', assigned, deed.at);
      return;
    }
    case 'entity': {
      const [entity] = store.find(deed.object, { [deed.column]: deed.name });
      if (set && entity) admin.insert('SetupEntityAccess', { ParentId, SetupEntityId: idIn(entity) });
      return;
    }
    case 'permission':
      update('PermissionSet', set, { [`Permissions${deed.permission}`]: deed.on });
      return;
    case 'recordType': {
      const [type] = store.find('RecordType', { DeveloperName: deed.recordType });
      const row = { recordTypeId: idIn(type), isDefault: false, visible: deed.visible };
      if (set && type) setRecordTypeVisibilities(org.org, ParentId, [row]);
      return;
    }
    case 'assign': {
      const [other] = store.find('PermissionSet', { Name: deed.set });
      if (user && other) admin.assign(usernameOf(deed.of), idIn(other));
      return;
    }
    case 'profile': {
      const [profile] = store.find('Profile', { Name: deed.profile });
      if (profile) update('User', user, { ProfileId: idIn(profile) });
      return;
    }
    case 'label':
      update('PermissionSet', set, { Label: 'Renamed by somebody' });
      return;
    case 'deactivate':
      update('User', user, { IsActive: false });
      return;
    case 'mail':
      update('User', user, { Email: 'somebody@example.com' });
      return;
    case 'user':
      if (!user && store.find('Profile', { Name: STANDARD_PROFILE }).length > 0) makeByHand(org, usernameOf(deed.of));
      return;
    case 'set':
    case 'boundSet':
      if (!set) {
        const license = deed.kind === 'boundSet' ? { LicenseId: pslId(org) } : {};
        admin.insert('PermissionSet', { Name: setOf(deed.of), Label: 'Half-made', ...license });
      }
      return;
    case 'share':
      if (set) admin.assign('sales.one@example.com', ParentId);
      return;
    case 'tab':
      if (set) admin.insert('PermissionSetTabSetting', { ParentId, Name: 'standard-Account', Visibility: 'DefaultOn' });
      return;
  }
}

function idIn(row: Row | undefined): string {
  return String(row?.['Id']);
}

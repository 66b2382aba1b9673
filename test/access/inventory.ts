import type {
  Inventory,
  InventoryGroup,
  InventoryLicense,
  InventorySet,
  InventoryUser,
} from '../../src/org/inventory/inventory.ts';
import { PERMISSION_SET_LICENSE, USER_LICENSE } from '../../src/org/names.ts';
import { object as objectSchema, orgSchema } from '../plan/snapshot.ts';

export const USER_LICENSE_ID = '100000000000001';
export const PSL_ID = '0PL000000000001';
const OBJECTS = ['Account', 'Contact', 'Order', 'Quote', 'Opportunity', 'Invoice__c'];

export type SetParts = Partial<Omit<InventorySet, 'objects' | 'fields' | 'userPermissions'>> & {
  readonly id: string;
  readonly objects?: Readonly<Record<string, readonly string[]>>;
  readonly fields?: Readonly<Record<string, 'read' | 'edit'>>;
  readonly userPermissions?: readonly string[];
};

/** A permission set; what is not given is empty. */
export function set({ objects = {}, fields = {}, userPermissions = [], ...more }: SetParts): InventorySet {
  return {
    kind: 'permissionSet',
    name: more.id,
    label: more.id,
    licenseId: undefined,
    needsActivation: false,
    entities: [],
    ...more,
    userPermissions: new Set(userPermissions),
    objects: new Map(Object.entries(objects).map(([name, rights]) => [name, new Set(rights)])),
    fields: new Map(Object.entries(fields).map(([name, right]) => [name, { read: true, edit: right === 'edit' }])),
  };
}

/** The profile that every integration user of these tests has. */
export const PROFILE = set({
  id: 'profile',
  kind: 'profile',
  name: 'Integration API Only',
  userPermissions: ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'],
});

/** An active user on the license with the permission set license; it logged in yesterday. */
export function user(more: Partial<InventoryUser> = {}): InventoryUser {
  return {
    id: '005',
    username: 'zoominfo@acme.integration',
    name: 'ZoomInfo',
    email: 'team@acme.com',
    isActive: true,
    isFrozen: false,
    lastLogin: '2026-06-29T08:00:00.000+0000',
    created: '2025-01-01T08:00:00.000+0000',
    profile: PROFILE.name,
    profileSetId: PROFILE.id,
    licenseId: USER_LICENSE_ID,
    license: USER_LICENSE,
    role: undefined,
    sets: [],
    groups: [],
    licenseIds: [PSL_ID],
    publicGroups: [],
    queues: [],
    ...more,
  };
}

/** Holds these sets directly, without an end. */
export function holding(...ids: string[]): Pick<InventoryUser, 'sets'> {
  return { sets: ids.map((id) => ({ id, expires: undefined })) };
}

export function group(more: Partial<InventoryGroup> & { readonly id: string }): InventoryGroup {
  const rest = { status: 'Updated', needsActivation: false, setIds: [], mutingIds: [] };
  return { name: more.id, label: more.id, ...rest, ...more };
}

export function license(more: Partial<InventoryLicense> = {}): InventoryLicense {
  const carries = new Set([
    'EditTask',
    'PasswordNeverExpires',
    'RunReports',
    'ViewSetup',
    'ModifyAllData',
    'ViewAllData',
  ]);
  const names = { developerName: PERMISSION_SET_LICENSE, label: 'Salesforce API Integration' };
  return { id: PSL_ID, ...names, isActive: true, carries, ...more };
}

/** What an org holds; its time is the end of June 2026. */
export function inventory(
  sets: readonly InventorySet[] = [],
  more: Partial<Omit<Inventory, 'sets' | 'groups'>> & { readonly groups?: readonly InventoryGroup[] } = {},
): Inventory {
  const { groups = [], ...rest } = more;
  return {
    readAt: new Date('2026-06-30T08:00:00Z'),
    schema: orgSchema({
      permissionableObjects: OBJECTS,
      licensePermissions: new Set([...license().carries, 'AuthorApex', 'TwoFactorApi', 'ApiEnabled']),
      objects: new Map(OBJECTS.map((name) => [name.toLowerCase(), objectSchema(name)])),
    }),
    organization: { id: '00D000000000001AAA', name: 'Acme', isSandbox: false, sandboxName: undefined },
    userLicense: { id: USER_LICENSE_ID, name: USER_LICENSE, status: 'Active', total: 5, used: 1 },
    permissionSetLicense: { id: PSL_ID, name: 'Salesforce API Integration', status: 'Active', total: 5, used: 1 },
    users: [],
    licenses: new Map([[PSL_ID, license()]]),
    assignmentsVisible: true,
    refused: new Map(),
    ...rest,
    sets: new Map([PROFILE, ...sets].map((one) => [one.id, one])),
    groups: new Map(groups.map((one) => [one.id, one])),
  };
}

import type { RawDefinition } from '../../src/definition/raw.ts';
import type { RunningOrg } from '../org/rest/start.ts';

const OBJECTS = ['Wide__c', 'Wide2__c', 'Wide3__c', 'Wide4__c', 'Wide5__c'];

export type Size = { readonly users: number; readonly objects: number; readonly fields: number };

/** The names of so many objects, and of the fields of each: every third to be edited, the others to be read. */
export function rightsOf({
  objects,
  fields,
}: Size): Record<'objects' | 'readFields' | 'editFields', readonly string[]> {
  const names = Array.from({ length: fields }, (_, at) => `Field_${String(at + 1).padStart(3, '0')}__c`);
  return {
    objects: OBJECTS.slice(0, objects),
    readFields: names.filter((_, at) => at % 3 !== 0),
    editFields: names.filter((_, at) => at % 3 === 0),
  };
}

/** A definition of many users, each with so many fields of so many objects. */
export function manyUsers(size: Size): RawDefinition {
  const { objects, readFields, editFields } = rightsOf(size);
  const access = { access: ['read', 'edit'], readFields: [...readFields], editFields: [...editFields] };
  return {
    users: Array.from({ length: size.users }, (_, at) => {
      const name = `App ${String(at + 1).padStart(3, '0')}`;
      return {
        ...{ name, username: `app${String(at + 1).padStart(3, '0')}@acme.integration`, email: 'team@acme.com' },
        permissionSet: { objects: Object.fromEntries(objects.map((object) => [object, access])) },
      };
    }),
  };
}

/** The rows that applying {@link manyUsers} makes: permission sets, their rights, and the assignments of set and license. */
export function rowsOf({ users, objects, fields }: Size): number {
  return users * (1 + objects + objects * fields + 2);
}

/** Seats for so many users, and an administrator who may edit the fields, so that he may let others do so. */
export function prepareOrg({ org, adminUsername }: RunningOrg, { objects, fields }: Size, seats = 500): void {
  const raise = (object: string, row: Readonly<Record<string, string>>): void => {
    for (const { Id } of org.store.find(object, row)) org.store.update(object, String(Id), { TotalLicenses: seats });
  };
  raise('UserLicense', { Name: 'Salesforce Integration' });
  raise('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' });
  const [admin] = org.store.find('User', { Username: adminUsername });
  const [set] = org.store.find('PermissionSet', { ProfileId: admin?.['ProfileId'] ?? null });
  for (const SobjectType of OBJECTS.slice(0, objects)) {
    for (let at = 0; at < fields; at += 3) {
      const Field = `${SobjectType}.Field_${String(at + 1).padStart(3, '0')}__c`;
      const row = { ParentId: set?.['Id'] ?? null, SobjectType, Field, PermissionsRead: 1, PermissionsEdit: 1 };
      org.store.insert('FieldPermissions', row);
    }
  }
}

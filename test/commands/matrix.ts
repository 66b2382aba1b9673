import { grantsOf } from '../org/access/grants.ts';
import { fieldRightsOf, legalFields } from '../org/access/fieldRights.ts';
import { objectRightsOf } from '../org/access/objectRights.ts';
import { userPermissionsOf } from '../org/access/userPermissions.ts';
import { recordTypeVisibilities } from '../org/metadata/recordTypeVisibility.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { idOf } from './change.ts';

/** On every profile of the license by itself; no access that anybody could give or take. */
const FORCED = ['ApiEnabled', 'ApiUserOnly', 'ChatterInternalUser'];

/**
 * Everything that a user may do, as the simulated org itself sees it and without any code of the plugin: one line for each right, such as
 * `Account edit`, `Account.Website read`, `RunReports`, `ApexClass 01p...`, `RecordType 012...`.
 */
export function matrixOf(running: RunningOrg, username: string): string[] {
  const { org } = running;
  const userId = idOf(running, 'User', { Username: username });
  const lines: string[] = [...userPermissionsOf(org, userId)].filter((name) => !FORCED.includes(name));
  const legal = legalFields(org.schema);
  for (const object of org.schema.objects.values()) {
    if (object.setup || object.toolingOnly) continue;
    const rights = objectRightsOf(org, userId, object);
    if (object.objectPermissionable)
      lines.push(...Object.entries(rights).flatMap(([right, has]) => (has ? [`${object.name} ${right}`] : [])));
    if (!rights.read) continue;
    for (const field of object.fields) {
      if (!legal.has(`${object.name}.${field.name}`)) continue;
      const { read, edit } = fieldRightsOf(org, userId, object, field);
      if (read) lines.push(`${object.name}.${field.name} read`);
      if (edit && (rights.edit || rights.create)) lines.push(`${object.name}.${field.name} edit`);
    }
  }
  for (const { setId } of grantsOf(org, userId)) {
    for (const row of org.store.find('SetupEntityAccess', { ParentId: setId }))
      lines.push(`${String(row['SetupEntityType'])} ${String(row['SetupEntityId'])}`);
    for (const { recordTypeId, visible } of recordTypeVisibilities(org, setId))
      if (visible) lines.push(`RecordType ${recordTypeId}`);
  }
  return [...new Set(lines)].sort();
}

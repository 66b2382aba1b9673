import { insertRecord } from '../../records/write.ts';
import type { Json } from '../jsonBody.ts';
import type { Call } from '../route.ts';
import { checkAtomicUnit } from '../composite/atomicUnit.ts';

/** Inserts a record for any route, inside an atomic composite under the terms of `switches.atomicComposite`. */
export function createRecord(call: Call, object: string, given: Json): string {
  const { session, instance, unit } = call;
  if (unit === undefined) return insertRecord(session, instance.access, object, given);
  const name = session.org.schema.object(object)?.name ?? object;
  checkAtomicUnit(session, instance.access, unit, name, given);
  const id = insertRecord(session, instance.access, name, given);
  if (name === 'PermissionSetLicenseAssign') unit.licenseAssignments.push(id);
  return id;
}

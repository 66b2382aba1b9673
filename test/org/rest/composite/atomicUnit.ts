import { OrgError, type Access, type Session } from '../../org.ts';
import { insertRecord } from '../../records/write.ts';
import type { Json } from '../jsonBody.ts';
import type { AtomicUnit } from '../route.ts';

/**
 * Whether User, PermissionSetLicenseAssign and PermissionSetAssignment may be made in one transaction is UNKNOWN
 * (facts 7.4, 10): `switches.atomicComposite` decides. Throws what the insert is refused with.
 */
export function checkAtomicUnit(session: Session, access: Access, unit: AtomicUnit, object: string, given: Json): void {
  const { atomicComposite } = session.org.switches;
  if (atomicComposite === 'mixedDml' && object === 'PermissionSetLicenseAssign') {
    const text =
      'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)';
    throw new OrgError('MIXED_DML_OPERATION', `${text}: PermissionSetLicenseAssign, original object: User`, {
      fields: [],
    });
  }
  if (atomicComposite === 'licenseNotSeen' && object === 'PermissionSetAssignment') {
    tryWithoutLicenses(session, access, unit, given);
  }
}

class Undo extends Error {}

/** Makes the assignment as if the unit's licenses were not there, and takes it back; a refusal goes on. */
function tryWithoutLicenses(session: Session, access: Access, unit: AtomicUnit, given: Json): void {
  const { store } = session.org;
  try {
    store.transaction(() => {
      for (const id of unit.licenseAssignments) store.delete('PermissionSetLicenseAssign', id);
      insertRecord(session, access, 'PermissionSetAssignment', given);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
}

/** True when the switch forbids the whole request: it holds both halves of a licensed assignment. */
export function isRefusedUnit(session: Session, objects: ReadonlySet<string>): boolean {
  if (session.org.switches.atomicComposite !== 'refused') return false;
  return objects.has('permissionsetlicenseassign') && objects.has('permissionsetassignment');
}

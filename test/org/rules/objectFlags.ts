import type { Row } from '../org.ts';

/** The right that a flag of ObjectPermissions gives, as messages name it ("Read All" is View All Records, facts 2.7). */
export const RIGHTS: Readonly<Record<string, string>> = {
  PermissionsCreate: 'Create',
  PermissionsDelete: 'Delete',
  PermissionsEdit: 'Edit',
  PermissionsModifyAllRecords: 'Modify All',
  PermissionsRead: 'Read',
  PermissionsViewAllRecords: 'Read All',
  PermissionsViewAllFields: 'View All Fields',
};

/** What each flag needs on the same object (facts 3.2 [official OBJ63]; View All Fields [unverified]). */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  PermissionsCreate: ['PermissionsRead'],
  PermissionsDelete: ['PermissionsEdit', 'PermissionsRead'],
  PermissionsEdit: ['PermissionsRead'],
  PermissionsModifyAllRecords: ['PermissionsDelete', 'PermissionsEdit', 'PermissionsRead', 'PermissionsViewAllRecords'],
  PermissionsViewAllFields: ['PermissionsRead'],
  PermissionsViewAllRecords: ['PermissionsRead'],
};

/** The flags that are on in a row, in alphabetical order. */
export const flagsOf = (row: Row): string[] => Object.keys(RIGHTS).filter((flag) => row[flag] === 1);

/**
 * The complaints about a row of ObjectPermissions by itself, empty when it is sound, for example
 * "Permission Create ID_Search__c depends on permission(s): Read ID_Search__c".
 */
export const complaintsWithin = (row: Row): string[] => {
  const object = String(row.SobjectType);
  return flagsOf(row).flatMap((flag) => {
    const missing = (NEEDS[flag] ?? []).filter(
      (needed) => row[needed] !== 1 && !isBigObjectDelete(object, flag, needed),
    );
    return missing.length === 0
      ? []
      : [
          dependsOn(
            nameOfRight(flag, object),
            missing.map((needed) => nameOfRight(needed, object)),
          ),
        ];
  });
};

/** Facts 0.4: Delete without Edit occurs on big objects only. */
const isBigObjectDelete = (object: string, flag: string, needed: string): boolean =>
  object.endsWith('__b') && flag === 'PermissionsDelete' && needed === 'PermissionsEdit';

/** "Read All Asset" for the flag PermissionsViewAllRecords on Asset. */
export const nameOfRight = (flag: string, object: string): string => `${RIGHTS[flag] ?? flag} ${object}`;

/** The platform's sentence about a missing dependency (facts 2.7). */
export const dependsOn = (permission: string, missing: readonly string[]): string =>
  `Permission ${permission} depends on permission(s): ${missing.join(', ')}`;

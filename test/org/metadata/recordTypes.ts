import type { Org, Row } from '../org.ts';
import { notFoundIn } from './problem.ts';

/** "Object.DeveloperName", with the package's prefix on the record type. */
export function recordTypeFullName(recordType: Row): string {
  const namespace = recordType['NamespacePrefix'];
  const prefix = typeof namespace === 'string' && namespace !== '' ? `${namespace}__` : '';
  return `${String(recordType['SobjectType'])}.${prefix}${String(recordType['DeveloperName'])}`;
}

/** Inactive record types are never retrieved. source: facts 3.6 [official] */
export function activeRecordTypes(org: Org): readonly Row[] {
  return org.store.find('RecordType', { IsActive: 1 });
}

/**
 * The id behind a full name; undefined for an inactive record type, which is never deployed (facts 3.6 [official]).
 * Throws "In field: recordType - no RecordType named X found".
 */
export function recordTypeId(org: Org, fullName: string): string | undefined {
  const wanted = fullName.toLowerCase();
  const found = org.store.find('RecordType').find((row) => recordTypeFullName(row).toLowerCase() === wanted);
  if (found === undefined) throw notFoundIn('recordType', 'RecordType', fullName);
  return found['IsActive'] === 1 ? String(found['Id']) : undefined;
}

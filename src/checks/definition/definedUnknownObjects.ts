import type { UserDefinition } from '../../definition/definition.ts';
import { nearest } from '../../definition/nearest.ts';
import type { Check } from '../check.ts';
import { STANDARD_OBJECTS } from '../salesforce/standardObjects.ts';

/** Custom objects end in `__c` or the like; what they are called only the org knows. */
export const definedUnknownObjects: Check<UserDefinition> = {
  id: 'defined-unknown-object',
  severity: 'error',
  rule: ({ name, permissionSet }) =>
    Object.keys(permissionSet?.objects ?? {})
      .filter((object) => !/__\w+$/.test(object) && !STANDARD_OBJECTS.has(object.toLowerCase()))
      .map((object) => ({
        subject: object,
        tokens: [name, object],
        fixTokens: [nearest(object, [...STANDARD_OBJECTS.values(), `${object}__c`]).join(', ')],
      })),
};

import { isGovernedElsewhere } from '../../access/throughParent.ts';
import type { UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';

/** Objects that take their rights from a parent need none of their own. */
export const definedFieldsAlone: Check<UserDefinition> = {
  id: 'defined-fields-without-object',
  severity: 'warning',
  rule: ({ name, permissionSet }) =>
    Object.entries(permissionSet?.objects ?? {})
      .filter(([object, { access }]) => access.length === 0 && !isGovernedElsewhere(object))
      .map(([object]) => ({ subject: object, tokens: [name, object], fixTokens: [object] })),
};

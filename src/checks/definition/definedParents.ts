import type { UserDefinition } from '../../definition/definition.ts';
import type { Check } from '../check.ts';

/** Objects whose Read comes with Read on others in every permission set retrieved from a real org (facts 0.4, 3.2). */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  asset: ['Account'],
  contract: ['Account'],
  order: ['Account'],
  pricebook2: ['Product2'],
  quote: ['Opportunity', 'Account'],
  workorder: ['Account', 'Asset', 'Contact'],
};

export const definedParents: Check<UserDefinition> = {
  id: 'defined-parent-right',
  severity: 'info',
  rule: ({ name, permissionSet }) => {
    const objects = Object.entries(permissionSet?.objects ?? {}).filter(([, { access }]) => access.length > 0);
    const there = new Set(objects.map(([object]) => object.toLowerCase()));
    return objects.flatMap(([object]) =>
      (PARENTS[object.toLowerCase()] ?? [])
        .filter((parent) => !there.has(parent.toLowerCase()))
        .map((parent) => ({ subject: `${parent}=read`, tokens: [name, object, parent] })),
    );
  },
};

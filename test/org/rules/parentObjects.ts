import type { Org } from '../org.ts';

/**
 * Objects whose rights need the same right on other objects (facts 3.2, and the counts of rights over retrieved
 * permission sets in facts 0.4: no set shows the child without the parent).
 */
const ENFORCED: Readonly<Record<string, readonly string[]>> = {
  Asset: ['Account'],
  Contract: ['Account'],
  Entitlement: ['Account'],
  Order: ['Account'],
  Pricebook2: ['Product2'],
  Quote: ['Account', 'Opportunity'],
  SerializedProduct: ['Product2'],
  ServiceContract: ['Account'],
  WorkOrder: ['Account', 'Asset', 'Contact'],
};

/** Sources disagree about these (facts 0.4): the switch `accountReadRequired` decides. */
const DISPUTED: Readonly<Record<string, readonly string[]>> = {
  Case: ['Account'],
  Contact: ['Account'],
  Lead: ['Account'],
  Opportunity: ['Account'],
};

/** The objects on which Read and View All are needed to have them on this one, masters of a custom detail included. */
export const parentsOf = (org: Org, name: string): readonly string[] => [
  ...(ENFORCED[name] ?? []),
  ...(org.switches.accountReadRequired ? (DISPUTED[name] ?? []) : []),
  ...mastersOf(org, name),
];

const mastersOf = (org: Org, name: string): string[] => {
  const object = org.schema.object(name);
  if (!object?.custom) return [];
  return object.fields.filter((field) => field.masterDetail).flatMap((field) => field.referenceTo);
};

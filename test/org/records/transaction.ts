import { OrgError, type Org, type SObject } from '../org.ts';

type Transaction = { first: SObject | undefined };
const open = new WeakMap<Org, Transaction>();

/**
 * Runs fn in one transaction of the org; what throws undoes it. A transaction inside another is a part of it, so that
 * setup and other objects may not mix anywhere in the outermost one.
 */
export function withTransaction<T>(org: Org, fn: () => T): T {
  if (open.has(org)) return org.store.transaction(fn);
  open.set(org, { first: undefined });
  try {
    return org.store.transaction(fn);
  } finally {
    open.delete(org);
  }
}

/**
 * Runs one write to an object.
 * @throws OrgError MIXED_DML_OPERATION when the transaction has written to an object of the other kind (facts 4.2).
 */
export function withWrite<T>(org: Org, object: SObject, fn: () => T): T {
  return withTransaction(org, () => {
    const transaction = open.get(org);
    const first = transaction?.first;
    if (first !== undefined && first.setup !== object.setup) {
      const message = `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object.name}, original object: ${first.name}`;
      throw new OrgError('MIXED_DML_OPERATION', message, { fields: [] });
    }
    const result = fn();
    if (transaction !== undefined) transaction.first ??= object;
    return result;
  });
}

import type { Store } from '../org.ts';

const marked = new WeakMap<Store, Set<string>>();

/**
 * Ids of the PermissionSetLicenseAssign rows that the platform added by itself. No field tells them apart, but
 * removal of the permission set takes only these along (facts 1.6).
 */
export const autoAssigned = (store: Store): Set<string> => {
  const known = marked.get(store) ?? new Set<string>();
  marked.set(store, known);
  return known;
};

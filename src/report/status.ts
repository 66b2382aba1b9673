import type { InventoryUser } from '../org/inventory/inventory.ts';

export type UserStatus = 'active' | 'inactive' | 'frozen';

/** Whether a user can log in; where the caller may not read UserLogin, a frozen user passes for active. */
export function statusOf({ isActive, isFrozen }: Pick<InventoryUser, 'isActive' | 'isFrozen'>): UserStatus {
  if (!isActive) return 'inactive';
  return isFrozen === true ? 'frozen' : 'active';
}

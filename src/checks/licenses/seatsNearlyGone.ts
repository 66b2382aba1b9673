import type { Inventory } from '../../org/inventory/inventory.ts';
import type { Check } from '../check.ts';

/** Free seats, of more than one, at which somebody should think of buying. */
const FEW = 1;

export const seatsNearlyGone: Check<Inventory> = {
  id: 'seats-nearly-gone',
  severity: 'info',
  rule: ({ userLicense, permissionSetLicense: setLicense }) =>
    [userLicense, setLicense].flatMap((license) => {
      if (license === undefined || license.total - license.used > FEW) return [];
      const { name, total, used } = license;
      return [{ subject: name, tokens: [name, String(used), String(total), String(total - used)] }];
    }),
};

import type { SetupEntity } from '../../org/inventory/inventory.ts';
import type { Expected } from '../proof.ts';

/** Whether this is the class, custom permission, flow ... that a definition means. */
export function isSameEntity(held: SetupEntity, wanted: Expected['entities'][number]): boolean {
  return held.type === wanted.type && held.name.toLowerCase() === wanted.name.toLowerCase();
}

import type { OwnSession } from '../../src/checks/proof.ts';
import type { RawPermissionSet } from '../../src/definition/raw.ts';
import { holding, inventory, set, type SetParts } from '../access/inventory.ts';
import { orgSchema } from '../plan/snapshot.ts';
import { OWN, type Given } from './proof.ts';

/** The user's set allows this, and its session shows that. */
export function seeing(parts: Omit<SetParts, 'id'>, own: Partial<OwnSession>, permissionSet?: RawPermissionSet): Given {
  return {
    held: holding('Own'),
    org: inventory([set({ id: 'Own', ...parts })], { schema: orgSchema() }),
    ...(permissionSet && { definition: { permissionSet: { name: 'Own', ...permissionSet } } }),
    proof: { own: { ...OWN, ...own } },
  };
}

/** Objects as a describe shows them: `Account: 'create Website Phone=edit'` may be created and has two fields. */
export function seen(objects: Readonly<Record<string, string>>): Pick<OwnSession, 'seen'> {
  return {
    seen: new Map(
      Object.entries(objects).map(([name, text]) => {
        const words = text.split(' ').filter((word) => word !== '');
        const fields = words.filter((word) => /^[A-Z]/.test(word)).map((word) => word.split('='));
        const may = (right: string): boolean => words.includes(right);
        const rights = { create: may('create'), edit: may('edit'), delete: may('delete') };
        const of = new Map(fields.map(([field = '', right]) => [field.toLowerCase(), right === 'edit']));
        return [name.toLowerCase(), { name, ...rights, fields: of }];
      }),
    ),
  };
}

/** A set that lets edit Account and one of its two fields. */
export const heldFields = {
  objects: { Account: ['read', 'edit'] },
  fields: { 'Account.Phone': 'read', 'Account.Website': 'edit' },
} as const;

import { expect } from 'chai';
import { fromInventory, type ExportFacts } from '../../src/definition/fromInventory.ts';
import type { RawUser } from '../../src/definition/raw.ts';
import type { Inventory, InventoryUser, SetupEntity } from '../../src/org/inventory/inventory.ts';
import { holding, inventory, set, user, type SetParts } from '../access/inventory.ts';
import { field, object, unsecured } from '../plan/snapshot.ts';

export const NAME = 'Integration_ZoomInfo';
export const ZOOMINFO = user(holding('0PS'));

const OBJECTS = [
  object('Account', [field('Phone'), field('Website'), field('ParentId'), unsecured('Name', 'required')]),
  object('Contact', [field('Email')]),
];

/** What an export knows of an org in which nobody else holds the user's set, and nothing is hidden in it. */
export function facts(more: Partial<ExportFacts> = {}): ExportFacts {
  return {
    holders: new Map([['0PS', [ZOOMINFO.username]]]),
    inGroups: new Set(),
    tabs: new Map(),
    recordTypes: new Map(),
    objects: new Map(OBJECTS.map((one) => [one.name.toLowerCase(), one])),
    forced: ['ApiEnabled'],
    license: 'SalesforceAPIIntegrationPsl',
    ...more,
  };
}

/** What an export makes of one user, and its warnings. */
export function exportedUser(
  one: InventoryUser,
  org: Inventory,
  more: Partial<ExportFacts> = {},
): { readonly user: RawUser; readonly told: readonly (readonly (string | undefined)[])[] } {
  const { users, problems } = fromInventory([one], org, facts(more));
  expect(problems.map(({ severity }) => severity)).to.not.include('error');
  const [raw = expect.fail('nobody')] = users;
  return { user: raw, told: problems.map(({ id, subject, tokens }) => [id, subject, ...tokens]) };
}

/** The same of a user with one set, with this in it. */
export function exported(parts: Partial<SetParts>, more: Partial<ExportFacts> = {}): ReturnType<typeof exportedUser> {
  return exportedUser(ZOOMINFO, inventory([set({ id: '0PS', name: NAME, label: NAME, ...parts })]), more);
}

export function entity(type: string, name: string, id = `id of ${name}`): SetupEntity {
  return { type, name, id };
}

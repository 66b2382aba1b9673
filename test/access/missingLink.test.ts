import { expect } from 'chai';
import { effectiveAccess } from '../../src/access/effectiveAccess.ts';
import { firstMissingLink } from '../../src/access/missingLink.ts';
import type { KnownTarget } from '../../src/access/target.ts';
import type { Inventory, InventoryUser } from '../../src/org/inventory/inventory.ts';
import { missing } from '../../src/report/missing.ts';
import { holding, inventory, set, user } from './inventory.ts';

const READ = set({ id: 'Read', objects: { Account: ['read'] }, fields: { 'Account.Website': 'read' } });
const BOUND = set({ id: 'Bound', licenseId: '0PL000000000001', objects: { Account: ['read'] } });

type Case = {
  readonly name: string;
  readonly user?: Partial<InventoryUser>;
  readonly inventory?: Inventory;
  readonly target: KnownTarget;
  readonly link: string | undefined;
  readonly command?: string;
};

const create =
  'sf integration-user create --name ZoomInfo --username zoominfo@acme.integration --profile "Integration API Only"';
const assign =
  'sf integration-user permset assign --username zoominfo@acme.integration --permission-set-license SalesforceAPIIntegrationPsl';

const cases: readonly Case[] = [
  {
    name: 'nothing when the right is there',
    user: holding('Read'),
    target: { name: 'Account', right: 'read' },
    link: undefined,
  },
  {
    name: 'the object',
    target: { name: 'Account', right: 'edit' },
    link: 'object',
    command: `${create} --object Account=edit`,
  },
  {
    name: 'a broad right on the object',
    target: { name: 'Account', right: 'viewAll' },
    link: 'object',
    command: `${create} --object Account=viewAll --allow-broad-access`,
  },
  {
    name: 'the object before the field',
    target: { name: 'Account.Website', right: 'edit' },
    link: 'object',
    command: `${create} --object Account=edit --field Account.Website=edit`,
  },
  {
    name: 'the field',
    user: holding('Read'),
    target: { name: 'Account.Phone', right: 'read' },
    link: 'field',
    command: `${create} --field Account.Phone`,
  },
  {
    name: 'a field that goes with the object',
    user: holding('Read'),
    target: { name: 'Account.Name', right: 'edit', unsecured: 'required' },
    link: 'object',
    command: `${create} --object Account=edit`,
  },
  {
    name: 'a field that the system sets',
    user: holding('Read'),
    target: { name: 'Account.CreatedDate', right: 'edit', unsecured: 'system' },
    link: 'unwritable',
  },
  {
    name: 'nothing for reading a field that the system sets',
    user: holding('Read'),
    target: { name: 'Account.CreatedDate', right: 'read', unsecured: 'system' },
    link: undefined,
  },
  {
    name: 'the parent',
    target: { name: 'OrderItem', right: 'create' },
    link: 'object',
    command: `${create} --object Order=edit`,
  },
  {
    name: 'a user permission',
    target: { name: 'Task', right: 'edit' },
    link: 'userPermission',
    command: `${create} --user-permission EditTask`,
  },
  {
    name: 'the license of a set without one',
    user: { ...holding('Read'), licenseIds: [] },
    target: { name: 'Account', right: 'read' },
    link: 'withheld',
    command: assign,
  },
  {
    name: 'the license of a set that is bound to it',
    user: { ...holding('Bound'), licenseIds: [] },
    target: { name: 'Account', right: 'read' },
    link: 'withheld',
    command: assign,
  },
  {
    name: 'a right that no held set has, whatever the license',
    user: { ...holding('Read'), licenseIds: [] },
    target: { name: 'Account', right: 'delete' },
    link: 'object',
    command: `${create} --object Account=delete`,
  },
  {
    name: 'of a user on another license, by its own set',
    user: { license: 'Salesforce', licenseIds: [] },
    target: { name: 'Account', right: 'read' },
    link: 'object',
    command:
      'sf integration-user permset create --name Integration_ZoomInfo --object Account=read && sf integration-user permset assign --username zoominfo@acme.integration --permission-set Integration_ZoomInfo',
  },
  {
    name: 'with quotes around what a shell would read',
    user: { name: 'Billing Sync', profile: 'A "B" $C' },
    target: { name: 'Account', right: 'read' },
    link: 'object',
    command:
      'sf integration-user create --name "Billing Sync" --username zoominfo@acme.integration --profile "A \\"B\\" \\$C" --object Account=read',
  },
  {
    name: 'with a name that the command takes',
    user: { name: 'A "B"' },
    target: { name: 'Account', right: 'read' },
    link: 'object',
    command:
      'sf integration-user create --name zoominfo --username zoominfo@acme.integration --profile "Integration API Only" --object Account=read',
  },
];

describe('the first missing link is', () => {
  for (const { name, user: more, inventory: of = inventory([READ, BOUND]), target, link, command } of cases) {
    it(name, () => {
      const subject = user(more);
      const access = effectiveAccess(subject, of);
      expect(firstMissingLink(access, target, of.sets)?.kind).to.equal(link);
      const told = missing(subject, access, of, target);
      if (command !== undefined) expect(told?.fix).to.match(/: sf /).and.contain(command);
      if (link === undefined) expect(told).to.equal(null);
      else expect(`${told?.message ?? ''} ${told?.fix ?? ''}`).not.to.match(/%s|undefined/);
    });
  }
});

import { expect } from 'chai';
import fc from 'fast-check';
import { difference } from '../../src/access/difference.ts';
import { effectiveAccess } from '../../src/access/effectiveAccess.ts';
import { firstMissingLink, pathsToTarget } from '../../src/access/missingLink.ts';
import { anyInventory } from './anyInventory.ts';
import { linesOf, naiveAccess } from './naive.ts';

const runs = { numRuns: 2000 };

describe('effective access of random inventories', () => {
  it('equals what a second, naive implementation says, paths included', () => {
    fc.assert(
      fc.property(anyInventory, ({ user, inventory }) => {
        expect(linesOf(effectiveAccess(user, inventory))).to.deep.equal(naiveAccess(user, inventory));
      }),
      runs,
    );
  });

  it('has a missing link exactly where there is no path', () => {
    const target = fc.record({
      name: fc.constantFrom(
        'Account',
        'Contact',
        'Invoice__c',
        'Account.Website',
        'Contact.Email',
        'Task',
        'OrderItem',
      ),
      right: fc.constantFrom('read' as const, 'edit' as const),
    });
    fc.assert(
      fc.property(anyInventory, target, ({ user, inventory }, asked) => {
        const access = effectiveAccess(user, inventory);
        const link = firstMissingLink(access, asked, inventory.sets);
        expect(link === undefined).to.equal(pathsToTarget(access, asked).length > 0);
      }),
      runs,
    );
  });

  it('differs from itself in nothing, and from another in opposite directions', () => {
    fc.assert(
      fc.property(anyInventory, anyInventory, (one, two) => {
        const [a, b] = [one, two].map(({ user, inventory }) => effectiveAccess(user, inventory));
        if (a === undefined || b === undefined) return;
        expect(difference(a, a)).to.deep.equal({ onlyA: [], onlyB: [] });
        const { onlyA, onlyB } = difference(a, b);
        expect(difference(b, a)).to.deep.equal({ onlyA: onlyB, onlyB: onlyA });
      }),
      { numRuns: 500 },
    );
  });
});

import { expect } from 'chai';
import { ownSet } from '../../src/definition/describable.ts';
import type { ExportFacts } from '../../src/definition/fromInventory.ts';
import { set, type SetParts } from '../access/inventory.ts';
import { entity, exported, facts, NAME, ZOOMINFO } from './exported.ts';

describe('ownSet', () => {
  /** Names of sets that the user holds; which of them is the user's own. */
  const cases: Readonly<Record<string, readonly [names: readonly string[], own: string | undefined]>> = {
    'is the only one': [['Whatever'], 'Whatever'],
    'is none of several without a name that tells': [['One', 'Two'], undefined],
    'is the one with the default name, in whatever case': [
      ['One', 'Integration_Other', 'integration_zoominfo'],
      'integration_zoominfo',
    ],
    'is one whose name begins like the default name': [['One', 'Integration_Other', 'Two'], 'Integration_Other'],
    'is none whose name ends like that': [['One', 'My_Integration_'], undefined],
    'is none of no sets': [[], undefined],
  };
  for (const [what, [names, own]] of Object.entries(cases)) {
    it(what, () => {
      const sets = names.map((name) => set({ id: name }));
      expect(ownSet(ZOOMINFO, 'ZoomInfo', sets, facts())?.name).to.equal(own);
    });
  }

  const others: Readonly<Record<string, readonly [Partial<SetParts>, Partial<ExportFacts>]>> = {
    'a set of a package': [{ name: 'pi__Sync' }, {}],
    'a session-based set': [{ needsActivation: true }, {}],
    'a set that is part of a group': [{}, { inGroups: new Set(['0PS']) }],
    'a set that others have too': [{}, { holders: new Map([['0PS', [ZOOMINFO.username, 'other@acme.com']]]) }],
    'a set that only somebody else has': [{}, { holders: new Map([['0PS', ['other@acme.com']]]) }],
  };
  for (const [what, [parts, more]] of Object.entries(others)) {
    it(`is never ${what}, of which nothing is said even where it could not be described`, () => {
      const { user, told } = exported({ ...parts, entities: [entity('FlowDefinition', '300', '300')] }, more);
      expect(user).to.deep.include({ permissionSet: 'none', permissionSets: [parts.name ?? NAME] });
      expect(told).to.deep.equal([]);
      expect(ownSet(ZOOMINFO, 'ZoomInfo', [set({ id: '0PS', ...parts })], facts(more))).to.equal(undefined);
    });
  }
});

describe('a set that no definition can describe', () => {
  const cannotSay: Readonly<Record<string, readonly [Partial<SetParts>, string]>> = {
    'a flow without a name': [{ entities: [entity('FlowDefinition', '300', '300')] }, 'FlowDefinition 300'],
    'a class without a name': [{ entities: [entity('ApexClass', '01p', '01p')] }, 'ApexClass 01p'],
    'View All Fields': [{ objects: { Account: ['read', 'viewAllFields'] } }, 'Account viewAllFields'],
    'a field that the org does not describe': [
      { fields: { 'Account.Gone__c': 'read', 'Account.Phone': 'read' } },
      'Account.Gone__c',
    ],
    'a field of an object that the org does not describe': [{ fields: { 'Gone__c.Phone': 'read' } }, 'Gone__c.Phone'],
    'a field without field-level security': [{ fields: { 'Account.Name': 'read' } }, 'Account.Name'],
    'MFA for API logins': [{ userPermissions: ['EditTask', 'TwoFactorApi'] }, 'TwoFactorApi'],
    'what the license brings': [{ userPermissions: ['ApiEnabled', 'RunReports'] }, 'ApiEnabled'],
    'a label like a variable': [{ label: 'Costs ${NOTHING}' }, 'Costs ${NOTHING}'],
    'several things, told by name': [
      { userPermissions: ['TwoFactorApi'], fields: { 'Account.Gone__c': 'read' }, label: '${A}' },
      '${A}, Account.Gone__c, TwoFactorApi',
    ],
  };
  for (const [what, [parts, reason]] of Object.entries(cannotSay)) {
    it(`is only assigned, with the reason: ${what}`, () => {
      const { user, told } = exported(parts);
      expect(user).to.deep.include({ permissionSet: 'none', permissionSets: [NAME] });
      expect(told).to.deep.equal([['exportOnlyAssigned', ZOOMINFO.username, ZOOMINFO.username, NAME, reason]]);
    });
  }
});

import { expect } from 'chai';
import { fromInventory, type ExportFacts } from '../../src/definition/fromInventory.ts';
import type { SetupEntity } from '../../src/org/inventory.ts';
import { holding, inventory, set, user, type SetParts } from '../access/inventory.ts';
import { rawSet } from './sets.ts';

const NAME = 'Integration_ZoomInfo';
const ZOOMINFO = user(holding('0PS'));

/** What an export makes of a user with this set, and its warnings. */
function exported(more: Partial<SetParts>, facts: Partial<ExportFacts> = {}) {
  const own = set({ id: '0PS', name: NAME, label: NAME, ...more });
  const { users, problems } = fromInventory([ZOOMINFO], inventory([own]), {
    holders: new Map([['0PS', [ZOOMINFO.username]]]),
    inGroups: new Set(),
    tabs: new Map(),
    recordTypes: new Map(),
    objects: new Map(),
    forced: ['ApiEnabled'],
    license: 'SalesforceAPIIntegrationPsl',
    ...facts,
  });
  const [one = expect.fail('nobody')] = users;
  return { user: one, told: problems.map(({ id, subject, tokens }) => [id, subject, tokens.at(-1)]) };
}

const entity = (type: string, name: string, id = `id of ${name}`): SetupEntity => ({ type, name, id });

describe('fromInventory', () => {
  it('lists what SetupEntityAccess opens by its kind, each sorted', () => {
    const { user: one, told } = exported({
      entities: [
        entity('FlowDefinition', 'Sync_Orders'),
        entity('ApexPage', 'Status'),
        entity('ApexClass', 'Two'),
        entity('ApexClass', 'ns__One'),
        entity('CustomPermission', 'Skip'),
        entity('NamedCredential', 'Billing'),
        entity('ExternalCredentialParameter', 'Cred-Main'),
        entity('ConnectedApplication', 'ERP'),
      ],
    });
    expect(rawSet(one)).to.deep.equal({
      name: NAME,
      label: NAME,
      apexClasses: ['Two', 'ns__One'],
      apexPages: ['Status'],
      customPermissions: ['Skip'],
      flows: ['Sync_Orders'],
      namedCredentials: ['Billing'],
      externalCredentials: ['Cred-Main'],
      connectedApps: ['ERP'],
    });
    expect(told).to.deep.equal([]);
  });

  it('tells once a user what no definition can name, and describes the rest', () => {
    const { user: one, told } = exported(
      {
        entities: [entity('TabSet', '02u', '02u'), entity('ExternalDataSource', 'Ledger'), entity('ApexClass', 'One')],
      },
      { tabs: new Map([['0PS', ['standard-Account']]]) },
    );
    expect(rawSet(one).apexClasses).to.deep.equal(['One']);
    const left = 'ExternalDataSource Ledger, PermissionSetTabSetting standard-Account, TabSet 02u';
    expect(told).to.deep.equal([['exportLeftOut', ZOOMINFO.username, left]]);
  });

  const cannotSay: Readonly<Record<string, readonly [Partial<SetParts>, string]>> = {
    'a flow without a name': [{ entities: [entity('FlowDefinition', '300', '300')] }, 'FlowDefinition 300'],
    'a class without a name': [{ entities: [entity('ApexClass', '01p', '01p')] }, 'ApexClass 01p'],
    'View All Fields': [{ objects: { Account: ['read', 'viewAllFields'] } }, 'Account viewAllFields'],
    'a field that the org does not describe': [{ fields: { 'Account.Gone__c': 'read' } }, 'Account.Gone__c'],
    'MFA for API logins': [{ userPermissions: ['EditTask', 'TwoFactorApi'] }, 'TwoFactorApi'],
    'what the license brings': [{ userPermissions: ['ApiEnabled'] }, 'ApiEnabled'],
    'a label like a variable': [{ label: 'Costs ${NOTHING}' }, 'Costs ${NOTHING}'],
  };
  for (const [what, [parts, reason]] of Object.entries(cannotSay)) {
    it(`only assigns a set with ${what}, and says why`, () => {
      const { user: one, told } = exported(parts);
      expect(one).to.deep.include({ permissionSet: 'none', permissionSets: [NAME] });
      expect(told).to.deep.equal([['exportOnlyAssigned', ZOOMINFO.username, reason]]);
    });
  }

  it('says nothing of a set that others have too: it is no set of the user', () => {
    const holders = new Map([['0PS', [ZOOMINFO.username, 'other@acme.com']]]);
    const { user: one, told } = exported({ entities: [entity('FlowDefinition', '300', '300')] }, { holders });
    expect(one).to.deep.include({ permissionSet: 'none', permissionSets: [NAME] });
    expect(told).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { assign, grant, insertSet, insertUser, licenseId, profileId, pslId, setId } from './deeds.ts';
import { checkRuleCases, type Desk, type RuleCase } from './ruleCase.ts';

const integrity = 'FIELD_INTEGRITY_EXCEPTION';

/** Flags on one object, and what is said when they do not fit together. */
const flags: readonly (readonly [string, string?])[] = [
  ['R'],
  ['CR'],
  ['RE'],
  ['RED'],
  ['RV'],
  ['REDVM'],
  ['RF'],
  ['CREDVMF'],
  ['C', 'Permission Create Lead depends on permission(s): Read Lead'],
  ['E', 'Permission Edit Lead depends on permission(s): Read Lead'],
  ['RD', 'Permission Delete Lead depends on permission(s): Edit Lead'],
  ['V', 'Permission Read All Lead depends on permission(s): Read Lead'],
  ['REDM', 'Permission Modify All Lead depends on permission(s): Read All Lead'],
  ['RM', 'Permission Modify All Lead depends on permission(s): Delete Lead, Edit Lead, Read All Lead'],
  ['F', 'Permission View All Fields Lead depends on permission(s): Read Lead'],
  [
    'CE',
    'Permission Create Lead depends on permission(s): Read Lead; Permission Edit Lead depends on permission(s): Read Lead',
  ],
];

/** Rights given in this order, and what is said about the last one. */
const chains: readonly (readonly [readonly string[], string?])[] = [
  [['Contract R'], 'Permission Read Contract depends on permission(s): Read Account'],
  [['Account R', 'Contract R']],
  [['Account R', 'Contract RV'], 'Permission Read All Contract depends on permission(s): Read All Account'],
  [['Account RV', 'Contract RV']],
  [['Order R'], 'Permission Read Order depends on permission(s): Read Account'],
  [['Pricebook2 R'], 'Permission Read Pricebook2 depends on permission(s): Read Product2'],
  [['Product2 R', 'Pricebook2 R']],
  [['Account R', 'Quote R'], 'Permission Read Quote depends on permission(s): Read Opportunity'],
  [['WorkOrder R'], 'Permission Read WorkOrder depends on permission(s): Read Account, Read Asset, Read Contact'],
  [['Account R', 'Asset R', 'Contact R', 'WorkOrder R']],
  [['Invoice_Line__c R'], 'Permission Read Invoice_Line__c depends on permission(s): Read Invoice__c'],
  [['Invoice__c R', 'Invoice_Line__c R']],
  [['Contact R']],
  [['Opportunity R']],
  [['Lead R']],
  [['Case R']],
];

const give = (desk: Desk, rights: readonly string[]): string => {
  const set = insertSet(desk);
  for (const right of rights) {
    const [object = '', letters = ''] = right.split(' ');
    grant(desk, set, object, letters);
  }
  return set;
};

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

checkRuleCases('ObjectPermissions', [
  ...flags.map(([letters, text]): RuleCase => {
    const one = { title: `${letters} on one object`, act: (desk: Desk) => give(desk, [`Lead ${letters}`]) };
    return text === undefined ? one : { ...one, refused: [integrity, exactly(text)] };
  }),
  ...chains.map(([rights, text]): RuleCase => {
    const one = { title: rights.join(', then '), act: (desk: Desk) => give(desk, rights) };
    return text === undefined ? one : { ...one, refused: [integrity, exactly(text)] };
  }),
  {
    title: 'Contact without Account, where the switch says so',
    switches: { accountReadRequired: true },
    act: (desk) => give(desk, ['Contact R']),
    refused: [integrity, /^Permission Read Contact depends on permission\(s\): Read Account$/],
  },
  {
    title: 'an object that is not in the list',
    act: (desk) => give(desk, ['Task R']),
    refused: ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /bad value for restricted picklist field: Task$/],
  },
  {
    title: 'an object twice',
    act: (desk) => give(desk, ['Lead R', 'Lead RE']),
    refused: ['DUPLICATE_VALUE', /^duplicate value found/],
  },
  { title: 'no right at all', act: (desk) => give(desk, ['Lead ']), refused: [integrity, /at least one right/] },
  {
    title: 'goes away when its last right does',
    act: (desk) => {
      desk.update('ObjectPermissions', grant(desk, insertSet(desk), 'Lead', 'R'), { PermissionsRead: false });
    },
    then: (desk) => expect(desk.rows('ObjectPermissions', { ParentId: setId(desk, 'New_Set') })).to.have.length(0),
  },
  {
    title: 'an update that leaves a flag without its base',
    act: (desk) => {
      desk.update('ObjectPermissions', grant(desk, insertSet(desk), 'Lead', 'RE'), { PermissionsRead: false });
    },
    refused: [integrity, /^Permission Edit Lead depends on permission\(s\): Read Lead$/],
  },
  {
    title: 'a delete that leaves a child without its parent',
    act: (desk) => {
      const set = give(desk, ['Account R', 'Contract R']);
      desk.remove('ObjectPermissions', desk.id('ObjectPermissions', { ParentId: set, SobjectType: 'Account' }));
    },
    refused: [integrity, /^Permission Read Contract depends on permission\(s\): Read Account$/],
  },
  {
    title: 'an update to nothing that leaves a child without its parent',
    act: (desk) => {
      const set = give(desk, ['Account R', 'Contract R']);
      desk.update('ObjectPermissions', desk.id('ObjectPermissions', { ParentId: set, SobjectType: 'Account' }), {
        PermissionsRead: false,
      });
    },
    refused: [integrity, /^Permission Read Contract depends on/],
  },
  {
    title: 'a delete of the child, then of the parent',
    act: (desk) => {
      const set = give(desk, ['Account R', 'Contract R']);
      for (const object of ['Contract', 'Account'])
        desk.remove('ObjectPermissions', desk.id('ObjectPermissions', { ParentId: set, SobjectType: object }));
    },
  },
  {
    title: 'a standard object in a set of the bare license',
    act: (desk) => grant(desk, insertSet(desk, { LicenseId: licenseId(desk) }), 'Account', 'R'),
    refused: [integrity, /^The user license doesn't allow the permission: Read Account$/],
  },
  {
    title: 'create is named before read',
    act: (desk) => grant(desk, insertSet(desk, { LicenseId: licenseId(desk) }), 'Lead', 'CR'),
    refused: [integrity, /: Create Lead$/],
  },
  {
    title: 'a custom object in a set of the bare license',
    act: (desk) => grant(desk, insertSet(desk, { LicenseId: licenseId(desk) }), 'Invoice__c', 'CREDVM'),
  },
  {
    title: 'a standard object in a set of the permission set license',
    act: (desk) => grant(desk, insertSet(desk, { LicenseId: pslId(desk) }), 'Account', 'CREDVM'),
  },
  {
    title: 'a custom object in the set of an integration profile',
    act: (desk) => grant(desk, desk.id('PermissionSet', { ProfileId: profileId(desk) }), 'Invoice__c', 'CRE'),
  },
  {
    title: 'a standard object in the set of a custom integration profile',
    act: (desk) => {
      const profile = desk.insert('Profile', { Name: 'Warehouse', UserLicenseId: licenseId(desk) });
      grant(desk, desk.id('PermissionSet', { ProfileId: profile }), 'Account', 'R');
    },
    refused: [integrity, /: Read Account$/],
  },
  {
    title: 'a standard object in the set of a standard profile',
    act: (desk) => grant(desk, desk.id('PermissionSet', { ProfileId: profileId(desk) }), 'Account', 'R'),
    refused: ['SIMULATOR_GAP', /standard profile/],
  },
  {
    title: 'a right that a holder of the set may not have',
    act: (desk) => {
      const set = insertSet(desk);
      assign(desk, insertUser(desk), set);
      grant(desk, set, 'Account', 'R');
    },
    refused: [integrity, /^Can't save permission set New Set, which is assigned .*: Read Account$/],
  },
  {
    title: 'a right that every holder of the set may have',
    act: (desk) => {
      const set = insertSet(desk);
      assign(desk, insertUser(desk), set);
      grant(desk, set, 'Invoice__c', 'R');
    },
  },
  {
    title: 'a managed set',
    act: (desk) => grant(desk, setId(desk, 'Pardot_Connector_User'), 'Case', 'R'),
    refused: ['SIMULATOR_GAP', /managed/],
  },
  {
    title: 'a group’s own set',
    act: (desk) => grant(desk, desk.id('PermissionSet', { Type: 'Group' }), 'Case', 'R'),
    refused: ['SIMULATOR_GAP', /group/],
  },
]);

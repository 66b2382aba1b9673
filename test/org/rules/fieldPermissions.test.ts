import { expect } from 'chai';
import type { Row } from '../org.ts';
import { grant, insertSet, licenseId, setId } from './deeds.ts';
import { checkRuleCases, type Desk, type RuleCase } from './ruleCase.ts';

const integrity = 'FIELD_INTEGRITY_EXCEPTION';
const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

const field = (
  desk: Desk,
  parent: string,
  name: string,
  given: Record<string, unknown> = { PermissionsRead: true },
): string =>
  desk.insert('FieldPermissions', { ParentId: parent, SobjectType: name.split('.')[0], Field: name, ...given });

/** The row of a field in the set that a case has made. */
const ofNewSet = ({ rows, id }: Desk, name: string): readonly Row[] =>
  rows('FieldPermissions', { ParentId: id('PermissionSet', { Name: 'New_Set' }), Field: name });

checkRuleCases('FieldPermissions', [
  { title: 'stand without any right on the object', act: (desk) => field(desk, insertSet(desk), 'Account.Phone') },
  {
    title: 'accept edit with read',
    act: (desk) => field(desk, insertSet(desk), 'Account.Phone', { PermissionsRead: true, PermissionsEdit: true }),
  },
  { title: 'accept the compound address', act: (desk) => field(desk, insertSet(desk), 'Account.BillingAddress') },
  ...['Account.Name', 'Account.BillingCity', 'Account.OwnerId', 'Contact.LastName', 'Account.Id'].map(
    (name): RuleCase => ({
      title: `do not know ${name}`,
      act: (desk) => field(desk, insertSet(desk), name),
      refused: [
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        exactly(`Field Name: bad value for restricted picklist field: ${name}`),
      ],
    }),
  ),
  {
    title: 'name a field of their object',
    act: (desk) =>
      desk.insert('FieldPermissions', {
        ParentId: insertSet(desk),
        SobjectType: 'Contact',
        Field: 'Account.Phone',
        PermissionsRead: true,
      }),
    refused: ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /Account\.Phone$/],
  },
  {
    title: 'need read for edit',
    act: (desk) => field(desk, insertSet(desk), 'Account.Phone', { PermissionsEdit: true }),
    refused: [integrity, /^Permission Edit Account\.Phone depends on permission\(s\): Read Account\.Phone$/],
  },
  {
    title: 'need some right',
    act: (desk) => field(desk, insertSet(desk), 'Account.Phone', {}),
    refused: [integrity, /at least one right/],
  },
  {
    title: 'of a custom field of activities stand for both kinds',
    act: (desk) => field(desk, insertSet(desk), 'Event.Next_Step__c', { PermissionsRead: true, PermissionsEdit: true }),
    then: (desk) => {
      expect(ofNewSet(desk, 'Task.Next_Step__c')).to.have.length(1);
    },
  },
  {
    title: 'of a custom field of activities go together',
    act: (desk) => {
      const id = field(desk, insertSet(desk), 'Task.Next_Step__c');
      desk.update('FieldPermissions', id, { PermissionsEdit: true });
      const [twin] = ofNewSet(desk, 'Event.Next_Step__c');
      expect(twin?.PermissionsEdit).to.equal(1);
      desk.remove('FieldPermissions', id);
    },
    then: (desk) => {
      expect(ofNewSet(desk, 'Event.Next_Step__c')).to.deep.equal([]);
    },
  },
  {
    title: 'of a standard field of an activity stand alone',
    act: (desk) => field(desk, insertSet(desk), 'Task.Description'),
    then: (desk) => {
      expect(ofNewSet(desk, 'Event.Description')).to.deep.equal([]);
    },
  },
  { title: 'accept read on a formula', act: (desk) => field(desk, insertSet(desk), 'Account.Score_Band__c') },
  {
    title: 'refuse edit on a formula',
    act: (desk) =>
      field(desk, insertSet(desk), 'Account.Score_Band__c', { PermissionsRead: true, PermissionsEdit: true }),
    refused: [integrity, /read-only/],
  },
  {
    title: 'refuse to lose read while edit stays',
    act: (desk) => {
      desk.update(
        'FieldPermissions',
        field(desk, insertSet(desk), 'Account.Phone', { PermissionsRead: true, PermissionsEdit: true }),
        { PermissionsRead: false },
      );
    },
    refused: [integrity, /depends on/],
  },
  {
    title: 'go away when the last right does',
    act: (desk) => {
      desk.update('FieldPermissions', field(desk, insertSet(desk), 'Account.Phone'), { PermissionsRead: false });
    },
    then: (desk) => expect(desk.rows('FieldPermissions', { ParentId: setId(desk, 'New_Set') })).to.have.length(0),
  },
  {
    title: 'stand once',
    act: (desk) => {
      const set = insertSet(desk);
      field(desk, set, 'Account.Phone');
      field(desk, set, 'Account.Phone');
    },
    refused: ['DUPLICATE_VALUE', /^duplicate value found/],
  },
  {
    title: 'stay under View All Fields',
    act: (desk) => {
      const set = insertSet(desk);
      grant(desk, set, 'Account', 'RF');
      desk.remove('FieldPermissions', field(desk, set, 'Account.Phone'));
    },
    refused: [integrity, /^Read permission is required/],
  },
  {
    title: 'go otherwise',
    act: (desk) => {
      desk.remove('FieldPermissions', field(desk, insertSet(desk), 'Account.Phone'));
    },
  },
  {
    title: 'of standard objects in a set of the bare license are a gap',
    act: (desk) => field(desk, insertSet(desk, { LicenseId: licenseId(desk) }), 'Account.Phone'),
    refused: ['SIMULATOR_GAP', /Account\.Phone/],
  },
  {
    title: 'of custom objects in a set of the bare license are accepted',
    act: (desk) => field(desk, insertSet(desk, { LicenseId: licenseId(desk) }), 'Invoice__c.Amount__c'),
  },
]);

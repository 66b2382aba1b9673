import type { RawPermissionSet } from '../../../src/definition/raw.ts';
import type { Given } from '../given.ts';
import { field, object, unsecured } from '../snapshot.ts';
import type { ProblemCase } from './case.ts';

const account = (access: NonNullable<RawPermissionSet['objects']>[string]): Given => ({
  set: { objects: { Account: access } },
});
const fields = (...editFields: string[]): Given => account({ access: ['read'], editFields });
const readable = (...readFields: string[]): Given => account({ access: ['read'], readFields });
const persons = {
  objects: new Map([
    ['account', object('Account', [field('Phone'), unsecured('PersonEmail', 'personAccount')])],
    ['contact', object('Contact', [field('Email')])],
  ]),
};

export const OF_RIGHTS: readonly ProblemCase[] = [
  {
    id: 'broadObjectRight',
    severity: 'error',
    subject: 'Account',
    tokens: ['viewAll', 'Account'],
    fix: ['Account'],
    when: account({ access: ['viewAll'] }),
    notWhen: [
      account({ access: ['delete'] }),
      { ...account({ access: ['viewAll'] }), options: { allowBroadAccess: true } },
    ],
  },
  {
    id: 'broadObjectRightAllowed',
    severity: 'warning',
    subject: 'Account',
    tokens: ['viewAll', 'Account'],
    when: { ...account({ access: ['viewAll'] }), options: { allowBroadAccess: true } },
    notWhen: [
      account({ access: ['viewAll'] }),
      { ...account({ access: ['edit'] }), options: { allowBroadAccess: true } },
    ],
  },
  {
    id: 'unknownObject',
    severity: 'error',
    subject: 'Acount',
    tokens: ['Acount'],
    fix: ['Account'],
    when: { set: { objects: { Acount: { access: ['read'] } } } },
    notWhen: [{ set: { objects: { ACCOUNT: { access: ['read'] } } } }],
  },
  {
    id: 'hiddenObject',
    severity: 'error',
    subject: 'Opportunity',
    tokens: ['Opportunity'],
    fix: ['Opportunity'],
    when: { set: { objects: { opportunity: { access: ['read'] } } } },
    notWhen: [{ set: { objects: { Account: { access: ['read'] } } } }],
  },
  {
    id: 'unknownObjectNoneNear',
    severity: 'error',
    subject: 'Zzzzzzzz',
    tokens: ['Zzzzzzzz'],
    fix: ['Zzzzzzzz'],
    when: { set: { objects: { Zzzzzzzz: {} } } },
    notWhen: [{ set: { objects: { Acount: { access: ['read'] } } } }],
  },
  {
    id: 'noObjectPermissions',
    severity: 'error',
    subject: 'OpportunityLineItem',
    tokens: ['OpportunityLineItem'],
    when: { set: { objects: { OpportunityLineItem: { access: ['read'] } } } },
    notWhen: [
      { set: { objects: { OpportunityLineItem: { readFields: ['ServiceDate'] } } } },
      account({ access: ['read'] }),
    ],
  },
  {
    id: 'noObjectPermissionsButUser',
    severity: 'error',
    subject: 'Task',
    tokens: ['Task'],
    fix: ['EditTask'],
    when: { set: { objects: { Task: { access: ['read'] } } } },
    notWhen: [
      { set: { objects: { Task: { readFields: 'all' } } } },
      { set: { objects: { OpportunityLineItem: { access: ['read'] } } } },
    ],
  },
  {
    id: 'fieldsWithoutObject',
    severity: 'warning',
    subject: 'Account',
    tokens: ['Account'],
    fix: ['Account'],
    when: account({ readFields: ['Phone'] }),
    notWhen: [readable('Phone'), { set: { objects: { Task: { readFields: ['Priority'] } } } }],
  },
  {
    id: 'unknownField',
    severity: 'error',
    subject: 'Account.Websit',
    tokens: ['Account', 'Websit'],
    fix: ['Account.Website'],
    when: fields('Websit'),
    notWhen: [fields('WEBSITE')],
  },
  {
    id: 'unknownFieldNoneNear',
    severity: 'error',
    subject: 'Account.Zzzzzzzz',
    tokens: ['Account', 'Zzzzzzzz'],
    fix: ['Account'],
    when: readable('Zzzzzzzz'),
    notWhen: [readable('Websit')],
  },
  ...(
    [
      ['system', 'Account.IsDeleted', readable('IsDeleted'), account({ access: ['read'], readFields: 'all' })],
      ['required', 'Account.Name', fields('name'), account({ access: ['read'], editFields: 'all' })],
      ['unsecured', 'Account.OwnerId', fields('OwnerId'), account({ access: ['read'], editFields: 'all' })],
      ['addressPart', 'Account.BillingCity', fields('BillingCity'), fields('BillingAddress')],
    ] as const
  ).map(([reason, subject, when, notWhen]): ProblemCase => ({
    id: `field.${reason}`,
    severity: 'error',
    subject,
    tokens: [subject],
    fix: [subject],
    when,
    notWhen: [notWhen, readable('Phone')],
  })),
  {
    id: 'field.personAccount',
    severity: 'error',
    subject: 'Account.PersonEmail',
    tokens: ['Account.PersonEmail'],
    fix: ['Contact.Email'],
    when: { ...fields('PersonEmail'), schema: persons },
    notWhen: [{ ...fields('Phone'), schema: persons }],
  },
  {
    id: 'personAccountFields',
    severity: 'warning',
    subject: 'Account',
    tokens: [],
    when: { ...account({ access: ['read'], readFields: 'all' }), schema: persons },
    notWhen: [
      account({ access: ['read'], readFields: 'all' }),
      { ...readable('Phone'), schema: persons },
      {
        set: {
          objects: {
            Account: { access: ['read'], editFields: 'all' },
            contact: { access: ['read'], readFields: 'all' },
          },
        },
        schema: persons,
      },
    ],
  },
  {
    id: 'field.masterDetail',
    severity: 'error',
    subject: 'Invoice_Line__c.Invoice__c',
    tokens: ['Invoice_Line__c.Invoice__c'],
    fix: ['Invoice_Line__c.Invoice__c'],
    when: { set: { objects: { Invoice_Line__c: { access: ['read'], readFields: ['Invoice__c'] } } } },
    notWhen: [{ set: { objects: { Invoice_Line__c: { access: ['read'], readFields: 'all' } } } }],
  },
  {
    id: 'fieldReadOnly',
    severity: 'error',
    subject: 'Account.Score__c',
    tokens: ['Account.Score__c'],
    fix: ['Account.Score__c'],
    when: fields('Score__c'),
    notWhen: [readable('Score__c'), account({ access: ['read'], editFields: 'all' })],
  },
  {
    id: 'recordTypeForm',
    severity: 'error',
    subject: 'Partner',
    tokens: ['Partner'],
    when: { set: { recordTypes: ['Partner'] } },
    notWhen: [{ set: { recordTypes: ['Account.Partner'] } }],
  },
  {
    id: 'recordTypeInactive',
    severity: 'error',
    subject: 'Account.Partner',
    tokens: ['Account.Partner'],
    when: {
      set: { recordTypes: ['Account.Partner'] },
      state: { recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: false }] },
    },
    notWhen: [
      {
        set: { recordTypes: ['account.partner'] },
        state: { recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }] },
      },
    ],
  },
];

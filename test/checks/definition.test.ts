import { DEFINITION_CHECKS } from '../../src/checks/definitionChecks.ts';
import type { UserDefinition } from '../../src/definition/definition.ts';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';
import { definition } from '../plan/snapshot.ts';
import { testChecks } from './table.ts';

type Given = Partial<RawUser> & {
  readonly set?: RawPermissionSet;
  /** As the definition of `permset create` is. */
  readonly withoutProfile?: true;
};

/** The user "Zoom", who asks for no permission of its profile unless the case does. */
const described = ({ set, withoutProfile, ...user }: Given): UserDefinition => ({
  ...definition({ profile: { permissions: [] }, ...(set && { permissionSet: set }), ...user }),
  ...(withoutProfile && { profile: undefined }),
});
const object = (name: string, ...access: string[]): Given => ({ set: { objects: { [name]: { access } } } });
const permissions = (...userPermissions: string[]): Given => ({ set: { userPermissions } });

describe('the checks of a definition alone', () => {
  testChecks(DEFINITION_CHECKS, described, [
    ['a user without a permission set of its own', { permissionSet: 'none' }, []],
    ['an object of the standard, in any case', object('account', 'read'), []],
    [
      'custom objects, which only the org knows',
      { set: { objects: { Any__c: { access: ['read'] }, Any__mdt: { access: ['read'] } } } },
      [],
    ],
    [
      'an object that there is nowhere',
      object('Acount', 'read'),
      [['error defined-unknown-object Acount', ['Zoom', 'Acount'], ['Account, Acount__c']]],
    ],
    [
      'an object that lost the suffix of a custom object',
      object('IntegrationInvoiceLine', 'read'),
      [
        [
          'error defined-unknown-object IntegrationInvoiceLine',
          ['Zoom', 'IntegrationInvoiceLine'],
          ['IntegrationInvoiceLine__c'],
        ],
      ],
    ],
    [
      'an object with the suffix in the middle',
      object('Any__c.Other', 'read'),
      [['error defined-unknown-object Any__c.Other', ['Zoom', 'Any__c.Other'], ['Any__c.Other__c']]],
    ],

    ['permissions of the standard', permissions('RunReports', 'ApiEnabled'), []],
    [
      'a permission in another case, which Salesforce would refuse',
      permissions('runreports'),
      [['error defined-unknown-permission runreports', ['Zoom', 'runreports'], ['RunReports']]],
    ],
    [
      'a permission that is like none',
      permissions('Whatever_it_is'),
      [['error defined-unknown-permission Whatever_it_is', ['Zoom', 'Whatever_it_is'], ['-']]],
    ],
    [
      'MFA for API logins, in any case',
      { profile: { permissions: ['TwoFactorApi'] }, set: { userPermissions: ['TWOFACTORAPI'] } },
      [
        ['error defined-unknown-permission TWOFACTORAPI', ['Zoom', 'TWOFACTORAPI'], ['TwoFactorApi']],
        ['error defined-mfa-for-api TwoFactorApi', ['Zoom', 'TwoFactorApi'], ['TwoFactorApi']],
        ['error defined-mfa-for-api TWOFACTORAPI', ['Zoom', 'TWOFACTORAPI'], ['TWOFACTORAPI']],
      ],
    ],
    [
      'a permission over the whole org without what it needs',
      permissions('ViewAllData'),
      [
        ['warning defined-broad-permission ViewAllData', ['Zoom', 'ViewAllData']],
        [
          'warning defined-permission-needs ViewAllData',
          ['Zoom', 'ViewAllData', 'ViewEventLogFiles, ViewRoles, ViewSetup'],
          ['ViewEventLogFiles, ViewRoles, ViewSetup'],
        ],
      ],
    ],
    [
      'a permission that needs others which are there, or come with them',
      permissions('EditPublicTemplates', 'ViewSetup'),
      [],
    ],
    [
      'permissions over the whole org, on the profile and in the set, in any case',
      { profile: { permissions: ['ManageRoles'] }, set: { userPermissions: ['modifyMetadata'] } },
      [
        [
          'error defined-unknown-permission modifyMetadata',
          ['Zoom', 'modifyMetadata'],
          ['ModifyMetadata, ModifyAllData'],
        ],
        ['warning defined-broad-permission ManageRoles', ['Zoom', 'ManageRoles']],
        ['warning defined-broad-permission modifyMetadata', ['Zoom', 'modifyMetadata']],
      ],
    ],
    ['the permission that a profile has by default', { profile: {} }, []],
    [
      'permissions of a set where there is no profile',
      { withoutProfile: true, set: { userPermissions: ['ManageSharing'] } },
      [['warning defined-broad-permission ManageSharing', ['Zoom', 'ManageSharing']]],
    ],

    [
      'View All',
      object('Account', 'read', 'viewAll'),
      [['warning defined-broad-object-right Account=viewAll', ['Zoom', 'viewAll', 'Account'], ['viewAll', 'Account']]],
    ],
    [
      'Modify All with all that it needs, told once',
      object('Account', 'read', 'edit', 'delete', 'viewAll', 'modifyAll'),
      [
        [
          'warning defined-broad-object-right Account=modifyAll',
          ['Zoom', 'modifyAll', 'Account'],
          ['modifyAll', 'Account'],
        ],
      ],
    ],
    [
      'rights that bring others',
      object('Account', 'delete', 'create'),
      [
        ['info defined-implied-right Account=read', ['Zoom', 'Account', 'delete, create', 'read']],
        ['info defined-implied-right Account=edit', ['Zoom', 'Account', 'delete', 'edit']],
      ],
    ],
    [
      'fields without their object',
      { set: { objects: { Account: { readFields: ['Website'] } } } },
      [['warning defined-fields-without-object Account', ['Zoom', 'Account'], ['Account']]],
    ],
    [
      'fields of an object that follows its parent',
      { set: { objects: { OrderItem: { readFields: ['Quantity'] } } } },
      [],
    ],

    [
      'children without their parents',
      { set: { objects: { QUOTE: { access: ['read'] }, WorkOrder: { access: ['edit', 'read'] } } } },
      [
        ['QUOTE', 'Opportunity'],
        ['QUOTE', 'Account'],
        ['WorkOrder', 'Account'],
        ['WorkOrder', 'Asset'],
        ['WorkOrder', 'Contact'],
      ].map(([child = '', parent = '']) => [`info defined-parent-right ${parent}=read`, ['Zoom', child, parent]]),
    ],
    [
      'a child with its parents, in any case',
      { set: { objects: { Order: { access: ['read'] }, ACCOUNT: { access: ['read'] } } } },
      [],
    ],
    [
      'a child whose parent is there with fields alone',
      { set: { objects: { Order: { access: ['read'] }, Account: { readFields: ['Website'] } } } },
      [
        ['warning defined-fields-without-object Account', ['Zoom', 'Account'], ['Account']],
        ['info defined-parent-right Account=read', ['Zoom', 'Order', 'Account']],
      ],
    ],
    [
      'a child of which only fields are asked for',
      { set: { objects: { Asset: { readFields: ['SerialNumber'] } } } },
      [['warning defined-fields-without-object Asset', ['Zoom', 'Asset'], ['Asset']]],
    ],
  ]);
});

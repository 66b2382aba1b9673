import { ownExceeds } from '../../src/checks/session/ownExceeds.ts';
import { ownLacks } from '../../src/checks/session/ownLacks.ts';
import { ownSees } from '../../src/checks/session/ownSees.ts';
import type { RawPermissionSet } from '../../src/definition/raw.ts';
import { proof, USERNAME } from './proof.ts';
import { heldFields, seeing, seen } from './session.ts';
import { testChecks } from './table.ts';

const ALL = ['read', 'create', 'edit', 'delete'] as const;
const account = (...access: string[]): RawPermissionSet => ({ objects: { Account: { access } } });
const fieldsOfAccount = { objects: { Account: { access: ['edit'], readFields: ['Phone'], editFields: ['Website'] } } };

describe("the checks of rights in the user's own session", () => {
  testChecks([ownLacks, ownExceeds, ownSees], proof, [
    [
      'a session that has all rights that the definition gives, and no others',
      seeing({ objects: { Account: ALL } }, seen({ Account: 'create edit delete' }), account(...ALL)),
      [],
    ],
    [
      'an object of the definition that the session does not see, whose fields are not told',
      seeing(heldFields, { seen: new Map() }, fieldsOfAccount),
      [
        ['error own-session-lacks Account=read', [USERNAME, 'read', 'Account']],
        ['error own-session-lacks Account=edit', [USERNAME, 'edit', 'Account']],
      ],
    ],
    [
      'rights of the definition that the session does not have, by whatever set they should come',
      seeing({}, seen({ Account: 'edit' }), account(...ALL)),
      [
        ['error own-session-lacks Account=create', [USERNAME, 'create', 'Account']],
        ['error own-session-lacks Account=delete', [USERNAME, 'delete', 'Account']],
      ],
    ],
    [
      'without a definition: rights that are held and that the session does not have',
      seeing({ objects: { Account: ['read', 'edit'], Contact: ['read'] } }, seen({ Account: '' })),
      [
        ['error own-session-lacks Account=edit', [USERNAME, 'edit', 'Account']],
        ['error own-session-lacks Contact=read', [USERNAME, 'read', 'Contact']],
      ],
    ],
    [
      'rights that ModifyAllData brings',
      seeing(
        { objects: { Account: ['read'] }, userPermissions: ['ModifyAllData'] },
        seen({ Account: 'create edit delete' }),
      ),
      [],
    ],
    [
      'fields of the definition that the session does not see or cannot write',
      seeing(heldFields, seen({ Account: 'edit Website' }), fieldsOfAccount),
      [
        ['error own-session-lacks Account.Phone=read', [USERNAME, 'read', 'Account.Phone']],
        ['error own-session-lacks Account.Website=edit', [USERNAME, 'edit', 'Account.Website']],
      ],
    ],
    [
      'without a definition: fields that are held and not seen; nobody knows which of them can be written',
      seeing(heldFields, seen({ Account: 'edit Website' })),
      [['error own-session-lacks Account.Phone=read', [USERNAME, 'read', 'Account.Phone']]],
    ],
    [
      'fields of one object, asked of that object alone',
      seeing(
        { objects: { Account: ['read'], Contact: ['read'] }, fields: { 'Contact.Email': 'read' } },
        seen({ Account: '', Contact: 'Email' }),
      ),
      [],
    ],
    [
      'a look-up that field-level security lists by its relationship',
      seeing({ objects: { Account: ['read'] }, fields: { 'Account.Parent': 'read' } }, seen({ Account: 'ParentId' })),
      [],
    ],

    [
      'rights on an object of the definition that it does not give',
      seeing({ objects: { Account: ['read'] } }, seen({ Account: 'create edit delete' }), account('read')),
      [
        ['error own-session-exceeds Account=create', [USERNAME, 'create', 'Account']],
        ['error own-session-exceeds Account=edit', [USERNAME, 'edit', 'Account']],
        ['error own-session-exceeds Account=delete', [USERNAME, 'delete', 'Account']],
      ],
    ],
    [
      'without a definition: rights that nothing which is held gives',
      seeing({ objects: { Account: ['read', 'edit'] } }, seen({ Account: 'edit delete Phone' })),
      [
        ['error own-session-exceeds Account=delete', [USERNAME, 'delete', 'Account']],
        ['error own-session-exceeds Account.Phone=read', [USERNAME, 'read', 'Account.Phone']],
      ],
    ],
    [
      'fields that the definition does not give, or only to read, whoever gives them',
      seeing(
        { ...heldFields, fields: { 'Account.Phone': 'edit', 'Account.BillingAddress': 'read' } },
        seen({ Account: 'edit Phone=edit Website=edit BillingAddress ParentId=edit' }),
        fieldsOfAccount,
      ),
      [
        ['error own-session-exceeds Account.Phone=edit', [USERNAME, 'edit', 'Account.Phone']],
        ['error own-session-exceeds Account.BillingAddress=read', [USERNAME, 'read', 'Account.BillingAddress']],
        ['error own-session-exceeds Account.ParentId=read', [USERNAME, 'read', 'Account.ParentId']],
      ],
    ],
    [
      'a field that the definition lets edit, and that the session can only read',
      seeing(heldFields, seen({ Account: 'Phone Website=edit edit' }), fieldsOfAccount),
      [],
    ],
    [
      'fields without field-level security, fields that nobody can write, and fields that the caller does not know',
      seeing(
        { objects: { Account: ['read'] }, fields: { 'Account.Score__c': 'read' } },
        seen({ Account: 'Name=edit Id Score__c=edit Hidden__c=edit' }),
        { objects: { Account: { access: ['read'], readFields: ['Score__c'] } } },
      ),
      [],
    ],
    [
      'rights by a set that the definition lists beside',
      {
        ...seeing(
          { objects: { Account: ALL, Contact: ['read'] }, fields: { 'Account.Phone': 'edit' } },
          { ...seen({ Account: 'create edit delete Phone=edit' }), queryable: ['Account', 'Contact'] },
        ),
        definition: {
          permissionSet: { name: 'Other', objects: { Account: { access: ['read'] } } },
          permissionSets: ['Own'],
        },
      },
      [],
    ],
    [
      'rights on objects that take them from elsewhere, or have none of their own',
      seeing(
        { objects: { Account: ['read'] } },
        {
          ...seen({ Account: '', Task: 'create', OpportunityLineItem: 'edit', User: 'edit' }),
          queryable: ['Account', 'Task', 'OpportunityLineItem', 'User'],
        },
        account('read'),
      ),
      [],
    ],
    [
      'fields of an object that the caller does not see',
      seeing({ objects: { Opportunity: ['read'] } }, seen({ Opportunity: 'Amount=edit' })),
      [],
    ],
    [
      'without a definition: rights on an object that has none in this org, and is not seen',
      seeing({ objects: { Account: ['read'], Gone__c: ['read'] } }, seen({ Account: '' })),
      [],
    ],
    [
      'objects of the definition that take their rights from elsewhere, and are not seen',
      seeing({ objects: { Account: ['read'] }, userPermissions: ['EditTask'] }, seen({ Account: '' }), {
        objects: { Account: { access: ['read'] }, Task: { readFields: ['Priority'] } },
        userPermissions: ['EditTask'],
      }),
      [],
    ],
    [
      'objects outside the definition that the session can query',
      seeing(
        { objects: { Account: ['read'] } },
        { ...seen({ Account: '' }), queryable: ['Account', 'Contact', 'Asset'] },
        account('read'),
      ),
      [
        ['warning own-session-sees Contact', [USERNAME, 'Contact']],
        ['warning own-session-sees Asset', [USERNAME, 'Asset']],
      ],
    ],
    [
      'without a definition: objects that the session can query and nothing lets it read',
      seeing({ objects: { Account: ['read'] } }, { ...seen({ Account: '' }), queryable: ['Account', 'Contact'] }),
      [['warning own-session-sees Contact', [USERNAME, 'Contact']]],
    ],
  ]);
});

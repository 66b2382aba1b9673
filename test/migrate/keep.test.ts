import { expect } from 'chai';
import { keyOf, rightOf, type Right } from '../../src/access/difference.ts';
import { compare } from '../../src/migrate/compare.ts';
import { keep, type Limits } from '../../src/migrate/keep.ts';
import { refusedRights } from '../../src/migrate/refusedRights.ts';
import { withoutRefused } from '../../src/migrate/written.ts';
import { field, object, orgSchema } from '../plan/snapshot.ts';

const NAMES = ['ModifyAllData', 'ViewAllData', 'ConvertLeads', 'EditTask', 'ExportReport', 'TwoFactorApi', 'ViewSetup'];
const schema = {
  ...orgSchema(),
  setPermissions: new Map(NAMES.map((name) => [name, name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')])),
  licensePermissions: new Set(NAMES),
};
const LIMITS: Limits = {
  ...{ schema, exclude: new Set(), allowBroadAccess: false, refused: new Map() },
  carries: new Set(NAMES.filter((name) => name !== 'ExportReport')),
};

/** An order is read together with its account. */
const withOrders = {
  ...schema,
  objects: new Map([...schema.objects, ['order', object('Order', [field('Status')])] as const]),
  permissionableObjects: [],
};

/** Rights, by key; the limits; and what is left out, why. What is not there is kept. */
const CASES: readonly (readonly [string, readonly string[], Partial<Limits>, Readonly<Record<string, string>>])[] = [
  ['what the license holds stays', ['object Account=read', 'field Account.Website=edit'], {}, {}],
  [
    'broad rights',
    ['object Account=viewAll', 'userPermission ViewAllData'],
    {},
    { 'object Account=viewAll': 'broad', 'userPermission ViewAllData': 'broad' },
  ],
  [
    'broad rights that are allowed',
    ['object Account=modifyAll', 'userPermission ModifyAllData'],
    { allowBroadAccess: true },
    {},
  ],
  [
    'what the license does not carry',
    ['userPermission ExportReport'],
    {},
    { 'userPermission ExportReport': 'notCarried' },
  ],
  ['an org that does not tell what it carries', ['userPermission ExportReport'], { carries: undefined }, {}],
  [
    'MFA on API logins',
    ['userPermission TwoFactorApi'],
    { allowBroadAccess: true },
    { 'userPermission TwoFactorApi': 'mfa' },
  ],
  [
    'what the caller does not see',
    ['userPermission Strange', 'object Foo__c=read'],
    {},
    { 'userPermission Strange': 'unknown', 'object Foo__c=read': 'unknown' },
  ],
  [
    'an object with its fields',
    ['object Account=read', 'field Account.Website=read'],
    { exclude: new Set(['account']) },
    { 'object Account=read': 'excluded', 'field Account.Website=read': 'excluded' },
  ],
  [
    'a field alone',
    ['object Account=read', 'field Account.Website=read'],
    { exclude: new Set(['account.website']) },
    { 'field Account.Website=read': 'excluded' },
  ],
  [
    'what is not used',
    ['object Contact=read', 'field Contact.Email=read', 'object Account=read', 'userPermission EditTask'],
    { used: { objects: new Set(['account']), days: '2 days' } },
    { 'object Contact=read': 'unused: 2 days', 'field Contact.Email=read': 'unused: 2 days' },
  ],
  [
    'excluded and not used: as it was asked for',
    ['object Contact=read'],
    { exclude: new Set(['contact']), used: { objects: new Set(), days: '' } },
    { 'object Contact=read': 'excluded' },
  ],
  [
    'what Salesforce refuses, in its words',
    ['object Account=read', 'field Account.Website=read'],
    { refused: new Map([['object Account=read', 'No.']]) },
    { 'object Account=read': 'refused: No.', 'field Account.Website=read': 'refused' },
  ],
  [
    'what would bring back what is left out',
    ['object Account=read', 'object Order=read', 'object Order=edit', 'field Order.Status=read', 'object Contact=read'],
    { exclude: new Set(['account']), schema: withOrders },
    {
      'object Account=read': 'excluded',
      'object Order=read': 'needs: Account',
      'object Order=edit': 'needs: Account',
      'field Order.Status=read': 'needs: Account',
    },
  ],
  [
    'what is used stays, and with it what it needs',
    ['object Account=read', 'object Order=read'],
    { used: { objects: new Set(['order']), days: '1 day' }, schema: withOrders },
    { 'object Account=read': 'unused: 1 day' },
  ],
  [
    'what needs something that is left out',
    ['userPermission ConvertLeads', 'userPermission EditTask'],
    { refused: new Map([['userPermission EditTask', 'No.']]) },
    { 'userPermission EditTask': 'refused: No.', 'userPermission ConvertLeads': 'needs: EditTask' },
  ],
  [
    'what only a browser shows',
    ['setupEntity TabSet Sales', 'setupEntity ApexClass Foo', 'setupEntity RecordType Account.A'],
    {},
    { 'setupEntity TabSet Sales': 'userInterface' },
  ],
  [
    'what a definition has no words for',
    ['setupEntity Strange Foo', 'object Account=viewAllFields'],
    {},
    { 'setupEntity Strange Foo': 'notDefinable', 'object Account=viewAllFields': 'notDefinable' },
  ],
  ['what the license forces stays', ['userPermission ApiUserOnly', 'userPermission ApiEnabled'], {}, {}],
];

describe('keep', () => {
  for (const [what, keys, limits, out] of CASES)
    it(what, () => {
      const { kept, left } = keep(keys.map(rightOf), { ...LIMITS, ...limits });
      const reasons = left.map(({ key, reason, detail }) => [
        key,
        detail === undefined ? reason : `${reason}: ${detail}`,
      ]);
      expect(Object.fromEntries(reasons)).to.deep.equal(out);
      expect(kept.map(keyOf)).to.deep.equal(keys.filter((key) => !(key in out)));
    });
});

describe('compare', () => {
  const of = (...keys: string[]): Right[] => keys.map(rightOf);

  it('tells what was kept, lost as told, lost otherwise, and gained', () => {
    const left = [{ key: 'object Contact=read', reason: 'excluded' as const }];
    const before = ['object Account=read', 'object Contact=read', 'userPermission EditTask'];
    expect(compare(before, left, of('object Account=read', 'object Case=read'))).to.deep.equal({
      kept: ['object Account=read'],
      lost: left,
      missing: of('userPermission EditTask'),
      gained: of('object Case=read'),
    });
  });

  it('what was to be lost and is there all the same is kept', () => {
    const left = [{ key: 'object Contact=read', reason: 'unused' as const }];
    const { kept, lost } = compare(['object Contact=read'], left, of('object Contact=read'));
    expect([kept, lost]).to.deep.equal([['object Contact=read'], []]);
  });

  it('what only takes something away is no gain', () => {
    const { gained } = compare([], [], of('userPermission ApiUserOnly', 'userPermission ChatterInternalUser'));
    expect(gained).to.deep.equal([]);
  });
});

describe('refusedRights', () => {
  const rights = [
    'object Account=read',
    'object Account=edit',
    'field Account.Website=read',
    'userPermission ViewSetup',
  ];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["The user license doesn't allow the permission: Read Account", rights.slice(0, 3)],
    ["The user license doesn't allow the permission: Edit account", ['object Account=edit']],
    ["The user license doesn't allow the permission: ViewSetup", ['userPermission ViewSetup']],
    ["The user license doesn't allow the permission: View Setup", ['userPermission ViewSetup']],
    ['Permission View Setup depends on permission(s): View Roles', ['userPermission ViewSetup']],
    ["The user license doesn't allow the permission: Read CareProgram", []],
    ['License Limit Exceeded', []],
  ];
  for (const [words, refused] of cases)
    it(words, () => {
      expect(refusedRights(words, rights.map(rightOf), schema)).to.deep.equal(refused);
    });
});

describe('withoutRefused', () => {
  const permissionSet = { objects: { Account: { access: ['read', 'edit'] } }, userPermissions: ['EditTask'] };
  const left = (...keys: string[]) => withoutRefused({ name: 'A', permissionSet }, keys).permissionSet;

  it('takes out a right, a permission, and with Read the object, in any case of letters', () => {
    expect(left()).to.deep.equal(permissionSet);
    expect(left('object account=edit')).to.deep.equal({ ...permissionSet, objects: { Account: { access: ['read'] } } });
    expect(left('object ACCOUNT=read')).to.deep.equal({ ...permissionSet, objects: {} });
    expect(left('userPermission edittask')).to.deep.equal({ ...permissionSet, userPermissions: [] });
  });

  it('has nothing to take out where there is no permission set', () => {
    const user = { name: 'A', permissionSet: 'none' as const };
    expect(withoutRefused(user, ['object Account=read'])).to.equal(user);
  });
});

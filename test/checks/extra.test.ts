import { extraEntities } from '../../src/checks/drift/extraEntities.ts';
import { extraFieldRights } from '../../src/checks/drift/extraFieldRights.ts';
import { extraObjectRights } from '../../src/checks/drift/extraObjectRights.ts';
import { extraPermissions } from '../../src/checks/drift/extraPermissions.ts';
import type { RawUser } from '../../src/definition/raw.ts';
import { group, holding, inventory, PROFILE, set, type SetParts } from '../access/inventory.ts';
import { orgSchema } from '../plan/snapshot.ts';
import { PROFILE_NAME, proof, USERNAME, type Given } from './proof.ts';
import { testChecks, type Told } from './table.ts';

const MAPPER = { id: '01p1', type: 'ApexClass', name: 'Mapper' };
/** The definition names no right at all, so that everything that is held is too much. */
const NOTHING: Partial<RawUser> = { permissionSet: { name: 'Own' } };
const org = (...sets: readonly SetParts[]) => inventory(sets.map(set), { schema: orgSchema() });
/** The user's own set allows this. */
const holds = (parts: Omit<SetParts, 'id'>): Pick<Given, 'held' | 'org'> => ({
  held: holding('Own'),
  org: org({ id: 'Own', ...parts }),
});
const IN_GROUP: Pick<Given, 'held' | 'org'> = {
  held: { groups: [{ id: 'Sync', expires: undefined }] },
  org: inventory([set({ id: 'Read', objects: { Account: ['read'] } })], {
    groups: [group({ id: 'Sync', setIds: ['Read'] })],
  }),
};
const EVERYTHING = {
  objects: { Account: ['read', 'viewAllFields'] },
  fields: { 'Account.Phone': 'read' },
  userPermissions: ['RunReports'],
  entities: [MAPPER],
} as const;

/** Something too much, by the user's own set unless said otherwise. */
const extra = (idAndSubject: string, what: readonly string[], ways = '"Own"'): Told => [
  `error ${idAndSubject}`,
  [USERNAME, ...what, ways],
  [...what, ways],
];
const objectRight = (object: string, right: string, ways?: string): Told =>
  extra(`extra-object-right ${object}=${right}`, [right, object], ways);
const fieldRight = (field: string, right: string): Told => extra(`extra-field-right ${field}=${right}`, [right, field]);

describe('the checks of rights that go beyond a definition', () => {
  testChecks([extraObjectRights, extraFieldRights, extraPermissions, extraEntities], proof, [
    ['a user without a definition', holds(EVERYTHING), []],
    [
      'what the definition names, whatever the case of its names',
      {
        ...holds({ ...EVERYTHING, objects: { Account: ['read', 'edit'] }, fields: { 'Account.Phone': 'edit' } }),
        definition: {
          permissionSet: {
            name: 'own',
            objects: { account: { access: ['edit'], editFields: ['phone'] } },
            userPermissions: ['RunReports'],
            apexClasses: ['mapper'],
          },
        },
      },
      [],
    ],
    [
      'what a set gives that the definition lists',
      {
        held: holding('Sales'),
        org: org({ id: 'Sales', ...EVERYTHING }),
        definition: { permissionSet: 'none', permissionSets: ['sales'] },
      },
      [],
    ],
    [
      'what the own set gives too, where a set that the definition lists gives it',
      {
        held: holding('Own', 'Sales'),
        org: org({ id: 'Own', ...EVERYTHING }, { id: 'Sales', ...EVERYTHING }),
        definition: { permissionSet: { name: 'Own' }, permissionSets: ['Sales'] },
      },
      [],
    ],
    [
      'what a set gives beside one that the definition lists',
      {
        held: holding('Marketing', 'Sales'),
        org: org({ id: 'Marketing', objects: { Account: ['read'] } }, { id: 'Sales' }),
        definition: { permissionSet: 'none', permissionSets: ['Sales'] },
      },
      [objectRight('Account', 'read', '"Marketing"')],
    ],
    [
      'what a group gives that the definition lists',
      { ...IN_GROUP, definition: { permissionSet: 'none', permissionSetGroups: ['sync'] } },
      [],
    ],
    [
      'what a group gives that the definition does not list, though it lists a set of that name',
      { ...IN_GROUP, definition: { permissionSet: 'none', permissionSets: ['Sync'] } },
      [objectRight('Account', 'read', '"Read" in "Sync"')],
    ],
    [
      'what the profile gives, though the definition lists a set of its name, but not the surveys that come with it',
      {
        org: org({
          ...PROFILE,
          objects: { Survey: ['read'], SurveyResponse: ['read'], Invoice__c: ['read'] },
          fields: {},
          userPermissions: [],
        }),
        definition: { permissionSet: 'none', permissionSets: [PROFILE_NAME] },
      },
      [objectRight('Invoice__c', 'read', `"${PROFILE_NAME}"`)],
    ],
    [
      'surveys by a set',
      { ...holds({ objects: { Survey: ['read'] } }), definition: NOTHING },
      [objectRight('Survey', 'read')],
    ],
    [
      'View All Fields, which no definition can ask for',
      {
        ...holds({ objects: { Account: ['read', 'viewAllFields'] } }),
        definition: { permissionSet: { name: 'Own', objects: { Account: { access: ['read'] } } } },
      },
      [objectRight('Account', 'viewAllFields')],
    ],
    [
      'what ViewAllData brings, told once with the permission',
      {
        ...holds({ objects: { Account: ['read'] }, userPermissions: ['ViewAllData'] }),
        org: inventory([set({ id: 'Own', objects: { Account: ['read'] }, userPermissions: ['ViewAllData'] })]),
        definition: { permissionSet: { name: 'Own', objects: { Account: { access: ['read'] } } } },
      },
      [extra('extra-user-permission ViewAllData', ['ViewAllData'])],
    ],
    [
      'a permission that comes with one of the definition',
      {
        ...holds({ userPermissions: ['ViewSetup', 'ViewRoles'] }),
        definition: { permissionSet: { name: 'Own', userPermissions: ['ViewSetup'] } },
      },
      [],
    ],

    [
      'fields beside those of the definition, and editing one of which it names reading',
      {
        ...holds({
          objects: { Account: ['read', 'edit'] },
          fields: { 'Account.Phone': 'edit', 'Account.Website': 'read' },
        }),
        definition: {
          permissionSet: { name: 'Own', objects: { Account: { access: ['edit'], readFields: ['Phone'] } } },
        },
      },
      [fieldRight('Account.Phone', 'edit'), fieldRight('Account.Website', 'read')],
    ],
    [
      'an object beyond the definition, told once and not for each field',
      { ...holds({ objects: { Account: ['read'] }, fields: { 'Account.Phone': 'read' } }), definition: NOTHING },
      [objectRight('Account', 'read')],
    ],
    [
      'fields of an object, and not that ViewAllData keeps Read and View All on it in the same set',
      {
        held: holding('Own'),
        org: inventory([
          set({
            id: 'Own',
            objects: { Account: ['read', 'viewAll'], Lead: ['read', 'edit'] },
            fields: { 'Account.Phone': 'read' },
            userPermissions: ['ViewAllData'],
          }),
        ]),
        definition: { permissionSet: { name: 'Own', userPermissions: ['ViewAllData'] } },
      },
      [objectRight('Lead', 'edit'), fieldRight('Account.Phone', 'read')],
    ],
    [
      'fields of an object that ViewAllData lets read',
      {
        held: holding('Own'),
        org: inventory([set({ id: 'Own', fields: { 'Account.Phone': 'read' }, userPermissions: ['ViewAllData'] })]),
        definition: { permissionSet: { name: 'Own', userPermissions: ['ViewAllData'] } },
      },
      [fieldRight('Account.Phone', 'read')],
    ],
    [
      'a look-up that the definition names, under the names of the field and of the relationship',
      {
        ...holds({
          objects: { Account: ['read', 'edit'] },
          fields: { 'Account.Parent': 'edit', 'Account.ParentId': 'edit' },
        }),
        definition: {
          permissionSet: { name: 'Own', objects: { Account: { access: ['edit'], editFields: ['ParentId'] } } },
        },
      },
      [],
    ],
    [
      'a look-up that the definition names, under the name of the relationship alone',
      {
        ...holds({ objects: { Account: ['read'] }, fields: { 'Account.Parent': 'read' } }),
        definition: {
          permissionSet: { name: 'Own', objects: { Account: { access: ['read'], readFields: ['ParentId'] } } },
        },
      },
      [],
    ],
    [
      'a look-up that is listed twice, told once',
      {
        ...holds({
          objects: { Account: ['read'] },
          fields: { 'Account.Parent': 'read', 'Account.ParentId': 'read' },
        }),
        definition: { permissionSet: { name: 'Own', objects: { Account: { access: ['read'] } } } },
      },
      [fieldRight('Account.ParentId', 'read')],
    ],

    [
      'a class, but not the applications of a menu',
      { ...holds({ entities: [MAPPER, { id: '02u1', type: 'TabSet', name: 'Sales' }] }), definition: NOTHING },
      [extra('extra-setup-access ApexClass Mapper', ['ApexClass', 'Mapper'])],
    ],
  ]);
});

import fc from 'fast-check';
import { administer } from '../commands/administer.ts';
import { idOf, licenseId } from '../commands/change.ts';
import type { RunningOrg } from '../org/rest/start.ts';

/** The rights of a permission set, a profile, or a set that mutes. */
export type Rights = {
  readonly permissions: readonly string[];
  readonly objects: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, 'read' | 'edit'>>;
  readonly classes: readonly string[];
};

/** An integration on the license of a person. */
export type Integration = {
  readonly profile: Rights;
  readonly sets: readonly (Rights & { readonly expires: boolean })[];
  readonly groups: readonly { readonly sets: readonly Rights[]; readonly muting: Rights | undefined }[];
};

/** What the license carries of these, and what of it reaches over the whole org, written down from the facts (Appendix A). */
const CARRIED = ['EditTask', 'EditEvent', 'RunReports', 'PasswordNeverExpires', 'ActivitiesAccess', 'AssignTopics'];
export const NOT_CARRIED = ['ExportReport', 'LightningExperienceUser'];
export const BROAD = ['ViewAllUsers', 'ManageRoles'];

/** Letters as in statistics of retrieved sets; each with what it needs. */
const LETTERS = ['R', 'CR', 'RE', 'CRE', 'CRED', 'RV', 'REDVM', 'RF', 'CREF'];
/** What a group takes away: with a right also those that need it. */
const MUTED = ['CREDVMF', 'C', 'EDM', 'DM', 'VM', 'F'];
const OBJECTS = ['Account', 'Contact', 'Lead', 'Campaign', 'Invoice__c'];
const FIELDS = [
  ...['Account.Website', 'Account.Phone', 'Account.Industry', 'Contact.Email', 'Contact.Phone', 'Lead.Company'],
  ...['Lead.Phone', 'Campaign.Description', 'Invoice__c.Amount__c'],
];
export const FLAGS: Readonly<Record<string, string>> = {
  ...{ C: 'Create', R: 'Read', E: 'Edit', D: 'Delete', V: 'ViewAllRecords', M: 'ModifyAllRecords', F: 'ViewAllFields' },
};

const rightsWith = (letters: readonly string[]): fc.Arbitrary<Rights> =>
  fc.record({
    permissions: fc.subarray([...CARRIED, ...NOT_CARRIED, ...BROAD], { maxLength: 4 }),
    objects: fc.dictionary(fc.constantFrom(...OBJECTS), fc.constantFrom(...letters), { maxKeys: 4 }),
    fields: fc.dictionary(fc.constantFrom(...FIELDS), fc.constantFrom('read' as const, 'edit' as const), {
      maxKeys: 6,
    }),
    classes: fc.subarray(['AccountSync', 'ZoomInfoInbound']),
  });

const anyRights = rightsWith(LETTERS);

export const anyIntegration: fc.Arbitrary<Integration> = fc.record({
  profile: anyRights,
  sets: fc
    .array(fc.tuple(anyRights, fc.boolean()), { maxLength: 3 })
    .map((all) => all.map(([one, expires]) => ({ ...one, expires }))),
  groups: fc.array(
    fc.record({
      sets: fc.array(anyRights, { minLength: 1, maxLength: 2 }),
      muting: fc.option(rightsWith(MUTED), { nil: undefined }),
    }),
    { maxLength: 2 },
  ),
});

/**
 * Plants the integration; the rights of its sets are written as rows, as it may have grown in any way.
 * @param own sets the names of what it is made of apart from those of another
 */
export function plant(running: RunningOrg, { profile, sets, groups }: Integration, username: string, own = ''): void {
  const admin = administer(running);
  const { store } = running.org;
  const by = idOf(running, 'User', { Username: running.adminUsername });
  const ProfileId = store.insert(
    'Profile',
    {
      ...{ Name: `Grown${own}`, UserLicenseId: licenseId(running, 'Salesforce'), UserType: 'Standard' },
      ...columns([...profile.permissions, 'ApiEnabled']),
    },
    by,
  );
  const owned = store.insert(
    'PermissionSet',
    {
      ...{ Name: `X00e${own}`, Label: `X00e${own}`, Type: 'Profile', IsOwnedByProfile: 1, ProfileId, IsCustom: 0 },
      ...columns([...profile.permissions, 'ApiEnabled']),
    },
    by,
  );
  grant(running, owned, profile);
  const user = admin.insert('User', {
    ...{
      Username: username,
      LastName: `Grown Sync${own}`,
      Alias: `grown${own}`,
      Email: 'team@example.com',
      ProfileId,
      IsActive: true,
    },
    ...{ TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
  });
  const set = (name: string, rights: Rights): string => {
    const row = { Name: name, Label: name, Type: 'Regular', IsCustom: 1, IsOwnedByProfile: 0, LicenseId: null };
    const id = store.insert('PermissionSet', { ...row, ...columns(rights.permissions) }, by);
    grant(running, id, rights);
    return id;
  };
  for (const [at, one] of sets.entries()) {
    const PermissionSetId = set(`Set${own}_${String(at)}`, one);
    const ExpirationDate = one.expires ? { ExpirationDate: '2031-01-01T00:00:00.000Z' } : {};
    admin.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetId, ...ExpirationDate });
  }
  for (const [at, { sets: members, muting }] of groups.entries()) {
    const names = {
      DeveloperName: `Group${own}_${String(at)}`,
      MasterLabel: `Group${own} ${String(at)}`,
      Language: 'en_US',
    };
    const group = store.insert('PermissionSetGroup', { ...names, Status: 'Updated' }, by);
    const ids = members.map((one, index) => set(`Member${own}_${String(at)}_${String(index)}`, one));
    if (muting) {
      const id = store.insert(
        'MutingPermissionSet',
        { ...names, DeveloperName: `Muting${own}_${String(at)}`, ...columns(muting.permissions) },
        by,
      );
      grant(running, id, { ...muting, classes: [] });
      ids.push(id);
    }
    for (const id of ids)
      store.insert('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: id }, by);
    admin.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetGroupId: group });
  }
}

function columns(permissions: readonly string[]): Record<string, 1> {
  return Object.fromEntries(permissions.map((name) => [`Permissions${name}`, 1 as const]));
}

function grant(running: RunningOrg, ParentId: string, { objects, fields, classes }: Rights): void {
  const { store } = running.org;
  for (const [SobjectType, letters] of Object.entries(objects)) {
    const flags = columns(Array.from(letters).map((letter) => FLAGS[letter] ?? letter));
    store.insert('ObjectPermissions', { ParentId, SobjectType, ...flags });
  }
  for (const [Field, right] of Object.entries(fields)) {
    const row = { ParentId, SobjectType: Field.split('.')[0] ?? '', Field, PermissionsRead: 1 };
    store.insert('FieldPermissions', { ...row, PermissionsEdit: right === 'edit' ? 1 : 0 });
  }
  for (const name of classes) {
    const SetupEntityId = idOf(running, 'ApexClass', { Name: name });
    store.insert('SetupEntityAccess', { ParentId, SetupEntityId, SetupEntityType: 'ApexClass' });
  }
}

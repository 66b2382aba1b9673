// Over 300 lines: one table of the rules of one object of the simulated org.
import { writeKept } from '../metadata/kept.ts';
import { expect } from 'chai';
import { assign, assignPsl, insertSet, insertUser, grant, licenseId, profileId, setId, userId } from './deeds.ts';
import { checkRuleCases } from './ruleCase.ts';

const taken = /^Duplicate Username\.<br>The username already exists .*email address\)\. $/;

checkRuleCases('User', [
  {
    title: 'is made with companions: nickname, implicit assignment, UserLogin, audit entry',
    act: (desk) => insertUser(desk, { Username: 'New.System@Example.com' }),
    then: (desk) => {
      const user = desk.row('User', { Username: 'new.system@example.com' });
      expect(user.Username).to.equal('new.system@example.com');
      expect(user.CommunityNickname).to.be.a('string');
      expect(user.UserType).to.equal('Standard');
      const [assignment] = desk.rows('PermissionSetAssignment', { AssigneeId: user.Id ?? null });
      expect(assignment?.PermissionSetId).to.equal(desk.id('PermissionSet', { ProfileId: user.ProfileId ?? null }));
      expect(desk.row('UserLogin', { UserId: user.Id ?? null }).IsFrozen).to.equal(0);
      expect(desk.rows('SetupAuditTrail', { Action: 'createduser' })).to.have.length(1);
    },
  },
  {
    title: 'needs a username in address form',
    act: (desk) => insertUser(desk, { Username: 'new' }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /^Username must be in the form of an email address/],
  },
  {
    title: 'needs a username that is free in the org',
    act: (desk) => insertUser(desk, { Username: 'ADMIN@example.com' }),
    refused: ['DUPLICATE_USERNAME', taken],
  },
  {
    title: 'may not take the username of an inactive user',
    act: (desk) => insertUser(desk, { Username: 'former.person@example.com' }),
    refused: ['DUPLICATE_USERNAME', taken],
  },
  {
    title: 'frees a username by being renamed',
    act: (desk) => {
      desk.update('User', userId(desk, 'former.person'), { Username: 'retired@example.com' });
      insertUser(desk, { Username: 'former.person@example.com' });
    },
  },
  {
    title: 'may not be renamed to a taken username',
    act: (desk) => {
      desk.update('User', userId(desk, 'sales.one'), { Username: 'admin@example.com' });
    },
    refused: ['DUPLICATE_USERNAME', taken],
  },
  {
    title: 'may keep its own username',
    act: (desk) => {
      desk.update('User', userId(desk, 'sales.one'), { Username: 'sales.one@example.com' });
    },
  },
  {
    title: 'may not take the nickname of another',
    act: (desk) => insertUser(desk, { CommunityNickname: 'sales.one' }),
    refused: ['DUPLICATE_COMM_NICKNAME', /nickname/],
  },
  { title: 'may bring a nickname of its own', act: (desk) => insertUser(desk, { CommunityNickname: 'new' }) },
  {
    title: 'needs a last name',
    act: (desk) => insertUser(desk, { LastName: null }),
    refused: ['REQUIRED_FIELD_MISSING', /^Required fields are missing: \[LastName\]$/],
  },
  {
    title: 'needs an alias of 8 characters at most',
    act: (desk) => insertUser(desk, { Alias: 'ninechars' }),
    refused: ['STRING_TOO_LONG', /^Alias: data value too large: ninechars \(max length=8\)$/],
  },
  {
    title: 'needs an e-mail address',
    act: (desk) => insertUser(desk, { Email: 'x' }),
    refused: ['INVALID_EMAIL_ADDRESS', /^Email: invalid email address: x$/],
  },
  {
    title: 'needs a time zone from the list',
    act: (desk) => insertUser(desk, { TimeZoneSidKey: 'Mars' }),
    refused: ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /bad value for restricted picklist field: Mars$/],
  },
  {
    title: 'needs a profile that exists',
    act: (desk) => insertUser(desk, { ProfileId: '00ehs00000ZZZZZ' }),
    refused: ['INVALID_CROSS_REFERENCE_KEY', /^invalid cross reference id$/],
  },
  {
    title: 'needs a seat',
    scenario: 'no-seats',
    act: (desk) => insertUser(desk),
    refused: ['LICENSE_LIMIT_EXCEEDED', /^License Limit Exceeded - Salesforce Integration$/],
  },
  { title: 'needs no seat while inactive', scenario: 'no-seats', act: (desk) => insertUser(desk, { IsActive: false }) },
  {
    title: 'needs a seat to be activated',
    scenario: 'no-seats',
    act: (desk) => {
      desk.update('User', insertUser(desk, { IsActive: false }), { IsActive: true });
    },
    refused: ['LICENSE_LIMIT_EXCEEDED', /Salesforce Integration$/],
  },
  {
    title: 'frees its seat when deactivated',
    scenario: 'no-seats',
    act: (desk) => {
      desk.update('User', userId(desk, 'warehouse'), { IsActive: false });
      insertUser(desk);
    },
    then: (desk) => expect(desk.row('UserLicense', { Name: 'Salesforce Integration' }).UsedLicenses).to.equal(1),
  },
  {
    title: 'needs a seat of the new license when its profile changes',
    scenario: 'no-seats',
    act: (desk) => {
      desk.update('User', userId(desk, 'sales.one'), { ProfileId: profileId(desk) });
    },
    refused: ['LICENSE_LIMIT_EXCEEDED', /Salesforce Integration$/],
  },
  {
    title: 'takes no feature licenses on the integration license',
    act: (desk) => insertUser(desk, { UserPermissionsMarketingUser: true }),
    refused: ['FIELD_INTEGRITY_EXCEPTION', /Marketing User is not allowed for this License Type/],
  },
  {
    title: 'may say that it has no feature licenses',
    act: (desk) => insertUser(desk, { UserPermissionsMarketingUser: false }),
  },
  {
    title: 'gets the implicit assignment of its new profile',
    act: (desk) => {
      desk.update('User', userId(desk, 'sales.one'), { ProfileId: profileId(desk) });
    },
    then: (desk) => {
      const owned = desk
        .rows('PermissionSetAssignment', { AssigneeId: userId(desk, 'sales.one') })
        .map((row) => row.PermissionSetId);
      expect(owned).to.deep.equal([desk.id('PermissionSet', { ProfileId: profileId(desk) })]);
    },
  },
  {
    title: 'may not move to the integration license with sets that it cannot carry',
    act: (desk) => {
      desk.update('User', userId(desk, 'sales.two'), { ProfileId: profileId(desk) });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /^The user license doesn't allow the permission: Read Account$/],
  },
  {
    title: 'may not move with a set of its former user license',
    act: (desk) => {
      const set = insertSet(desk, { LicenseId: licenseId(desk, 'Salesforce') });
      const user = userId(desk, 'sales.one');
      assign(desk, user, set);
      desk.update('User', user, { ProfileId: profileId(desk) });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /license/],
  },
  {
    title: 'may not move with a permission set license that the new license refuses',
    act: (desk) => {
      const user = userId(desk, 'sales.one');
      assignPsl(desk, user, desk.id('PermissionSetLicense', { DeveloperName: 'HealthCloudStarterPsl' }));
      desk.update('User', user, { ProfileId: profileId(desk) });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /can't be assigned the Health Cloud Starter permission set license/],
  },
  {
    title: 'may move with sets that every license carries',
    act: (desk) => {
      const user = userId(desk, 'sales.one');
      assign(desk, user, setId(desk, 'Existing_Set'));
      desk.update('User', user, { ProfileId: profileId(desk) });
    },
  },
  {
    title: 'may not move from the integration license to Chatter Free',
    act: (desk) => {
      desk.update('User', userId(desk, 'warehouse'), { ProfileId: profileId(desk, 'Chatter Free User') });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /^You can only assign profiles that are compatible/],
  },
  {
    title: 'stays when it is the last administrator',
    act: (desk) => {
      desk.update('User', userId(desk, 'admin'), { IsActive: false });
    },
    refused: ['CANNOT_DISABLE_LAST_ADMIN', /last/],
  },
  {
    title: 'may leave as administrator when there is another',
    act: (desk) => {
      const other = insertUser(desk, { ProfileId: profileId(desk, 'System Administrator') });
      desk.update('User', other, { IsActive: false });
    },
  },
  {
    title: 'is not deleted',
    act: (desk) => {
      desk.remove('User', userId(desk, 'sales.one'));
    },
    refused: ['METHOD_NOT_ALLOWED', /DELETE/],
  },
  { title: 'is made by those who manage users', as: 'user.manager', act: (desk) => insertUser(desk) },
  {
    title: 'is not made by anybody else',
    as: 'sales.one',
    act: (desk) => insertUser(desk),
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /User/],
  },
  {
    title: 'is not changed by anybody else',
    as: 'sales.one',
    act: (desk) => {
      desk.update('User', userId(desk, 'sales.two'), { Title: 'x' });
    },
    refused: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /User/],
  },
]);

checkRuleCases('UserLogin', [
  {
    title: 'freezes another user',
    act: (desk) => {
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'sales.one') }), { IsFrozen: true });
    },
  },
  {
    title: 'does not deactivate whom its settings name',
    act: (desk) => {
      desk.session.org.namedInSettings.set('sales.one@example.com', 'the Default Workflow User');
      desk.update('User', userId(desk, 'sales.one'), { IsActive: false });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /cannot deactivate a user who is the Default Workflow User/],
  },
  {
    title: 'does not deactivate the default owner of cases, by its metadata',
    act: (desk) => {
      desk.session.org.namedInSettings.clear();
      const values = { defaultCaseOwner: 'Sales.One@example.com', defaultCaseOwnerType: 'User' };
      writeKept(desk.session, { type: 'CaseSettings', fullName: 'Case', values, lists: {} }, false);
      desk.update('User', userId(desk, 'sales.one'), { IsActive: false });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /cannot deactivate a user who is the default owner of cases/],
  },
  {
    title: 'does not deactivate whom a rule assigns records to, and a queue of that name is another',
    act: (desk) => {
      const rule = (assignedToType: string) => ({
        fullName: 'Standard',
        ruleEntry: [{ assignedTo: 'sales.one@example.com', assignedToType }],
      });
      const write = (type: string): void => {
        const lists = { assignmentRule: [rule(type)] };
        writeKept(desk.session, { type: 'AssignmentRules', fullName: 'Lead', values: {}, lists }, false);
      };
      write('Queue');
      desk.update('User', userId(desk, 'sales.one'), { IsActive: false });
      desk.update('User', userId(desk, 'sales.one'), { IsActive: true });
      write('User');
      desk.update('User', userId(desk, 'sales.one'), { IsActive: false });
    },
    refused: ['FIELD_INTEGRITY_EXCEPTION', /in a rule that assigns records/],
  },
  {
    title: 'freezes whom its settings name',
    act: (desk) => {
      desk.session.org.namedInSettings.set('sales.one@example.com', 'the default owner of cases');
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'sales.one') }), { IsFrozen: true });
    },
  },
  {
    title: 'does not freeze the caller',
    act: (desk) => {
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'admin') }), { IsFrozen: true });
    },
    refused: ['CANNOT_FREEZE_SELF', /freeze/],
  },
  {
    title: 'unlocks a password',
    act: (desk) => {
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'sales.one') }), {
        IsPasswordLocked: false,
      });
    },
  },
  {
    title: 'does not lock a password',
    act: (desk) => {
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'sales.one') }), { IsPasswordLocked: true });
    },
    refused: ['CANNOT_PASSWORD_LOCKOUT', /password/],
  },
  {
    title: 'keeps its password from those who may only freeze',
    act: (desk) => {
      desk.session.org.store.update(
        'PermissionSet',
        desk.id('PermissionSet', { ProfileId: profileId(desk, 'User Manager') }),
        { PermissionsFreezeUsers: 1 },
      );
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'sales.one') }), { IsFrozen: true });
      desk.update('UserLogin', desk.id('UserLogin', { UserId: userId(desk, 'sales.one') }), {
        IsPasswordLocked: false,
      });
    },
    as: 'user.manager',
    refused: ['INSUFFICIENT_ACCESS_OR_READONLY', /insufficient access rights/],
  },
]);

checkRuleCases('User on a permission set of the integration license', [
  {
    title: 'keeps custom objects when it moves to the integration license',
    act: (desk) => {
      const user = userId(desk, 'sales.one');
      const set = insertSet(desk);
      grant(desk, set, 'Invoice__c', 'CREDVM');
      assign(desk, user, set);
      desk.update('User', user, { ProfileId: profileId(desk) });
    },
  },
]);

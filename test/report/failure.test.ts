import type { SfError } from '@salesforce/core';
import { expect } from 'chai';
import type { Failure } from '../../src/apply/run.ts';
import { error, warning } from '../../src/definition/problem.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import { blockedError } from '../../src/report/failure.ts';
import { notBegun, writeResult } from '../../src/report/result.ts';
import { change, runOf } from './run.ts';
import { refusal, user, license, failed } from './failing.ts';

const NOTHING = notBegun('00D', false, []);

const refused = (refusals: Parameters<typeof refusal>, more: Partial<Failure> = {}): SfError =>
  failed({ error: new OrgRefusal([refusal(...refusals)]), changes: [user], ...more });

describe('blockedError', () => {
  it('says one problem in one sentence', () => {
    const found = blockedError([error('nameEmpty', 'name'), warning('emailOfCaller', 'u', ['a@b.co'])], NOTHING);
    expect(found.message).to.equal('Nothing was written, because of one problem:\nThe integration has no name.');
    expect(found.actions).to.deep.equal(['Give it one: --name ZoomInfo.']);
    expect(found).to.include({ name: 'BlockedError', exitCode: 1 });
  });

  it('lists several, and each way out once', () => {
    const found = blockedError(
      [error('usernameForm', 'a', ['a']), error('usernameForm', 'b', ['b']), error('nameEmpty', 'name')],
      NOTHING,
    );
    expect(found.message.split('\n')[0]).to.equal('Nothing was written, because of 3 problems:');
    expect(
      found.message
        .split('\n')
        .slice(1)
        .every((line) => line.startsWith('- ')),
    ).to.equal(true);
    expect(found.actions).to.have.lengthOf(2);
  });

  it('hands on the result of a run', () => {
    const result = writeResult(true, runOf('blocked', []));
    expect(blockedError([error('nameEmpty', 'name')], result)).to.have.property('result', result);
  });
});

describe('the failure of one user, after a refusal,', () => {
  it('says the record, the code, the words and the fields of Salesforce, and hands on the result', () => {
    const found = refused(['REQUIRED_FIELD_MISSING', 'Required fields are missing: [Alias]', ['Alias', 'Email']]);
    expect(found.message).to.equal(
      'Salesforce refused "User u@x.co": REQUIRED_FIELD_MISSING: Required fields are missing: [Alias] [Alias, Email]\nSalesforce gives no further reason.\nNot done: create User u@x.co, assign PermissionSetLicenseAssign L.',
    );
    expect(found).to.include({ name: 'OrgRefusedError', exitCode: 1 });
    expect(found).to.have.nested.property('result.outcome', 'failed');
  });

  it('names the step where several records may be at fault', () => {
    expect(refused(['X'], { changes: [user, license] }).message).to.match(
      /^Salesforce refused "User, license and assignments": X/,
    );
    expect(refused(['X'], { changes: [], step: 'permissionSet' }).message).to.match(
      /^Salesforce refused "Permission set": X/,
    );
  });

  it('makes blanks of line breaks in HTML', () => {
    expect(refused(['X', 'one.<br>two.<BR />three ']).message).to.contain('X: one. two. three\n');
  });

  it('says every refusal, and each cause and way out once', () => {
    const refusals = [
      refusal('LICENSE_LIMIT_EXCEEDED', 'a'),
      refusal('LICENSE_LIMIT_EXCEEDED', 'b'),
      refusal('WHATEVER', 'c'),
    ];
    const found = failed({ error: new OrgRefusal(refusals) });
    expect(found.message).to.contain('LICENSE_LIMIT_EXCEEDED: a\nLICENSE_LIMIT_EXCEEDED: b\nWHATEVER: c\n');
    expect(found.message.match(/A seat was taken/g)).to.have.lengthOf(1);
    expect(found.actions).to.have.lengthOf(2);
  });

  const causes: readonly (readonly [string, Parameters<typeof refusal>, Partial<Failure>, RegExp, RegExp])[] = [
    ['a username that is taken', ['DUPLICATE_USERNAME'], {}, /username is taken/, /--username/],
    ['a seat that is gone', ['LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded'], {}, /seat was taken/, /license list/],
    [
      'a right that the license forbids',
      ['FIELD_INTEGRITY_EXCEPTION', "The user license doesn't allow the permission: Create Lead"],
      {},
      /cannot hold the right "Create Lead"/,
      /--permission-set-license/,
    ],
    [
      'a right that needs others',
      ['FIELD_INTEGRITY_EXCEPTION', 'Permission Read Asset depends on permission(s): Read Account, Edit Custom__c'],
      {},
      /only together with others: Read Account, Edit Custom__c/,
      /--object Account=read --object Custom__c=edit/,
    ],
    [
      'a right that needs a user permission',
      ['FIELD_INTEGRITY_EXCEPTION', 'Permission ManageUsers depends on permission(s): ViewAllUsers'],
      {},
      /others: ViewAllUsers/,
      /for example: ViewAllUsers/,
    ],
    ['a trigger', ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'], {}, /Automation of this org/, /maintains it/],
    ['a flow', ['CANNOT_EXECUTE_FLOW_TRIGGER'], {}, /Automation of this org/, /maintains it/],
    ['a validation rule', ['FIELD_CUSTOM_VALIDATION_EXCEPTION'], {}, /Automation of this org/, /maintains it/],
    ['a caller without the right', ['INSUFFICIENT_ACCESS_OR_READONLY'], {}, /may not do that/, /sf org login web/],
    [
      'a profile that cannot be made',
      ['INSUFFICIENT_ACCESS_OR_READONLY', 'no'],
      { step: 'profile' },
      /profile be made/,
      /--profile "Minimum Access - API Only Integrations"/,
    ],
    [
      'a profile that this version of the API does not make',
      ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'entity type cannot be inserted: Profile'],
      { step: 'profile' },
      /profile be made/,
      /--profile/,
    ],
    [
      'a profile whose name is taken',
      ['DUPLICATE_VALUE', 'duplicate value found'],
      { step: 'profile' },
      /no further reason/,
      /Look the code up/,
    ],
    ['a login that has ended', ['INVALID_SESSION_ID', 'Session expired'], {}, /no longer valid/, /sf org login web/],
    [
      'a seat that is gone, whatever Salesforce says of it',
      ['WHATEVER', 'x'],
      { fullLicense: 'Salesforce Integration' },
      /last seat of "Salesforce Integration"/,
      /license list/,
    ],
    [
      'a license that forbids it, at the profile too',
      ['X', "The user license doesn't allow the permission: Foo"],
      { step: 'profile' },
      /right "Foo"/,
      /Leave that right out/,
    ],
    ['something unheard of', ['STRANGE_CODE'], {}, /no further reason/, /Look the code up/],
  ];
  for (const [what, given, more, cause, fix] of causes) {
    it(`explains ${what}`, () => {
      const found = refused(given, more);
      expect(found.message).to.match(cause);
      expect(found.actions?.join('\n')).to.match(fix);
      expect(`${found.message} ${found.actions?.join(' ') ?? ''}`).not.to.match(/%s|undefined/);
    });
  }

  it('names all the rights that are missing when several depend on others (facts 2.7: joined with "; ")', () => {
    const message =
      'Permission Convert Leads depends on permission(s): Create Account; Permission Edit Asset depends on permission(s): Read Contact';
    const found = refused(['FIELD_INTEGRITY_EXCEPTION', message]);
    expect(found.actions?.join('\n')).to.contain('--object Account=create').and.to.contain('--object Contact=read');
  });

  const undone: readonly (readonly [string, NonNullable<Failure['undone']>, RegExp, RegExp])[] = [
    [
      'nothing had been written',
      { takenBack: 0, retiredUsernames: [], leftovers: [] },
      /\nNothing was written\.\nNot done: /,
      /as it was before|deactivated|Could not/,
    ],
    [
      'everything was taken back',
      { takenBack: 1, retiredUsernames: [], leftovers: [] },
      /org is as it was before/,
      /deactivated|Could not/,
    ],
    [
      'a user was retired',
      { takenBack: 1, retiredUsernames: ['u.undone.005@x.co'], leftovers: [] },
      /renamed to u\.undone\.005@x\.co/,
      /as it was before|Could not/,
    ],
    [
      'something was left over',
      {
        takenBack: 1,
        retiredUsernames: [],
        leftovers: [{ object: 'Profile', id: '00e1', reason: 'DELETE_FAILED: in use' }],
      },
      /Could not be taken back: Profile 00e1 \(DELETE_FAILED: in use\)/,
      /as it was before|deactivated/,
    ],
  ];
  for (const [what, how, said, notSaid] of undone) {
    it(`says that ${what}`, () => {
      const { message } = refused(['X'], { undone: how });
      expect(message).to.match(said);
      expect(message).not.to.match(notSaid);
    });
  }
});

describe('the failure of one user, without a refusal,', () => {
  it('says where the answer was lost', () => {
    const found = failed({ error: new OrgSilence('HTTP 500'), step: 'permissionSet' });
    expect(found.name).to.equal('AnswerLostError');
    expect(found.message).to.match(/^The answer to "Permission set" was lost: HTTP 500\n/);
    expect(found.actions).to.deep.equal(['Run the same command again.']);
    expect(found).to.have.nested.property('result.outcome', 'failed');
  });

  it('says what reading back does not show, ten at most', () => {
    const found = failed({ step: 'readBack', changes: [user, license] });
    expect(found.name).to.equal('ReadBackError');
    expect(found.message).to.match(/does not show: User u@x\.co, PermissionSetLicenseAssign L$/m);
    const many = Array.from({ length: 11 }, (_, index) => change('create', 'T', String(index)));
    expect(failed({ step: 'readBack', changes: many }).message).to.match(/T 9, \.\.\.$/m);
    expect(failed({ step: 'readBack', changes: many.slice(1) }).message).to.match(/T 10$/m);
  });
});

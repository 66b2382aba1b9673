// Over 300 lines: one table of everything that Salesforce may answer.
import { SfError } from '@salesforce/core';
import { expect } from 'chai';
import type { Failure, Run } from '../../src/apply/run.ts';
import { error, warning } from '../../src/definition/problem.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/refusal.ts';
import { blockedError, failures, unreachable, type FailureText } from '../../src/report/failure.ts';
import { notBegun, writeResult } from '../../src/report/result.ts';
import { orgState, profile } from '../plan/snapshot.ts';
import { change, failure, planOf, runOf, runOfMany, userRun } from './run.ts';

const refusal = (errorCode: string, message = 'words', fields: readonly string[] = []) => ({
  errorCode,
  message,
  fields,
});
const user = change('create', 'User', 'u@x.co');
const license = change('assign', 'PermissionSetLicenseAssign', 'L');

const NOTHING = notBegun('00D', false, []);

/** The error that a run ends with. */
function errorOf(run: Run): SfError {
  try {
    failures(run, writeResult(false, run));
  } catch (thrown) {
    if (thrown instanceof SfError) return thrown as SfError;
    throw thrown;
  }
  throw new Error('no error');
}

function failed(more: Partial<Failure>, state = orgState()): SfError {
  return errorOf(runOf('failed', [user, license], { failure: failure(more), state }));
}
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

describe('unreachable', () => {
  it('explains what failed before anything was written', () => {
    for (const cause of [new OrgSilence('ECONNREFUSED'), new OrgRefusal([refusal('INVALID_SESSION_ID', 'expired')])]) {
      expect(() => unreachable(cause))
        .to.throw(SfError, `The org could not be read: ${cause.message}`)
        .that.includes({ name: 'OrgUnreachableError', exitCode: 1 });
    }
  });

  for (const [code, way] of [
    ['INVALID_SESSION_ID', 'Log in again'],
    ['API_DISABLED_FOR_ORG', 'API Enabled'],
    ['INSUFFICIENT_ACCESS', 'Modify Metadata Through Metadata API Functions'],
    ['INVALID_TYPE', 'View Setup and Configuration'],
    ['INVALID_FIELD', 'View Setup and Configuration'],
    ['REQUEST_LIMIT_EXCEEDED', 'sf org display'],
  ] as const) {
    it(`names the way out of ${code}`, () => {
      try {
        unreachable(new OrgRefusal([refusal(code)]));
      } catch (error) {
        expect((error as SfError).actions?.join()).to.contain(way);
        return;
      }
      expect.fail('it passed');
    });
  }

  it('lets every other error pass', () => {
    const other = new TypeError('x');
    expect(() => unreachable(other))
      .to.throw(TypeError)
      .that.equals(other);
  });
});

describe('the standard profile that is offered instead', () => {
  const offered = (...names: readonly string[]): string =>
    failed(
      { error: new OrgRefusal([refusal('INSUFFICIENT_ACCESS')]), step: 'profile' },
      orgState({ profiles: names.map((name) => profile(name)) }),
    ).actions?.join() ?? '';

  it('is one that this org has, the current one first', () => {
    const [now, old] = ['Minimum Access - API Only Integrations', 'Salesforce API Only System Integrations'] as const;
    expect(offered(old)).to.contain(`"${old}"`);
    expect(offered(old, now)).to.contain(`"${now}"`);
    expect(offered('Mindestzugriff')).to.contain('"Mindestzugriff"');
    expect(offered()).to.contain(`"${now}"`);
  });
});

describe('failures of several users', () => {
  const named = (name: string, outcome: Parameters<typeof userRun>[0], more: Parameters<typeof userRun>[2] = {}) =>
    userRun(outcome, [user], { ...more, plan: planOf([user], { name, ...more.plan }) });
  const refusedRun = (name: string, code = 'X') =>
    named(name, 'failed', { failure: failure({ error: new OrgRefusal([refusal(code)]), changes: [user] }) });
  const told = (run: Run): readonly FailureText[] => failures(run, writeResult(false, run));

  it('are none where nothing failed', () => {
    expect(told(runOfMany([named('A', 'created'), named('B', 'unchanged')]))).to.deep.equal([]);
    expect(told(runOfMany([]))).to.deep.equal([]);
  });

  it('are told beside what worked', () => {
    const texts = told(runOfMany([named('A', 'created'), refusedRun('B'), named('C', 'unchanged')]));
    expect(texts).to.have.lengthOf(1);
    expect(texts[0]?.name).to.equal('OrgRefusedError');
    expect(texts[0]?.message).to.match(/Salesforce refused "User u@x\.co": X: words/);
    expect(texts[0]?.actions).to.have.lengthOf(1);
  });

  it('name their user where there are several, so that one can tell them apart', () => {
    const texts = told(runOfMany([named('Alpha', 'created'), refusedRun('Beta'), refusedRun('Gamma')]));
    expect(texts[0]?.message).to.contain('Beta');
    expect(texts[1]?.message).to.contain('Gamma');
  });

  it('are one error where nothing worked, each with its user, and each way out once', () => {
    const found = errorOf(runOfMany([refusedRun('Alpha'), refusedRun('Beta'), named('Gamma', 'unchanged')]));
    expect(found.message.match(/^(Alpha|Beta): Salesforce refused/gm)).to.have.lengthOf(2);
    expect(found.actions).to.have.lengthOf(1);
    expect(found).to.include({ name: 'OrgRefusedError', exitCode: 1 });
    expect(found).to.have.nested.property('result.users[1].outcome', 'failed');
  });

  it('are blockers where nothing was written, those of the run and those of the users together', () => {
    const problems = [error('emailForm', 'x', ['x'])];
    const blocked = named('Alpha', 'blocked', { plan: planOf([], { problems }) });
    const found = errorOf(runOfMany([blocked, named('Beta', 'blocked')], { problems: [error('nameEmpty', 'name')] }));
    expect(found.name).to.equal('BlockedError');
    expect(found.message.split('\n')).to.have.lengthOf(3);
    expect(found).to.have.nested.property('result.blockers[1].id', 'email-form');
  });

  it('tell a blocker that came up on the way beside what worked', () => {
    const problems = [error('emailForm', 'x', ['x']), warning('emailOfCaller', 'u', ['a@b.co'])];
    const texts = told(runOfMany([named('A', 'created'), named('B', 'blocked', { plan: planOf([], { problems }) })]));
    expect(texts.map(({ name, actions }) => [name, actions.length])).to.deep.equal([['BlockedError', 1]]);
    expect(texts[0]?.message).to.contain('"x" is not an email address');
  });

  it('let warnings of the run pass', () => {
    const run = runOfMany([named('A', 'created')], { problems: [warning('emailOfCaller', 'u', ['a@b.co'])] });
    expect(told(run)).to.deep.equal([]);
    const idle = runOfMany([named('A', 'unchanged')], { problems: [warning('emailOfCaller', 'u', ['a@b.co'])] });
    expect(told(idle)).to.deep.equal([]);
  });
});

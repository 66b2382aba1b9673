import { SfError } from '@salesforce/core';
import { expect } from 'chai';
import type { Run } from '../../src/apply/run.ts';
import { error, warning } from '../../src/definition/problem.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/wire/refusal.ts';
import { failures, unreachable, type FailureText } from '../../src/report/failure.ts';
import { writeResult } from '../../src/report/result.ts';
import { orgState, profile } from '../plan/snapshot.ts';
import { failure, planOf, runOfMany, userRun } from './run.ts';
import { refusal, user, errorOf, failed } from './failing.ts';

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

import { SfError } from '@salesforce/core';
import { expect } from 'chai';
import type { Run } from '../../src/apply/run.ts';
import { error, warning } from '../../src/definition/problem.ts';
import { OrgRefusal } from '../../src/org/wire/refusal.ts';
import { tell, type Ui } from '../../src/report/tell.ts';
import type { WriteResult } from '../../src/report/result.ts';
import { orgState, orgUser, USERNAME } from '../plan/snapshot.ts';
import { change, failure, planOf, runOf, runOfMany, userRun } from './run.ts';

type Told = { said: string[]; result: WriteResult; exitCode: unknown };
const user = change('create', 'User', USERNAME);

/** What a person reads of a run. */
function told(run: Run, dryRun = false): Told {
  const said: string[] = [];
  const ui: Ui = {
    warn: (text) => said.push(`warn: ${text}`),
    log: (text) => said.push(`log: ${text}`),
    logSuccess: (text) => said.push(`done: ${text}`),
    table: ({ data, columns, title = '' }) =>
      said.push(`table ${title}: ${data.map((row) => columns.map(({ key }) => row[key]).join(' ')).join(', ')}`),
  };
  const before = process.exitCode;
  try {
    const result = tell(ui, run, { title: 'Zoom', dryRun, instanceUrl: 'https://acme.my.salesforce.com' });
    return { said, result, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
  }
}

describe('tell', () => {
  const state = orgState({ users: [orgUser(USERNAME, { id: '005x' })] });

  it('shows the changes, how it ended, and where to go on', () => {
    const { said, result, exitCode } = told(runOf('created', [user], { done: [user], state }));
    expect(said.map((text) => text.split(': ')[0])).to.deep.equal(['table ', 'done', 'log', 'log']);
    expect(said[0]).to.equal(`table : create User ${USERNAME} `);
    expect(said[1]).to.equal(`done: Integration user ${USERNAME} is ready.`);
    expect(said[2]).to.match(/^log: User .*: https:\/\/acme\.lightning/);
    expect(result.outcome).to.equal('created');
    expect(exitCode).to.equal(process.exitCode);
  });

  it('has no table where nothing changed', () => {
    expect(told(runOf('unchanged', [])).said).to.deep.equal([
      `done: Integration user ${USERNAME}: no changes. Everything is as described.`,
    ]);
  });

  it('heads the table of a plan, and says how it is carried out', () => {
    const { said } = told(runOf('planned', [user]), true);
    expect(said[0]).to.match(/^table Plan for Zoom \(nothing is written\): create/);
    expect(said[1]).to.equal('done: Changes that would be made: 1.');
    expect(said[2]).to.equal('log: Run the same command without --dry-run to make the changes.');
  });

  it('shows errors and warnings of the checks, counts the rest, and does not call a user ready that is not', () => {
    const checks = [
      { id: 'user-frozen', severity: 'error', subject: USERNAME, tokens: [USERNAME] },
      { id: 'several-applications', severity: 'warning', subject: USERNAME, tokens: [USERNAME, '2', 'A, B'] },
      { id: 'private-records', severity: 'info', subject: USERNAME, tokens: [USERNAME, 'Account'] },
    ] as const;
    const { said, result, exitCode } = told(runOf('created', [user], { done: [user], state, checks }));
    expect(said[1]).to.match(/^table Checks of \S+: error user-frozen .*warning several-applications /);
    expect(said[1]).not.to.contain('private-records');
    expect(said[2]).to.equal(
      `warn: Integration user ${USERNAME} is there as described, but checks of severity error found something: 1. Do what the table says, then run: sf integration-user verify --username ${USERNAME}`,
    );
    expect(said.at(-1)).to.equal(`log: Also worth knowing: 1. See: sf integration-user verify --username ${USERNAME}`);
    expect(said.filter((text) => text.startsWith('done'))).to.deep.equal([]);
    expect(result.users[0]?.findings.map(({ id, severity }) => `${severity} ${id}`)).to.deep.equal([
      'error user-frozen',
      'warning several-applications',
      'info private-records',
    ]);
    expect([result.outcome, exitCode]).to.deep.equal(['created', 1]);
  });

  it('warns of all that is worth knowing, with the way out', () => {
    const problems = [warning('emailOfCaller', 'u', ['me@x.co'])];
    const run = runOf('created', [user], { done: [user], plan: planOf([user], { problems }), problems });
    expect(
      told(run).said.filter((text) => text.startsWith('warn: No email address') && text.includes('--email')),
    ).to.have.lengthOf(2);
  });

  it('says a thing that is true of several users once', () => {
    const users = ['a@x.co', 'b@x.co'].map((username) =>
      userRun('planned', [user], { plan: planOf([user], { username }) }),
    );
    expect(told(runOfMany(users), true).said.filter((text) => text.startsWith('log: Run the same'))).to.have.lengthOf(
      1,
    );
  });

  it('warns of users who failed beside those who did not, and ends with 68', () => {
    const refusal = new OrgRefusal([{ errorCode: 'X', message: 'no', fields: [] }]);
    const failed = userRun('failed', [user], { failure: failure({ error: refusal, changes: [user] }) });
    const { said, result, exitCode } = told(runOfMany([userRun('created', [user], { done: [user] }), failed]));
    expect(exitCode).to.equal(68);
    expect(result.outcome).to.equal('failed');
    expect(said.some((text) => /^warn: .*Salesforce refused/.test(text))).to.equal(true);
    expect(said.some((text) => text.startsWith('done'))).to.equal(false);
  });

  it('throws where it was blocked, and says nothing before', () => {
    expect(() => told(runOf('blocked', [], { problems: [error('nameEmpty', 'name')] })))
      .to.throw(SfError)
      .that.has.property('name', 'BlockedError');
  });
});

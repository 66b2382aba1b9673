import { expect } from 'chai';
import { split } from 'shlex';
import { CTRL_C, DOWN, ENTER, type Typed } from '../wizard/typist.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, createJson, type Options } from './harness.ts';
import { withOrg } from './withOrg.ts';

/** Everything up to the plan. */
const ANSWERS: Typed = [
  ['Name of the integration:', `Billing Sync${ENTER}`],
  ['Object that it needs', 'accou'],
  ['of the name): accou', ENTER],
  ['What it may do with Account:', ENTER],
  ['Fields of Account', `${DOWN}${ENTER}`],
  ['Another object (so far: Account)', ENTER],
  ['Existing permission set', ENTER],
  ['Username (leave empty', `billing@acme.integration${ENTER}`],
  ['Email address of the team', `team@acme.example${ENTER}`],
  ['How it logs in:', ENTER],
];
const COMMAND =
  "sf integration-user create --target-org admin@example.com --name 'Billing Sync' --username billing@acme.integration --email team@acme.example --object Account=read --field 'Account.*=read'";

describe('integration-user create at a terminal, without a name', () => {
  it('asks, shows the plan, asks again, makes it, and prints the command that does the same', () =>
    withOrg({}, async (org) => {
      const ran = await create(org, [], { typed: [...ANSWERS, ['Make these changes?', `y${ENTER}`]] });
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stdout).to.contain('Plan for Billing Sync (nothing is written)').and.contain('is ready.');
      expect(ran.stdout, 'the next step is to answer').not.to.contain('without --dry-run');
      expect(ran.stdout.trimEnd().split('\n').slice(-2)).to.deep.equal(['The same without questions:', COMMAND]);
      const [, , , , ...args] = split(COMMAND).slice(1);
      expect((await createJson(org, args)).json.result?.outcome).to.equal('unchanged');
    }));

  it('warns once of what is worth knowing of the plan', () =>
    withOrg({}, async (org) => {
      const answers = ANSWERS.map(([question, keys]): [string, string] => [
        question,
        question.startsWith('Email') ? ENTER : keys,
      ]);
      const ran = await create(org, [], { typed: [...answers, ['Make these changes?', `y${ENTER}`]] });
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stderr.split('No email address was given').length - 1).to.equal(1);
    }));

  it('asks only for what the flags leave open, and with --dry-run writes nothing', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const flags = ['--object', 'Account=read', '--permission-set', 'Existing_Set', '--email', 'team@acme.example'];
      const typed: Typed = [
        ['Name of the integration:', `Billing${ENTER}`],
        ['Username (leave empty', ENTER],
        ['How it logs in:', ENTER],
      ];
      const ran = await create(org, [...flags, '--dry-run'], { typed });
      expect(ran.exitCode, ran.stderr).to.equal(0);
      expect(ran.stdout).to.contain('Run the same command without --dry-run').and.contain('--dry-run --name Billing');
      expectSame(before, dumpOf(org));
    }));

  const refusals: readonly (readonly [string, Typed, number, RegExp])[] = [
    ['a no', [...ANSWERS, ['Make these changes?', ENTER]], 1, /the plan was not confirmed/],
    ['Ctrl-C at a question', [...ANSWERS.slice(0, 4), ['Fields of', CTRL_C]], 130, /Stopped\. Nothing was written/],
    ['Ctrl-C at the plan', [...ANSWERS, ['Make these changes?', CTRL_C]], 130, /Stopped\. Nothing was written/],
  ];
  for (const [what, typed, exitCode, message] of refusals) {
    it(`writes nothing after ${what}`, () =>
      withOrg({}, async (org) => {
        const before = dumpOf(org);
        const ran = await create(org, [], { typed });
        expect(ran.exitCode).to.equal(exitCode);
        expect(ran.stderr).to.match(message);
        if (exitCode === 1) expect(ran.stderr).to.contain(COMMAND);
        expectSame(before, dumpOf(org));
      }));
  }

  it('gives the answers back as a command when the org is not ready for them', () =>
    withOrg({ scenario: 'no-seats' }, async (org) => {
      const ran = await create(org, [], { typed: ANSWERS });
      expect(ran.exitCode).to.equal(1);
      expect(ran.stderr).to.contain('No seat of the user license').and.contain(COMMAND);
    }));

  const silent: readonly (readonly [string, readonly string[], Options])[] = [
    ['--json', ['--json'], { typed: [] }],
    ['--no-prompt', ['--no-prompt'], { typed: [] }],
    ['-p', ['-p'], { typed: [] }],
    ['CI', [], { answer: () => true }],
    ['no terminal', [], {}],
  ];
  for (const [what, args, options] of silent) {
    it(`never asks with ${what}`, () =>
      withOrg({}, async (org) => {
        const ran = await create(org, args, options);
        expect([ran.exitCode, ran.requests.length]).to.deep.equal([2, 0]);
        const told = `${ran.stdout}${ran.stderr}`;
        expect(told).to.contain('At least one of the following must be provided: --definition-file, --name');
        expect(told).not.to.contain('Name of the integration');
      }));
  }
});

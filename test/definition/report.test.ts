import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedUsers, type ReportList } from '../../src/definition/report.ts';
import { finding } from '../../src/report/finding.ts';

const PEOPLE = [
  { username: 'Erp.Sync@example.com', verdict: 'machine', certainty: 'certain', evidence: ['more'] },
  { username: 'loader@example.com', verdict: 'machine', certainty: 'likely', findings: [{ id: 'wide-access' }] },
  { username: 'perhaps@example.com', verdict: 'machine', certainty: 'possible' },
  { username: 'ann@example.com', verdict: 'person', certainty: 'certain' },
  { username: 'both@example.com', verdict: 'shared', certainty: 'likely' },
  { username: 'bare@example.com' },
];
const INTEGRATIONS = [
  { username: 'old@acme.integration', findings: ['unused', 'no-mfa'] },
  { username: 'new@acme.integration', findings: [{ id: 'never-used', severity: 'warning' }] },
  { username: 'busy@acme.integration', findings: [{ id: 'several-applications' }, {}, 'broad-permission'] },
  { username: 'quiet@acme.integration' },
];
const AUDIT = { orgId: '00Dhs0000000001', users: PEOPLE, integrationUsers: INTEGRATIONS };

/** What is in the file, for which list, who is asked for; who comes out, and in which words what is wrong. */
const CASES: Readonly<
  Record<string, readonly [unknown, ReportList, string[] | undefined, string[], readonly string[]]>
> = {
  'machines that are certain or likely': [
    AUDIT,
    'users',
    undefined,
    ['erp.sync@example.com', 'loader@example.com'],
    [],
  ],
  'as --json prints it': [
    { status: 0, result: AUDIT, warnings: [] },
    'users',
    undefined,
    ['erp.sync@example.com', 'loader@example.com'],
    [],
  ],
  'integration users that nothing uses': [
    AUDIT,
    'integrationUsers',
    undefined,
    ['old@acme.integration', 'new@acme.integration'],
    [],
  ],
  'some of them': [AUDIT, 'users', ['LOADER@example.com'], ['loader@example.com'], []],
  'somebody who is not in it': [
    AUDIT,
    'users',
    ['who@example.com'],
    ['who@example.com'],
    ['The user who@example.com is not in the file FILE.'],
  ],
  'a person, one who is unclear, and one of whom nothing is said': [
    AUDIT,
    'users',
    ['ann@example.com', 'perhaps@example.com', 'bare@example.com'],
    ['ann@example.com', 'perhaps@example.com', 'bare@example.com'],
    [
      'The report FILE does not say of ann@example.com that it is certain or likely a machine: person, certain.',
      'The report FILE does not say of perhaps@example.com that it is certain or likely a machine: machine, possible.',
      'The report FILE does not say of bare@example.com that it is certain or likely a machine: unclear, possible.',
    ],
  ],
  'an integration user that is in use': [
    AUDIT,
    'integrationUsers',
    ['busy@acme.integration', 'quiet@acme.integration'],
    ['busy@acme.integration', 'quiet@acme.integration'],
    [
      'The report FILE does not say of busy@acme.integration that nothing uses it. Its findings: several-applications, broad-permission.',
      'The report FILE does not say of quiet@acme.integration that nothing uses it. Its findings: -.',
    ],
  ],
  'nobody to move': [
    { users: PEOPLE.slice(2) },
    'users',
    undefined,
    [],
    ['The report FILE names nobody of whom it is certain or likely that a machine logs in.'],
  ],
  'nobody to retire': [
    { integrationUsers: [] },
    'integrationUsers',
    undefined,
    [],
    ['The report FILE names no integration user that is unused or was never used.'],
  ],
  'somebody, of a report that names nobody to move': [
    { users: PEOPLE.slice(3, 4) },
    'users',
    ['ann@example.com'],
    ['ann@example.com'],
    ['The report FILE does not say of ann@example.com that it is certain or likely a machine: person, certain.'],
  ],
  null: [
    null,
    'users',
    undefined,
    [],
    ['The file FILE is no report of an audit with a list of users: report must be object.'],
  ],
  'more that is wrong than anybody wants to read': [
    { users: [{}, {}, {}, {}] },
    'users',
    undefined,
    [],
    [
      'The file FILE is no report of an audit with a list of users: ' +
        [0, 1, 2].map((at) => `report/users/${String(at)} must have required property 'username'`).join(', ') +
        '.',
    ],
  ],
  'a text': [
    'x',
    'users',
    undefined,
    [],
    ['The file FILE is no report of an audit with a list of users: report must be object.'],
  ],
  'another report': [
    { result: { rows: [{ username: 'x@example.com' }] } },
    'users',
    undefined,
    [],
    ["The file FILE is no report of an audit with a list of users: report must have required property 'users'."],
  ],
  'an entry without a username': [
    { users: [{ name: 'x' }] },
    'users',
    ['x@example.com'],
    [],
    [
      "The file FILE is no report of an audit with a list of users: report/users/0 must have required property 'username'.",
    ],
  ],
  'no object': [
    [1],
    'integrationUsers',
    undefined,
    [],
    ['The file FILE is no report of an audit with a list of integrationUsers: report must be object.'],
  ],
};

describe('users of a report', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'report-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const read = async (text: string, list: ReportList, asked?: string[]) => {
    const file = join(folder, 'audit.json');
    writeFileSync(file, text);
    const { usernames, problems } = await namedUsers(asked, file, list);
    return [usernames, problems.map((one) => finding(one).message.replaceAll(file, 'FILE'))] as const;
  };

  for (const [what, [value, list, asked, usernames, words]] of Object.entries(CASES))
    it(what, async () => {
      expect(await read(JSON.stringify(value), list, asked)).to.deep.equal([usernames, words]);
    });

  it('no JSON, and no file', async () => {
    expect((await read('username,verdict', 'users'))[1].join()).to.contain('is no report of an audit');
    const none = join(folder, 'none.json');
    const { problems } = await namedUsers(undefined, none, 'users');
    expect(problems.map(({ id, subject, tokens }) => [id, subject, tokens[0]])).to.deep.equal([
      ['fileUnreadable', none, none],
    ]);
    expect(problems[0]?.tokens[1]).to.match(/ENOENT/);
  });

  it('without a report, those who are named, each once', async () => {
    expect(await namedUsers(['A@x.com', 'a@x.com'], undefined, 'users')).to.deep.equal({
      usernames: ['a@x.com'],
      problems: [],
    });
  });
});

import { expect } from 'chai';
import type { Around } from '../../src/org/use/around.ts';
import { aroundNotices, caution, info, type Notice } from '../../src/plan/notices.ts';

const NOTHING: Around = {
  owned: new Map(),
  uncounted: [],
  managerOf: 0,
  approverOf: 0,
  jobs: [],
  dashboards: [],
  approvals: 0,
  unread: [],
  packages: [],
  queues: [],
  publicGroups: [],
  role: undefined,
  settings: [],
  settingsUnread: [],
};
/** Nobody can read who the default owner of leads is, so that this is always told. */
const ALWAYS = { id: 'defaultOwner', severity: 'info', tokens: [] } as const;

describe('what is worth knowing of what hangs on a user', () => {
  const cases: Readonly<Record<string, readonly [Partial<Around>, readonly Notice[]]>> = {
    'nothing but what nobody can read': [{}, [ALWAYS]],
    'settings that name it, by their kind, whatever their order': [
      {
        settings: [
          { kind: 'escalationRule', name: 'Urgent' },
          { kind: 'emailToCase', name: 'help@acme.com' },
          { kind: 'assignmentRule', name: 'Standard' },
          { kind: 'emailToCase', name: 'info@acme.com' },
          { kind: 'caseUser', name: '' },
          { kind: 'caseOwner', name: '' },
        ],
      },
      [
        { id: 'caseOwner', severity: 'warning', tokens: [''] },
        { id: 'caseUser', severity: 'warning', tokens: [''] },
        { id: 'emailToCase', severity: 'warning', tokens: ['help@acme.com, info@acme.com'] },
        { id: 'assignmentRule', severity: 'warning', tokens: ['Standard'] },
        { id: 'escalationRule', severity: 'warning', tokens: ['Urgent'] },
        ALWAYS,
      ],
    ],
    'settings that could not be read': [
      { settingsUnread: ['Case: no', 'Rules: no'] },
      [{ id: 'settingsUnread', severity: 'warning', tokens: ['Case: no; Rules: no'] }, ALWAYS],
    ],
    'users who report to it': [{ managerOf: 1 }, [ALWAYS, { id: 'manager', severity: 'warning', tokens: ['1'] }]],
    'users whose requests it approves': [
      { approverOf: 2 },
      [ALWAYS, { id: 'approver', severity: 'warning', tokens: ['2'] }],
    ],
    'what runs as it, waits for it, or could not be read of that': [
      { approvals: 2, jobs: ['Nightly', 'Weekly'], dashboards: ['Sales'], unread: ['CronTrigger'] },
      [
        ALWAYS,
        { id: 'approvals', severity: 'warning', tokens: ['2'] },
        { id: 'jobs', severity: 'warning', tokens: ['Nightly, Weekly'] },
        { id: 'dashboards', severity: 'warning', tokens: ['Sales'] },
        { id: 'runUnread', severity: 'warning', tokens: ['CronTrigger'] },
      ],
    ],
    'packages that it has a license of': [
      { packages: ['pi', 'zi'] },
      [ALWAYS, { id: 'packages', severity: 'warning', tokens: ['pi, zi'] }],
    ],
    'records that it owns, as far as they are counted': [
      {
        owned: new Map([
          ['Account', 9],
          ['Lead', 10],
        ]),
        uncounted: ['Case', 'Task'],
      },
      [
        ALWAYS,
        { id: 'owned', severity: 'info', tokens: ['Account 9, Lead 10 or more'] },
        { id: 'uncounted', severity: 'info', tokens: ['Case, Task'] },
      ],
    ],
    'what it is a member of': [
      { queues: ['Inbox', 'Leads'], publicGroups: ['Team', 'All'], role: 'Ops' },
      [
        ALWAYS,
        { id: 'queues', severity: 'info', tokens: ['Inbox, Leads'] },
        { id: 'publicGroups', severity: 'info', tokens: ['Team, All'] },
        { id: 'role', severity: 'info', tokens: ['Ops'] },
      ],
    ],
  };
  for (const [what, [around, notices]] of Object.entries(cases)) {
    it(what, () => {
      expect(aroundNotices({ ...NOTHING, ...around }, 10)).to.deep.equal(notices);
    });
  }

  it('is a warning or a remark', () => {
    expect(caution('a', 'b', 'c')).to.deep.equal({ id: 'a', severity: 'warning', tokens: ['b', 'c'] });
    expect(info('a')).to.deep.equal({ id: 'a', severity: 'info', tokens: [] });
  });
});

describe('objects whose records were not counted', () => {
  const named = (count: number): string | undefined =>
    aroundNotices({ ...NOTHING, uncounted: Array.from({ length: count }, (_, at) => `O${String(at)}`) }, 2000).find(
      ({ id }) => id === 'uncounted',
    )?.tokens[0];

  it('are named, some of many, with how many more there are', () => {
    expect(named(2)).to.equal('O0, O1');
    expect(named(20)?.split(', ')).to.have.lengthOf(20);
    expect(named(1800)).to.match(/^O0, O1, .*, O19, \.\.\. \(1780\)$/);
  });
});

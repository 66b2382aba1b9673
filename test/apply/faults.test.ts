import { expect } from 'chai';
import { run, type Run, type UserRun } from '../../src/apply/run.ts';
import type { UserDefinition } from '../../src/definition/definition.ts';
import { oneUser } from '../../src/definition/oneUser.ts';
import { resolve } from '../../src/definition/resolve.ts';
import { OrgRefusal, OrgSilence } from '../../src/org/refusal.ts';
import type { Org } from '../../src/org/transport.ts';
import { orgTexts } from '../../src/report/create.ts';
import { expectCorrectUser } from '../commands/correctUser.ts';
import { difference, dumpWithoutTrail, type Dump } from '../commands/difference.ts';
import { connect } from '../commands/harness.ts';
import { twoUsers } from '../commands/twoUsers.ts';
import { withOrg } from '../commands/withOrg.ts';
import { PROFILE, SET, USERNAME } from '../commands/zoomInfo.ts';
import type { Fault } from '../org/faults/fault.ts';
import type { RunningOrg } from '../org/rest/start.ts';

const KINDS: readonly (readonly [string, Fault])[] = [
  ['the request never arrives', { kind: 'drop-before' }],
  ['the answer is lost', { kind: 'drop-after' }],
  ['a row is locked', { kind: 'lock' }],
  ['the session has expired', { kind: 'expired' }],
  ['a page comes in place of the answer', { kind: 'html' }],
  ['the answer is noise', { kind: 'garbage' }],
  ['the answer breaks off', { kind: 'truncated' }],
  ['429', { kind: 'status', code: 429 }],
  ['403, the limit of requests', { kind: 'status', code: 403 }],
  ['500', { kind: 'status', code: 500 }],
  ['500 after the commit', { kind: 'status', code: 500, committed: true }],
  ['502 after the commit', { kind: 'status', code: 502, committed: true }],
  ['503', { kind: 'status', code: 503 }],
  ['503 after the commit', { kind: 'status', code: 503, committed: true }],
];

/** Describes, state, the profile (its first attempt is refused in any case), the permission set, the user, the read-back. */
const REQUESTS = [1, 2, 4, 5, 6, 7];

const ATTEMPTS = {
  ...{ dryRun: false, allowBroadAccess: false, own: false, prune: false },
  ...{ texts: orgTexts(), known: [] },
};

async function zoomInfo(): Promise<UserDefinition> {
  const object = ['Account=read,edit'];
  const field = ['Account.Website=edit', 'Account.Industry'];
  const { user } = await oneUser(
    { name: 'ZoomInfo', username: USERNAME, email: 'team@acme.com', object, field },
    undefined,
  );
  if (user === undefined) throw new Error('The definition has problems');
  return user;
}

type Ended = { readonly run?: Run; readonly thrown?: unknown };

async function ended(org: Org, users: readonly UserDefinition[]): Promise<Ended> {
  try {
    return { run: await run(org, users, ATTEMPTS, () => undefined) };
  } catch (thrown) {
    return { thrown };
  }
}

/** What is wrong about how a run with a fault ended; nothing for "right" and for "failed, and said what is true". */
function judge(running: RunningOrg, before: Dump, { run: done, thrown }: Ended): string[] {
  const { added, removed, changed } = difference(before, dumpWithoutTrail(running));
  const left = [...Object.keys(added), ...Object.keys(removed), ...Object.keys(changed)];
  if (done === undefined) {
    const known = thrown instanceof OrgRefusal || thrown instanceof OrgSilence;
    return [
      ...(known ? [] : [`threw ${String(thrown)}`]),
      ...(left.length > 0 ? [`threw and left ${left.join()}`] : []),
    ];
  }
  const { outcome, failure } = userRun(done);
  if (outcome === 'created') return complaints(running);
  const undone = failure?.undone;
  const claimsNothing = undone?.leftovers.length === 0 && undone.retiredUsernames.length === 0;
  return claimsNothing && left.length > 0 ? [`says that all was taken back and left ${left.join()}`] : [];
}

function complaints(running: RunningOrg): string[] {
  const { store } = running.org;
  const many = [
    ['User', { LastName: 'ZoomInfo', IsActive: 1 }],
    ['Profile', { Name: PROFILE }],
    ['PermissionSet', { Name: SET }],
  ] as const;
  const wrong = many
    .filter(([object, equal]) => store.find(object, equal).length !== 1)
    .map(([object]) => `not one ${object}`);
  try {
    expectCorrectUser(running);
    return wrong;
  } catch (error) {
    return [...wrong, error instanceof Error ? error.message : String(error)];
  }
}

describe('apply: whatever goes wrong with whichever request, the run ends right or says what is true, and a second one completes it', () => {
  for (const [what, fault] of KINDS) {
    it(what, async () => {
      const wrong: string[] = [];
      for (const at of REQUESTS) {
        await withOrg({}, async (running) => {
          const org = { connection: await connect(running), backOff: [0.001, 0.001] };
          const user = await zoomInfo();
          const before = dumpWithoutTrail(running);
          running.clearRequests();
          running.faults.add({ ...fault, at });
          const first = await ended(org, [user]);
          running.faults.clear();
          const told = judge(running, before, first).map((text) => `request ${String(at)}: ${text}`);
          const second = await ended(org, [user]);
          const after =
            second.run && userRun(second.run).outcome !== 'failed'
              ? complaints(running)
              : [`outcome ${outcome(second)}`];
          wrong.push(...told, ...after.map((text) => `request ${String(at)}, second run: ${text}`));
        });
      }
      expect(wrong).to.deep.equal([]);
    });
  }
});

/** The same with two users who share a profile: describes, state, the profile twice, two sets, both users, the read-back. */
const REQUESTS_OF_TWO = [3, 4, 5, 6, 7, 8];
const KINDS_FOR_TWO = [
  'the request never arrives',
  'the answer is lost',
  'the answer breaks off',
  '500 after the commit',
];

describe('apply: whatever goes wrong while two users are made, each is there once, after a second run at the latest', () => {
  for (const [what, fault] of KINDS.filter(([kind]) => KINDS_FOR_TWO.includes(kind))) {
    it(what, async () => {
      const wrong: string[] = [];
      for (const at of REQUESTS_OF_TWO) {
        await withOrg({}, async (running) => {
          const org = { connection: await connect(running), backOff: [0.001, 0.001] };
          const { users } = resolve(twoUsers).definition;
          running.clearRequests();
          running.faults.add({ ...fault, at });
          const first = await ended(org, users);
          running.faults.clear();
          const second = await ended(org, users);
          const after = [...reasonless(first), ...complaintsOfTwo(running, second)];
          wrong.push(...after.map((text) => `request ${String(at)}: ${text}`));
        });
      }
      expect(wrong).to.deep.equal([]);
    });
  }
});

/** Users whose failure has no reason, and whatever ended a run without being an answer of the org. */
function reasonless({ run: done, thrown }: Ended): string[] {
  if (done === undefined) return thrown instanceof OrgRefusal || thrown instanceof OrgSilence ? [] : ['threw an error'];
  return done.users.flatMap(({ plan, failure }) =>
    failure && failure.error === undefined ? [`${plan.name} failed for no reason`] : [],
  );
}

function complaintsOfTwo(running: RunningOrg, { run: done }: Ended): string[] {
  const outcomes = (done?.users ?? []).map(({ outcome }) => outcome);
  if (outcomes.length !== 2 || outcomes.includes('failed')) return [`second run: ${outcomes.join()}`];
  const billing = running.org.store.find('User', { LastName: 'Billing', IsActive: 1 });
  return [...complaints(running), ...(billing.length === 1 ? [] : ['not one Billing'])];
}

function userRun({ users: [user] }: Run): UserRun {
  if (user === undefined) throw new Error('The run has no user');
  return user;
}

function outcome({ run: done, thrown }: Ended): string {
  if (done === undefined) return `thrown ${String(thrown)}`;
  const { outcome, failure } = userRun(done);
  return `${outcome} ${failure?.error?.message ?? ''}`;
}

import { config, expect } from 'chai';
import fc from 'fast-check';
import type { Run } from '../../src/apply/run.ts';
import { exportUsers } from '../../src/apply/exportUsers.ts';
import { parseDefinition } from '../../src/definition/file.ts';
import { warning, type Problem } from '../../src/definition/problem.ts';
import type { RawDefinition } from '../../src/definition/raw.ts';
import { toYaml } from '../../src/definition/toYaml.ts';
import type { Org } from '../../src/org/wire/transport.ts';
import { dumpOf, expectSame, type Dump } from '../commands/difference.ts';
import { withOrg } from '../commands/withOrg.ts';
import type { RunningOrg, StartOptions } from '../org/rest/start.ts';
import { anyDefinition } from './anyDefinition.ts';
import { anyDeed, perform, type Deed } from './anyDrift.ts';
import { applyUsers, blockedBy, createUsers, engineOf, leftOf, outcomes, usersOf } from './engine.ts';
import { expectOnlyOwned } from './owned.ts';

const ORGS: readonly StartOptions[] = [
  { scenario: 'production' },
  { scenario: 'both-profiles', switches: { passwordNeverExpiresOnProfile: 'accepted' } },
  { scenario: 'old-profile', switches: { atomicComposite: 'licenseNotSeen' } },
  { scenario: 'no-chatter' },
  { scenario: 'private', switches: { atomicComposite: 'mixedDml' } },
  { scenario: 'developer' },
];

type Case = {
  readonly options: StartOptions;
  readonly definition: RawDefinition;
  /** What `create` made of the same users before, from another definition. */
  readonly earlier: RawDefinition | undefined;
  readonly deeds: readonly Deed[];
  readonly prune: boolean;
};

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    options: fc.constantFrom(...ORGS),
    definition: anyDefinition,
    earlier: fc.option(anyDefinition, { nil: undefined, freq: 8 }),
    deeds: fc.array(anyDeed, { maxLength: 14 }),
    prune: fc.boolean(),
  })
  .map((given) =>
    given.options.scenario === 'developer'
      ? { ...given, definition: oneUser(given.definition), earlier: given.earlier && oneUser(given.earlier) }
      : given,
  );

/** No definition can name a tab: what somebody has set of it in a set of a user's own stays, and export says so. */
function leftOutOf({ users }: RawDefinition, dump: Dump): Problem[] {
  return users.flatMap(({ username = '', permissionSet }) => {
    const name = typeof permissionSet === 'object' ? (permissionSet.name ?? '') : '';
    const ids = (dump['PermissionSet'] ?? []).filter((row) => row['Name'] === name).map((row) => row['Id']);
    const tabs = (dump['PermissionSetTabSetting'] ?? []).filter((row) => ids.includes(row['ParentId'] ?? null));
    const left = tabs.map((row) => `PermissionSetTabSetting ${String(row['Name'])}`).join(', ');
    return left === '' ? [] : [warning('exportLeftOut', username, [username, name, left])];
  });
}

/** A developer org has one seat. */
function oneUser({ users }: RawDefinition): RawDefinition {
  return { users: users.slice(0, 1) };
}

/** An org in the state of the case, and what the engine reaches it by. */
async function inOrg(given: Case, body: (org: RunningOrg, engine: Org) => Promise<void>): Promise<void> {
  await withOrg(given.options, async (org) => {
    const engine = await engineOf(org);
    perform(org, given.deeds.slice(0, 3));
    if (given.earlier) await createUsers(engine, usersOf(given.earlier));
    perform(org, given.deeds.slice(3));
    await body(org, engine);
  });
}

/** A wish that the profile refuses, which is known on the write only, may have no other place to go: the user is left as it was. */
function isBlockedLate({ outcome, done, plan }: Run['users'][number]): boolean {
  const ids = plan.problems.filter(({ severity }) => severity === 'error').map(({ id }) => id);
  return (
    outcome === 'blocked' &&
    done.length === 0 &&
    ids.every((id) => ['permissionNowhere', 'setShared', 'setInGroup'].includes(id))
  );
}

/** Counts how the runs of a property ended: one that is always blocked shows nothing. */
function tally() {
  const seen = { blocked: 0, done: 0 };
  return {
    seen,
    /** Fails unless the run did all, or was blocked and did nothing. @returns whether it did all */
    expectDone: (org: RunningOrg, before: ReturnType<typeof dumpOf>, ran: Run): boolean => {
      const blocked = blockedBy(ran);
      if (blocked.length > 0 && ran.users.every(({ outcome }) => outcome === 'blocked')) {
        expectSame(before, dumpOf(org));
        seen.blocked += 1;
        return false;
      }
      const late = ran.users.filter(isBlockedLate);
      for (const outcome of outcomes({ ...ran, users: ran.users.filter((user) => !late.includes(user)) }))
        expect(outcome, outcome).to.be.oneOf(['created', 'updated', 'unchanged']);
      if (late.length > 0) {
        seen.blocked += 1;
        return false;
      }
      seen.done += 1;
      return true;
    },
  };
}

const { RUNS: runs = '20', SEED, CASE } = process.env;

/** RUNS=n for more cases; SEED and CASE (the path that a failure prints) for one case again. */
const RUNS = {
  ...{ numRuns: Number(runs), endOnFailure: true, includeErrorInReport: true },
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
  ...(CASE === undefined ? {} : { path: CASE }),
} as const;

// The difference between two orgs is the message of a failure: whole, it tells which rows.
config.truncateThreshold = 0;

describe('any definition applied to any org', function () {
  this.timeout(Number(runs) > 20 ? 900_000 : 300_000);

  it('apply: then the plan is empty, a second apply changes nothing, and what it does not own stays', async () => {
    const { seen, expectDone } = tally();
    await fc.assert(
      fc.asyncProperty(anyCase, async (given) => {
        await inOrg(given, async (org, engine) => {
          const users = usersOf(given.definition);
          const before = dumpOf(org);
          const { prune } = given;
          if (!expectDone(org, before, await applyUsers(engine, users, { prune }))) return;
          const once = dumpOf(org);
          expectOnlyOwned(before, once, users, { removes: true, prunes: prune });
          const planned = await applyUsers(engine, users, { prune, dryRun: true });
          expect([blockedBy(planned), leftOf(planned)]).to.deep.equal([[], []]);
          expect(outcomes(await applyUsers(engine, users, { prune }))).to.deep.equal(users.map(() => 'unchanged'));
          expectSame(once, dumpOf(org));
        });
      }),
      RUNS,
    );
    expect(seen.done, JSON.stringify(seen)).to.be.greaterThan(RUNS.numRuns / 3);
  });

  it('create: never takes anything away, and a second one changes nothing', async () => {
    const { seen, expectDone } = tally();
    await fc.assert(
      fc.asyncProperty(anyCase, async (given) => {
        await inOrg(given, async (org, engine) => {
          const users = usersOf(given.definition);
          const before = dumpOf(org);
          if (!expectDone(org, before, await createUsers(engine, users))) return;
          const once = dumpOf(org);
          expectOnlyOwned(before, once, users, { removes: false, prunes: false });
          expect(outcomes(await createUsers(engine, users))).to.deep.equal(users.map(() => 'unchanged'));
          expectSame(once, dumpOf(org));
        });
      }),
      RUNS,
    );
    expect(seen.done, JSON.stringify(seen)).to.be.greaterThan(RUNS.numRuns / 3);
  });

  it('export: apply of what it writes changes nothing', async () => {
    const { seen, expectDone } = tally();
    await fc.assert(
      fc.asyncProperty(anyCase, async (given) => {
        await inOrg(given, async (org, engine) => {
          const users = usersOf(given.definition);
          if (!expectDone(org, dumpOf(org), await applyUsers(engine, users, { prune: given.prune }))) return;
          const before = dumpOf(org);
          const { definition, problems } = await exportUsers(
            engine,
            users.flatMap(({ username }) => username ?? []),
          );
          expect(problems).to.deep.equal(leftOutOf(definition, before));
          const { raw, problems: wrong } = parseDefinition('exported', toYaml(definition, 'A comment'));
          expect({ raw, wrong }).to.deep.equal({ raw: definition, wrong: [] });
          expect(definition.users.map(({ username }) => username).sort()).to.deep.equal(
            users.map(({ username }) => username).sort(),
          );
          const again = await applyUsers(engine, usersOf(definition));
          expect([blockedBy(again), leftOf(again)]).to.deep.equal([[], []]);
          expectSame(before, dumpOf(org));
        });
      }),
      RUNS,
    );
    expect(seen.done, JSON.stringify(seen)).to.be.greaterThan(RUNS.numRuns / 3);
  });
});

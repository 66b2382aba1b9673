import { goneByItself } from '../apply/learn.ts';
import type { RunEvent } from '../apply/run.ts';
import { refusedChanges, writeStep } from '../apply/writeStep.ts';
import { error, type Problem } from '../definition/problem.ts';
import { readHoldings, readUnusedSet, type Holdings } from '../org/holdings.ts';
import { readLicenses, type IntegrationLicenses } from '../org/licenses.ts';
import { OrgRefusal, OrgSilence } from '../org/refusal.ts';
import { write, type Org } from '../org/transport.ts';
import { undo, type Undone } from '../org/undo.ts';
import type { Written } from '../org/writeGroup.ts';
import type { Change } from '../plan/change.ts';
import { changedProblems } from './problems.ts';
import { seatProblems } from './seats.ts';
import { restoreChanges } from './restore.ts';
import { deviations, type SnapshotUser } from './snapshot.ts';
import { readSnapshotFile } from './snapshotFile.ts';

export type UndoRequest = {
  readonly snapshotFile: string;
  readonly dryRun: boolean;
  /** Asked before the first write, with what users would get back. */
  readonly confirm?: (plans: readonly Restoring[]) => Promise<boolean>;
};

/** A user and what brings it back. */
export type Restoring = { readonly user: SnapshotUser; readonly changes: readonly Change[] };

export type UndoneUser = {
  /** Why the permission set that the migration has made may still be there, in words. */
  readonly leftover?: string;
  readonly user: SnapshotUser;
  readonly outcome: 'planned' | 'unchanged' | 'updated' | 'failed';
  readonly changes: readonly Change[];
  readonly done: readonly Change[];
  readonly failure:
    | {
        readonly error: OrgRefusal | OrgSilence | undefined;
        readonly changes: readonly Change[];
        readonly undone: Undone | undefined;
      }
    | undefined;
};
export type Undoing = {
  readonly users: readonly UndoneUser[];
  readonly problems: readonly Problem[];
  /** Of integration users, as they are in the end. */
  readonly licenses: IntegrationLicenses;
};

const NOBODY = { users: [], licenses: { userLicense: undefined, permissionSetLicense: undefined } };

type Deletion = Change & { readonly write: { readonly id: string } };

/** A lost answer is followed by another look this often. */
const ROUNDS = 5;

/**
 * Gives users back what they held before their migration.
 * @throws OrgRefusal, OrgSilence while nothing is written yet
 */
export async function undoMigration(
  org: Org,
  { snapshotFile, dryRun, confirm }: UndoRequest,
  onEvent: (event: RunEvent) => void,
): Promise<Undoing> {
  const orgId = org.connection.getAuthInfoFields().orgId ?? '';
  const { snapshot, problems: unread } = await readSnapshotFile(snapshotFile, orgId);
  if (snapshot === undefined)
    return {
      ...NOBODY,
      problems: unread.length > 0 ? unread : [error('snapshotMissing', snapshotFile, [snapshotFile])],
    };
  onEvent({ kind: 'step', step: 'read', user: 1, of: 1 });
  const held = await readHoldings(
    org,
    snapshot.users.map(({ username }) => username),
    [...new Set(snapshot.users.flatMap(({ before }) => before.features))],
  );
  const plans = snapshot.users.map((user) => {
    const now = held.find(({ id }) => id === user.id);
    return { user, now, changes: now ? restoreChanges(now, user.before) : [] };
  });
  const problems = [
    ...plans.flatMap(({ user, now }) =>
      now
        ? changedProblems(user.username, snapshotFile, deviations(user, now))
        : [error('snapshotUserGone', user.username, [user.username, snapshotFile])],
    ),
    ...(await seatProblems(org, plans)),
  ];
  const left = problems.length > 0 ? plans : await Promise.all(plans.map((plan) => withLeftover(org, plan)));
  const isNeeded = left.some(({ changes }) => changes.length > 0);
  const goes = !dryRun && problems.length === 0 && isNeeded && (await confirm?.(left)) !== false;
  if (!goes) {
    const outcome = ({ changes }: { changes: readonly Change[] }) => (changes.length > 0 ? 'planned' : 'unchanged');
    return {
      ...{ problems, licenses: await readLicenses(org) },
      users: left.map((one) => ({ ...one, done: [], failure: undefined, outcome: outcome(one) })),
    };
  }
  const users: UndoneUser[] = [];
  for (const [index, { user, changes }] of plans.entries()) {
    onEvent({ kind: 'step', step: 'user', user: index + 1, of: plans.length });
    const restored = await restore(org, user, changes, onEvent);
    users.push(restored.outcome === 'failed' ? restored : await withoutSet(org, restored));
  }
  return { users, problems, licenses: await readLicenses(org).catch(() => NOBODY.licenses) };
}

/** A run that was cut off may have left the permission set of a user who holds nothing of the migration any more. */
async function withLeftover<T extends Restoring>(org: Org, plan: T): Promise<T> {
  const deletion = plan.changes.length > 0 ? undefined : await deletionOf(org, plan.user);
  return deletion ? { ...plan, changes: [deletion] } : plan;
}

/**
 * The deletion of the permission set that the migration has made; undefined where somebody has it.
 * @throws OrgRefusal, OrgSilence
 */
async function deletionOf(org: Org, { makesSet, after }: SnapshotUser): Promise<Deletion | undefined> {
  const [name] = after.sets;
  const id = makesSet && name !== undefined ? await readUnusedSet(org, name) : undefined;
  if (id === undefined) return undefined;
  const deletion = { method: 'DELETE', object: 'PermissionSet', id, fields: {} } as const;
  return { action: 'delete', type: 'PermissionSet', name: name ?? '', write: deletion };
}

/** Writes and reads until the user is what it was, or until it is clear that it will not come to that. */
async function restore(
  org: Org,
  user: SnapshotUser,
  first: readonly Change[],
  onEvent: (event: RunEvent) => void,
): Promise<UndoneUser> {
  const written: Written[] = [];
  const gone = new Set<string>();
  let left = first;
  let lost: OrgSilence | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (left.length === 0) return ended(user, first, first.length === 0 ? 'unchanged' : 'updated');
    const group = {
      step: 'user',
      changes: left.filter(({ write }) => !('id' in write && gone.has(write.id ?? ''))),
    } as const;
    try {
      await writeStep(org, group, new Map(), {
        onWritten: (some) => written.push(...some),
        onOneByOne: () => {
          onEvent({ kind: 'oneByOne', step: 'user' });
        },
      });
      onEvent({ kind: 'wrote', changes: group.changes });
    } catch (thrown) {
      if (thrown instanceof OrgSilence) {
        lost = thrown;
        onEvent({ kind: 'answerLost', step: 'user' });
      } else if (thrown instanceof OrgRefusal) {
        const fresh = goneByItself(thrown).filter((id) => !gone.has(id));
        for (const id of fresh) gone.add(id);
        if (fresh.length === 0) {
          const failure = { error: thrown, changes: refusedChanges(group, thrown), undone: await undo(org, written) };
          return { user, outcome: 'failed', changes: first, done: [], failure };
        }
      } else throw thrown;
    }
    const now = await holdingsOf(org, user);
    if (now instanceof Error) {
      lost = now instanceof OrgSilence ? now : undefined;
      break;
    }
    left = restoreChanges(now, user.before);
  }
  if (left.length === 0) return ended(user, first, 'updated');
  return {
    user,
    outcome: 'failed',
    changes: first,
    done: [],
    failure: { error: lost, changes: left, undone: undefined },
  };
}

/** The permission set that the migration has made goes when nobody else has it; where that fails it harms nobody, and is told. */
async function withoutSet(org: Org, restored: UndoneUser): Promise<UndoneUser> {
  try {
    const change = await deletionOf(org, restored.user);
    if (change === undefined) return restored;
    await write(org, 'DELETE', `/sobjects/PermissionSet/${change.write.id}`);
    const [changes, done] = [
      [...restored.changes, change],
      [...restored.done, change],
    ];
    return { ...restored, outcome: 'updated', changes, done };
  } catch (thrown) {
    if (!(thrown instanceof OrgRefusal) && !(thrown instanceof OrgSilence)) throw thrown;
    return { ...restored, leftover: thrown.message };
  }
}

function ended(user: SnapshotUser, changes: readonly Change[], outcome: 'updated' | 'unchanged'): UndoneUser {
  return { user, outcome, changes, done: changes, failure: undefined };
}

async function holdingsOf(org: Org, { id, username }: SnapshotUser): Promise<Holdings | OrgRefusal | OrgSilence> {
  try {
    const found = (await readHoldings(org, [username])).find((one) => one.id === id);
    return found ?? new OrgSilence('The user was not found when it was read back.');
  } catch (thrown) {
    if (thrown instanceof OrgRefusal || thrown instanceof OrgSilence) return thrown;
    throw thrown;
  }
}

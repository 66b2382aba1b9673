import { goneByItself } from '../apply/learn.ts';
import type { RunEvent } from '../apply/run.ts';
import { refusedChanges, writeStep, writeTogetherOrNot } from '../apply/writeStep.ts';
import { readHoldings, type Holdings } from '../org/inventory/holdings.ts';
import { fitsOneRequest, interleaved, type RecordWrite } from '../org/write/records.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { undo, type Undone } from '../org/write/undo.ts';
import { GroupRefusal, type Written } from '../org/write/writeGroup.ts';
import { isRecordWrite, type Change } from '../plan/change.ts';
import { restoreChanges } from './restore.ts';
import type { SnapshotUser } from './snapshot.ts';

/** A user and what brings it back. */
export type Restoring = { readonly user: SnapshotUser; readonly changes: readonly Change[] };

export type RestoreFailure = {
  /** Undefined: Salesforce accepted everything, and reading back does not show it. */
  readonly error: OrgRefusal | OrgSilence | undefined;
  readonly changes: readonly Change[];
  readonly undone: Undone | undefined;
};
export type Restored = Restoring & { readonly failure: RestoreFailure | undefined };

type Listener = (event: RunEvent) => void;
type Work = Restoring & {
  left: readonly Change[];
  readonly written: Written[];
  trouble: OrgSilence | undefined;
  failure: RestoreFailure | undefined;
};

/** A lost answer is followed by another look this often. */
const ROUNDS = 5;
/** Users that travel in one request; if it is refused, each of them alone. */
const TOGETHER = 20;

/**
 * Writes and reads until users are what they were, or until it is clear that it will not come to that. As many as fit are restored in one
 * request, all or none; a refusal takes back its user alone. Never throws what Salesforce says: it is told of the user.
 */
export async function restoreUsers(org: Org, plans: readonly Restoring[], onEvent: Listener): Promise<Restored[]> {
  const works = plans.map((plan): Work => ({
    ...plan,
    ...{ left: plan.changes, written: [], trouble: undefined, failure: undefined },
  }));
  const isPending = ({ left, failure }: Work): boolean => failure === undefined && left.length > 0;
  // Licenses that went together with a permission set, so that they cannot be removed.
  const gone = new Set<string>();
  for (let round = 0; round < ROUNDS && works.some(isPending); round += 1) {
    const pending = works.filter(isPending);
    for (const work of pending)
      work.left = work.left.filter(({ write }) => !('id' in write && gone.has(write.id ?? '')));
    for (const pack of packed(pending)) {
      const number = works.findIndex((work) => pack.includes(work)) + 1;
      onEvent({ kind: 'step', step: 'user', user: number, of: works.length });
      await restorePack(org, pack, gone, onEvent);
    }
    const open = pending.filter(({ failure }) => failure === undefined);
    const now = await holdingsOf(org, open);
    if (now instanceof Error) {
      for (const work of open) work.failure = { error: now, changes: work.left, undone: undefined };
      break;
    }
    for (const work of open) {
      const held = now.find(({ id }) => id === work.user.id);
      work.left = held ? restoreChanges(held, work.user.before) : work.left;
    }
  }
  for (const work of works.filter(isPending))
    work.failure = { error: work.trouble, changes: work.left, undone: undefined };
  return works.map(({ user, changes, failure }) => ({ user, changes, failure }));
}

/** Puts as many users into a request as it takes; a user is never split. */
function packed(works: readonly Work[]): Work[][] {
  const packs: Work[][] = [];
  for (const work of works) {
    const last = packs.at(-1);
    const fits = last && last.length < TOGETHER && fitsOneRequest(writesOf([...last, work]));
    if (fits) last.push(work);
    else packs.push([work]);
  }
  return packs;
}

function writesOf(works: readonly Work[]): RecordWrite[] {
  return interleaved(works.map(({ left }) => left.flatMap(({ write }) => (isRecordWrite(write) ? [write] : []))));
}

/** Where Salesforce refuses a pack, those whom it does not name go together once more, and the others each alone. */
async function restorePack(
  org: Org,
  pack: readonly Work[],
  gone: Set<string>,
  onEvent: Listener,
  again = false,
): Promise<void> {
  const [only] = pack;
  if (only === undefined) return;
  if (pack.length === 1) {
    await restoreAlone(org, only, gone, onEvent);
    return;
  }
  try {
    const written = await writeTogetherOrNot(org, writesOf(pack));
    for (const { left, written: own } of pack)
      own.push(...written.filter(({ write }) => left.some((change) => change.write === write)));
    onEvent({ kind: 'wrote', changes: pack.flatMap(({ left }) => left) });
  } catch (thrown) {
    if (isLost(thrown, pack, onEvent) || isLearned(thrown, gone)) return;
    const refused = thrown instanceof GroupRefusal ? thrown.writes : [];
    const isNamed = (work: Work): boolean => writesOf([work]).some((write) => refused.includes(write));
    const others = again || !pack.some(isNamed) ? [] : pack.filter((work) => !isNamed(work));
    await restorePack(org, others, gone, onEvent, true);
    for (const work of pack) if (!others.includes(work)) await restoreAlone(org, work, gone, onEvent);
  }
}

async function restoreAlone(org: Org, work: Work, gone: Set<string>, onEvent: Listener): Promise<void> {
  const group = { step: 'user', changes: work.left } as const;
  try {
    await writeStep(org, group, new Map(), {
      onWritten: (some) => work.written.push(...some),
      onOneByOne: () => {
        onEvent({ kind: 'oneByOne', step: 'user' });
      },
    });
    onEvent({ kind: 'wrote', changes: group.changes });
  } catch (thrown) {
    if (isLost(thrown, [work], onEvent) || isLearned(thrown, gone)) return;
    const error = thrown as OrgRefusal;
    work.failure = { error, changes: refusedChanges(group, error), undone: await undo(org, work.written) };
  }
}

/** Whether the answer was lost, so that reading again shows what happened. */
function isLost(thrown: unknown, works: readonly Work[], onEvent: Listener): boolean {
  if (!(thrown instanceof OrgSilence)) return false;
  for (const work of works) work.trouble = thrown;
  onEvent({ kind: 'answerLost', step: 'user' });
  return true;
}

/** Whether a refusal tells of licenses that are gone already, so that the next round does without them. */
function isLearned(thrown: unknown, gone: Set<string>): boolean {
  if (!(thrown instanceof OrgRefusal)) throw thrown;
  const fresh = goneByItself(thrown).filter((id) => !gone.has(id));
  for (const id of fresh) gone.add(id);
  return fresh.length > 0;
}

async function holdingsOf(org: Org, works: readonly Work[]): Promise<readonly Holdings[] | OrgRefusal | OrgSilence> {
  if (works.length === 0) return [];
  try {
    return await readHoldings(
      org,
      works.map(({ user }) => user.username),
    );
  } catch (thrown) {
    if (thrown instanceof OrgRefusal || thrown instanceof OrgSilence) return thrown;
    throw thrown;
  }
}

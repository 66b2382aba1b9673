import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import { interleaved } from '../org/write/records.ts';
import type { Org } from '../org/wire/transport.ts';
import { GroupRefusal } from '../org/write/writeGroup.ts';
import { keepWritten, recordsOf, type Member } from './packs.ts';
import type { Round } from './round.ts';
import type { RunEvent } from './run.ts';
import { noteDone, noteLost, troubled } from './trouble.ts';
import { fail } from './work.ts';
import { refusedChanges, writeStep, writeTogetherOrNot } from './writeStep.ts';

type Listener = (event: RunEvent) => void;

/**
 * Writes what several have in a step in one request. Where Salesforce refuses that, those whom it does not name go together once more, and the
 * others each alone, so that one does not stop the others.
 * @param of how many take this step
 * @param again whether they have been in a request that was refused because of others
 */
export async function writePack(
  org: Org,
  pack: readonly Member[],
  of: number,
  round: Round,
  onEvent: Listener,
  again = false,
): Promise<void> {
  const [first, second] = pack;
  if (first === undefined) return;
  if (second === undefined) {
    await writeOwn(org, first, of, round, onEvent);
    return;
  }
  const { step } = first.group;
  onEvent({ kind: 'step', step, user: first.work.number, of });
  const sent = pack.map((member) => ({ member, records: recordsOf(member) }));
  try {
    const written = await writeTogetherOrNot(org, interleaved(sent.map(({ records }) => records)));
    round.wrote = true;
    const byRecord = new Map(written.map((one) => [one.write, one]));
    for (const { member, records } of sent) keepWritten(member, records, byRecord);
    for (const { work, group } of pack) noteDone(work, group, onEvent);
  } catch (error) {
    if (error instanceof OrgSilence) {
      for (const { work, group } of pack) noteLost(work, group, error);
      onEvent({ kind: 'answerLost', step });
      return;
    }
    if (!(error instanceof OrgRefusal)) throw error;
    const refused = new Set(error instanceof GroupRefusal ? error.writes : []);
    const named = sent.filter(({ records }) => records.some((one) => refused.has(one))).map(({ member }) => member);
    const others = again || named.length === 0 ? [] : pack.filter((member) => !named.includes(member));
    await writePack(org, others, of, round, onEvent, true);
    for (const member of pack.filter((one) => !others.includes(one))) await writeOwn(org, member, of, round, onEvent);
  }
}

/** Writes what one has in a step, and takes back all that the run has written of it where Salesforce refuses that. */
export async function writeOwn(
  org: Org,
  { work, group, ids }: Member,
  of: number,
  round: Round,
  onEvent: Listener,
): Promise<void> {
  onEvent({ kind: 'step', step: group.step, user: work.number, of });
  try {
    await writeStep(org, group, ids, {
      onWritten: (written) => {
        round.wrote = true;
        work.written.push(...written);
      },
      onOneByOne: () => {
        onEvent({ kind: 'oneByOne', step: group.step });
      },
    });
    if (group.step === 'recordTypes') round.wrote = true;
    noteDone(work, group, onEvent);
  } catch (error) {
    if (troubled(work, group, error, round, onEvent)) return;
    const refusal = error as OrgRefusal;
    await fail(org, work, { error: refusal, step: group.step, changes: refusedChanges(group, refusal) });
  }
}

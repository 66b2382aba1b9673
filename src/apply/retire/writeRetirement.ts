import { hasCode, OrgRefusal, OrgSilence } from '../../org/wire/refusal.ts';
import type { RecordWrite } from '../../org/write/records.ts';
import { revokeTokens } from '../../org/use/logins.ts';
import type { Org } from '../../org/wire/transport.ts';
import { GroupRefusal, writeTogether } from '../../org/write/writeGroup.ts';
import type { RetireChange } from '../../retire/plan.ts';

/** Why a step did not go as planned, and with which changes. */
export type Trouble = { readonly error: OrgRefusal | OrgSilence; readonly changes: readonly RetireChange[] };

/** A user of whom something is due in this round. */
export type Pending = { readonly due: readonly RetireChange[]; trouble: Trouble | undefined };

/** A change of a user with one of its records. */
type Item = { readonly work: Pending; readonly change: RetireChange; readonly write: RecordWrite };

/**
 * Writes one step of all these users together. What Salesforce refuses of one does not stop the others: the rest is written without it.
 * Never throws what Salesforce says: it is noted as the trouble of the user.
 */
export async function writeRetirement(org: Org, works: readonly Pending[]): Promise<void> {
  const due = works.flatMap((work) => work.due.map((change) => ({ work, change })));
  await revoke(org, due);
  const items = due.flatMap(({ work, change }) => change.writes.map((write) => ({ work, change, write })));
  // Records of one object stand together and travel in collections; a set is deleted after nobody has it.
  const objects = [...new Set(items.map(({ write }) => write.object))].sort(
    (a, b) => Number(a === 'PermissionSet') - Number(b === 'PermissionSet'),
  );
  await writeRest(
    org,
    objects.flatMap((object) => items.filter(({ write }) => write.object === object)),
  );
}

async function revoke(org: Org, due: readonly Omit<Item, 'write'>[]): Promise<void> {
  const tokens = due.flatMap(({ work, change }) => change.tokens.map((token) => ({ work, change, token })));
  const results = await revokeTokens(
    org,
    tokens.map(({ token }) => token),
  );
  for (const [at, error] of results.entries()) {
    const one = tokens[at];
    if (one && error) note([one], error);
  }
}

async function writeRest(org: Org, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return;
  const written = new Set<RecordWrite>();
  try {
    await writeTogether(
      org,
      items.map(({ write }) => write),
      new Map(),
      (done) => {
        for (const { write } of done) written.add(write);
      },
    );
  } catch (error) {
    const left = items.filter(({ write }) => !written.has(write));
    if (!(error instanceof GroupRefusal)) {
      note(left, error);
      return;
    }
    const guilty = left.filter(({ write }) => error.writes.includes(write));
    const users = [...new Set(left.map(({ work }) => work))];
    if (guilty.length > 0) {
      note(guilty, error);
      await writeRest(
        org,
        left.filter((item) => !guilty.includes(item) && !dependsOn(item, guilty)),
      );
    } else if (users.length === 1) await writeAlone(org, left, error);
    else
      for (const work of users)
        await writeRest(
          org,
          left.filter((item) => item.work === work),
        );
  }
}

/** An org that does not take the records of a user together gets them one after the other, unless it refuses for a reason that meets all. */
async function writeAlone(org: Org, items: readonly Item[], error: OrgRefusal): Promise<void> {
  if (items.length === 1 || hasCode(error, 'INVALID_SESSION_ID', 'REQUEST_LIMIT_EXCEEDED', 'API_DISABLED_FOR_ORG')) {
    note(items, error);
    return;
  }
  for (const item of items) await writeRest(org, [item]);
}

/** A permission set is deleted only after the assignment of its user is gone. */
function dependsOn({ work, write }: Item, refused: readonly Item[]): boolean {
  return write.object === 'PermissionSet' && refused.some((one) => one.work === work);
}

/** All that Salesforce said, in one. */
export function joined(
  first: Trouble['error'] | undefined,
  then: Trouble['error'] | undefined,
): Trouble['error'] | undefined {
  if (!(first instanceof OrgRefusal) || !(then instanceof OrgRefusal) || first === then) return first ?? then;
  const all = [...first.refusals, ...then.refusals].map((one) => [`${one.errorCode} ${one.message}`, one] as const);
  return new OrgRefusal([...new Map(all).values()]);
}

/** Keeps the first thing that went wrong of each user, with all changes it is about. */
function note(items: readonly Omit<Item, 'write'>[], error: unknown): void {
  if (!(error instanceof OrgRefusal) && !(error instanceof OrgSilence)) throw error;
  for (const { work, change } of items) {
    const before = work.trouble;
    work.trouble = { error: joined(before?.error, error) ?? error, changes: [...(before?.changes ?? []), change] };
  }
}

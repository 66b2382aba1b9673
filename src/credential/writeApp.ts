import { setTimeout as sleep } from 'node:timers/promises';
import { readClientApp, writeClientApp, type ClientApp } from '../org/metadata/clientApps.ts';
import { OrgRefusal, OrgSilence } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import type { PartChange } from './wanted.ts';

/** A policy that the org names itself shows up only after the first deploy, and takes a second one (facts 6.1). */
const ROUNDS = 2;
/** Seconds between looks at the org after a lost answer: a deploy that did arrive ends within them. */
const LOOKS = [2, 5, 10, 20];

/** An app as it was read back; `left` is what it should have and has not. */
export type WrittenApp = { readonly app: ClientApp | undefined; readonly left: readonly PartChange[] };

/**
 * Writes what must change, reads back, and compares anew. A deploy whose answer was lost is never sent again: the org is looked at, bounded,
 * until it shows what became of it.
 * @param changesOf what must change of the app as it was read
 * @throws OrgRefusal nothing of the last deploy is there; OrgSilence nobody knows
 */
export async function writeApp(
  org: Org,
  name: string,
  changes: readonly PartChange[],
  changesOf: (app: ClientApp | undefined) => readonly PartChange[],
): Promise<WrittenApp> {
  let left = changes;
  let app: ClientApp | undefined;
  for (let round = 1; round <= ROUNDS && left.length > 0; round += 1) {
    const lost = await writeClientApp(org, left).then(
      () => undefined,
      (thrown: unknown) => {
        if (thrown instanceof OrgSilence) return thrown;
        throw thrown;
      },
    );
    app = await lookAt(org, name);
    left = changesOf(app);
    if (lost === undefined) continue;
    for (const seconds of LOOKS) {
      if (left.length === 0) break;
      await sleep(seconds * 1000);
      app = await lookAt(org, name);
      left = changesOf(app);
    }
    if (left.length > 0) throw lost;
  }
  return { app, left };
}

/** What is written stays written, even where the org refuses to show it. */
async function lookAt(org: Org, name: string): Promise<ClientApp | undefined> {
  return readClientApp(org, name).catch((thrown: unknown) => {
    throw thrown instanceof OrgRefusal ? new OrgSilence(thrown.message) : thrown;
  });
}

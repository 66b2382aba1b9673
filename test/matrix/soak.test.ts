import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { retire as retireUsers } from '../../src/apply/retire/retire.ts';
import { run } from '../../src/apply/run.ts';
import { oneUser } from '../../src/definition/oneUser.ts';
import type { Org } from '../../src/org/wire/transport.ts';
import { orgTexts } from '../../src/report/create.ts';
import { connect } from '../commands/harness.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';

const ROUNDS = Number(process.env['SOAK_ROUNDS'] ?? 60);
/** Bytes that may be in use more at the end: what the simulated org keeps of its inactive users is among them. */
const GROWTH_A_ROUND = 150_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

type Held = {
  readonly seats: readonly unknown[];
  readonly sets: number;
  readonly handles: number;
  readonly heap: number;
};

function held({ org: { store } }: RunningOrg): Held {
  const used = (object: string): unknown[] => store.find(object, {}).map((row) => row['UsedLicenses']);
  collect();
  return {
    seats: [...used('UserLicense'), ...used('PermissionSetLicense')],
    sets: store.find('PermissionSet', {}).length,
    handles: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
    heap: process.memoryUsage().heapUsed,
  };
}

async function once(org: Org, number: number): Promise<void> {
  const username = `soak${String(number)}@acme.integration`;
  const { user } = await oneUser(
    { name: `Soak ${String(number)}`, username, email: 'team@acme.com', object: ['Account=read'] },
    undefined,
  );
  if (user === undefined) throw new Error('The definition has problems');
  const options = { dryRun: false, allowBroadAccess: false, own: false, prune: false, texts: orgTexts(), known: [] };
  const made = await run(org, [user], options, () => undefined);
  expect(made.users[0]?.outcome).to.equal('created');
  const gone = await retireUsers(org, {
    usernames: [username],
    mode: 'deactivate',
    deletePermissionSet: true,
    dryRun: false,
    onStep: () => undefined,
  });
  expect(gone.users[0]?.outcome).to.equal('updated');
}

describe(`users made and retired in a row (${String(ROUNDS)})`, () => {
  it('leave no seat, no permission set, no handle and no memory behind', async () => {
    const running = await startOrg();
    try {
      const org = { connection: await connect(running), backOff: [] };
      await once(org, 0);
      const before = held(running);
      for (let number = 1; number <= ROUNDS; number += 1) {
        await once(org, number);
        running.clearRequests();
      }
      const { heap, handles, ...after } = held(running);
      const mebibytes = (heap - before.heap) / 2 ** 20;
      process.stdout.write(
        `    soak: ${String(ROUNDS)} rounds, handles ${String(before.handles)} before and ${String(handles)} after, heap grown by ${mebibytes.toFixed(1)} MiB\n`,
      );
      expect(after).to.deep.equal({ seats: before.seats, sets: before.sets });
      expect(handles).to.be.at.most(before.handles + 5);
      expect(heap - before.heap).to.be.below(20_000_000 + ROUNDS * GROWTH_A_ROUND);
    } finally {
      await running.close();
    }
  }).timeout(1_800_000);
});

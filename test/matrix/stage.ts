import { expect } from 'chai';
import { dumpOf, type Dump } from '../commands/difference.ts';
import { writesOf } from '../commands/zoomInfo.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { canonical } from './canonical.ts';
import type { Scene } from './scenes.ts';

/** An org prepared for a command, and how the command ends in it when nothing disturbs it. */
export type Stage = {
  readonly org: RunningOrg;
  readonly before: Dump;
  /** The requests of an undisturbed run, by number. */
  readonly requests: readonly { readonly at: number; readonly isWrite: boolean }[];
  readonly end: readonly string[];
  /** Runs something and takes back whatever it did to the org. */
  readonly play: <T>(body: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** Prepares the org of a scene; its owner closes the stage. */
export async function openStage(scene: Scene): Promise<Stage> {
  const org = await startOrg();
  await scene.prepare(org);
  const before = dumpOf(org);
  const play: Stage['play'] = async (body) => {
    const undo = org.org.store.savepoint('cell');
    try {
      return await body();
    } finally {
      org.faults.clear();
      undo();
      scene.clean();
    }
  };
  const { requests, end } = await play(async () => {
    const { exitCode, json, requests } = await scene.run(org);
    expect(exitCode, json.message).to.equal(0);
    const writes = writesOf(requests);
    return {
      requests: requests.map((request, index) => ({ at: index + 1, isWrite: writes.includes(request) })),
      end: canonical(before, dumpOf(org)),
    };
  });
  const close = async (): Promise<void> => {
    await org.close();
    scene.end?.();
  };
  return { org, before, requests, end, play, close };
}

import { startOrg, type RunningOrg, type StartOptions } from '../org/rest/start.ts';

const started = new Map<string, Promise<RunningOrg>>();

after(async () => {
  await Promise.all([...started.values()].map(async (org) => (await org).close()));
  started.clear();
});

/**
 * Gives a test an org as its options describe it, and takes back afterwards whatever the test did to it. An org is built once for the
 * same options: building takes longer than most tests.
 */
export async function withOrg(options: StartOptions, body: (org: RunningOrg) => Promise<void>): Promise<void> {
  const key = JSON.stringify(options);
  const starting = started.get(key) ?? startOrg(options);
  started.set(key, starting);
  const org = await starting;
  const undo = org.org.store.savepoint('test');
  try {
    await body(org);
  } finally {
    org.faults.clear();
    undo();
  }
}

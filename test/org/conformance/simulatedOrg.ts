import type { Switches } from '../org.ts';
import { startOrg } from '../rest/start.ts';
import type { RunningOrg } from '../rest/start.ts';
import { scenarioNames } from '../scenarios/scenario.ts';
import { httpTarget } from './target.ts';
import type { Target } from './target.ts';

type Options = {
  readonly scenario?: string;
  readonly switches?: Partial<Switches>;
  /** Changes the org before it is asked. */
  readonly prepare?: (org: RunningOrg['org']) => void;
};

/**
 * Starts a simulated org, hands it over as a target with an administrator's session, and stops it afterwards.
 *
 * @throws Error when there is no such scenario; whatever `use` throws.
 */
export async function withSimulatedOrg<T>(options: Options, use: (target: Target) => Promise<T>): Promise<T> {
  const scenario = scenarioNames.find((name) => name === (options.scenario ?? 'production'));
  if (scenario === undefined)
    throw new Error(`There is no scenario ${options.scenario ?? ''}: ${scenarioNames.join(', ')}`);
  const running = await startOrg({ scenario, switches: options.switches ?? {} });
  try {
    options.prepare?.(running.org);
    const token = running.tokenFor(running.adminUsername);
    return await use(httpTarget({ name: 'simulated org', apiVersion: '67.0', url: running.url, token: () => token }));
  } finally {
    await running.close();
  }
}

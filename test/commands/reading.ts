import IntegrationUserDisplay from '../../src/commands/integration-user/display.ts';
import IntegrationUserList from '../../src/commands/integration-user/list.ts';
import type { DisplayResult } from '../../src/report/display.ts';
import type { ListResult } from '../../src/report/list.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { run, runJson, type Ran, type RanJson } from './harness.ts';

/** `integration-user list` as a person sees it. */
export function list(org: RunningOrg, args: readonly string[] = [], as = org.adminUsername): Promise<Ran> {
  return run(IntegrationUserList, org, args, { as });
}

export function listJson(
  org: RunningOrg,
  args: readonly string[] = [],
  as = org.adminUsername,
): Promise<RanJson<ListResult>> {
  return runJson(IntegrationUserList, org, args, { as });
}

/** `integration-user display` as a person sees it. */
export function display(org: RunningOrg, args: readonly string[], as = org.adminUsername): Promise<Ran> {
  return run(IntegrationUserDisplay, org, args, { as });
}

export function displayJson(
  org: RunningOrg,
  args: readonly string[],
  as = org.adminUsername,
): Promise<RanJson<DisplayResult>> {
  return runJson(IntegrationUserDisplay, org, args, { as });
}

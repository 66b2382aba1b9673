import IntegrationUserVerify from '../../src/commands/integration-user/verify.ts';
import type { VerifyResult } from '../../src/report/verify/verifyResult.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { parsed, run, runAlone, runJson, type Options, type Ran, type RanJson } from './harness.ts';

/** `integration-user verify` as a person sees it. */
export function verify(org: RunningOrg, args: readonly string[], options?: Options): Promise<Ran> {
  return run(IntegrationUserVerify, org, args, options);
}

/** Under --json; stdout must be one JSON document. */
export function verifyJson(
  org: RunningOrg,
  args: readonly string[] = [],
  options?: Options,
): Promise<RanJson<VerifyResult>> {
  return runJson(IntegrationUserVerify, org, args, options);
}

/** A run that asks no org. */
export async function offlineJson(args: readonly string[]): Promise<RanJson<VerifyResult>> {
  return parsed(await withoutOrg([...args, '--offline', '--json']));
}

export function withoutOrg(args: readonly string[]): Promise<Ran> {
  return runAlone(IntegrationUserVerify, args);
}

export const WAREHOUSE = 'warehouse@example.com';

/** Somebody gives the user a set that views all data. */
export function breakIt(org: RunningOrg, username = WAREHOUSE): void {
  const admin = administer(org);
  admin.assign(username, admin.permissionSet('Broad', ['ViewAllData', 'ViewEventLogFiles', 'ViewRoles', 'ViewSetup']));
}

import IntegrationUserExport, { type IntegrationUserExportResult } from '../../src/commands/integration-user/export.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { run, runJson, type Ran, type RanJson } from './harness.ts';

/** `integration-user export` as a person sees it. */
export function exportUsers(org: RunningOrg, args: readonly string[] = []): Promise<Ran> {
  return run(IntegrationUserExport, org, args);
}

export function exportJson(
  org: RunningOrg,
  args: readonly string[] = [],
): Promise<RanJson<IntegrationUserExportResult>> {
  return runJson(IntegrationUserExport, org, args);
}

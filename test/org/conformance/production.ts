import type { Target } from './target.ts';

/**
 * Is the org neither sandbox, Developer Edition, trial nor scratch org?
 *
 * @throws Error when it does not say.
 */
export async function isProduction(target: Target): Promise<boolean> {
  const soql = 'SELECT IsSandbox, OrganizationType, TrialExpirationDate FROM Organization';
  const answer = await target.request(
    'GET',
    `/services/data/v${target.apiVersion}/query?q=${encodeURIComponent(soql)}`,
  );
  const rows = (answer.body as { records?: Record<string, unknown>[] } | null)?.records;
  const organization = rows?.[0];
  if (organization === undefined) throw new Error(`The org does not say what it is (HTTP ${answer.status}).`);
  return (
    organization['IsSandbox'] !== true &&
    organization['OrganizationType'] !== 'Developer Edition' &&
    organization['TrialExpirationDate'] === null
  );
}

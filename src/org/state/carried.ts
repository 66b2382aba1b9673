import { chunks } from '../wire/chunks.ts';
import { CARRIED_PROBES, PERMISSION_SET_LICENSE } from '../names.ts';
import { queryAll } from '../wire/query.ts';
import type { OrgSchema } from '../schema.ts';
import { columns, soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

/**
 * The user permissions that the permission set license of integration users carries (facts 1.3). One request.
 * @returns undefined where the org does not tell
 * @throws OrgRefusal, OrgSilence
 */
export async function readCarried(
  org: Org,
  { licensePermissions }: OrgSchema,
): Promise<ReadonlySet<string> | undefined> {
  const names = [...licensePermissions].map((name) => `MaximumPermissions${name}`);
  const { license } = await queryAll(org, {
    license: chunks(names, { length: 8000, count: names.length }).map(
      (some) => soql`SELECT ${columns(some)} FROM PermissionSetLicense WHERE DeveloperName = ${PERMISSION_SET_LICENSE}`,
    ),
  });
  const carried = new Set(
    (license?.rows ?? []).flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        value === true ? [column.replace('MaximumPermissions', '')] : [],
      ),
    ),
  );
  return CARRIED_PROBES.some((probe) => carried.has(probe)) ? carried : undefined;
}

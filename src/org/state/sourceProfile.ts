import { chunks } from '../wire/chunks.ts';
import { isVirtualRow, USER_LICENSE } from '../names.ts';
import { queryAll, required, type Row } from '../wire/query.ts';
import { readSchema } from '../schema.ts';
import { columns, soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

/** A profile on the integration license, as a source for another. */
type SourceProfile = {
  readonly name: string;
  /** User permissions that are on, API names. */
  readonly permissions: readonly string[];
  /** Object and field permissions that it holds. */
  readonly rights: number;
};
export type FoundSource = { readonly profile: SourceProfile | undefined; readonly names: readonly string[] };

/**
 * Reads the profile of this name, or the names there are. Three requests.
 * @throws OrgRefusal, OrgSilence
 */
export async function readSourceProfile(org: Org, name: string): Promise<FoundSource> {
  const schema = await readSchema(org, []);
  const known = chunks([...schema.profilePermissions.keys()].map((permission) => `Permissions${permission}`));
  const { all, on, objects, fields } = await queryAll(org, {
    all: soql`SELECT Id, Name FROM Profile WHERE UserLicense.Name = ${USER_LICENSE}`,
    on: known.map(
      (some) =>
        soql`SELECT ${columns(['Id', 'Name', ...some])} FROM Profile WHERE Name = ${name} AND UserLicense.Name = ${USER_LICENSE}`,
    ),
    objects: soql`SELECT Id FROM ObjectPermissions WHERE Parent.Profile.Name = ${name}`,
    fields: soql`SELECT Id, SobjectType, Field FROM FieldPermissions WHERE Parent.Profile.Name = ${name}`,
  });
  const refused = all?.refused ?? on?.refused;
  if (refused) throw refused;
  const rows = on?.rows ?? [];
  const [first] = rows;
  const permissions = rows.flatMap((row) =>
    Object.keys(row).flatMap((column) => (row[column] === true ? (/^Permissions(\w+)$/.exec(column)?.[1] ?? []) : [])),
  );
  return {
    profile: first && {
      name: required(first, 'Name'),
      permissions,
      rights: stored(objects?.rows ?? []) + (fields?.rows.length ?? 0),
    },
    names: (all?.rows ?? []).map((row) => required(row, 'Name')),
  };
}

function stored(rows: readonly Row[]): number {
  return rows.filter((row) => !isVirtualRow(required(row, 'Id'))).length;
}

import { applicationQueries, applicationsOf } from '../verify/applications.ts';
import type { Application } from '../checks/proof.ts';
import { chunks } from '../org/chunks.ts';
import { number, required, text, type Row } from '../org/query.ts';
import { queryKinds, type Kind } from '../org/queryKinds.ts';
import type { OrgSchema } from '../org/schema.ts';
import { columns, soql } from '../org/soql.ts';
import type { Org } from '../org/transport.ts';

/** What hangs on a user besides its rights. */
export type Around = {
  /** Successful logins in a browser, and the last of them; undefined: the caller may not read logins. */
  readonly browserLogins: { readonly count: number; readonly last: string } | undefined;
  readonly applications: readonly Application[];
  /** Records that the user owns, by object; at most {@link OWNED} are counted of all users together. */
  readonly owned: ReadonlyMap<string, number>;
  readonly managerOf: number;
  readonly approverOf: number;
  /** Managed packages that the user has a license of. */
  readonly packages: readonly string[];
};

/** Rows that are looked through to count owned records, of each object. */
export const OWNED = 2000;
/** Objects whose owned records are counted; more would take long in a large org. */
const OBJECTS = 20;

/**
 * Reads what hangs on users: logins, records, people and packages. One request; what cannot be read counts as nothing, except for logins.
 * @returns by user id
 * @throws OrgRefusal, OrgSilence
 */
export async function readAround(
  org: Org,
  ids: readonly string[],
  objects: OrgSchema['objects'],
): Promise<ReadonlyMap<string, Around>> {
  const owned = [...objects.values()].filter(({ fields }) => fields.has('ownerid')).slice(0, OBJECTS);
  const each = (object: string, query: (some: readonly string[]) => string): Kind => ({
    object,
    queries: chunks(ids).map(query),
  });
  const { rows, refused } = await queryKinds<string>(org, {
    tokens: applicationQueries(ids).tokens,
    logins: each(
      'LoginHistory',
      (some) =>
        soql`SELECT UserId, Application, Status, COUNT(Id) logins, MAX(LoginTime) lastLogin FROM LoginHistory WHERE UserId IN ${some} GROUP BY UserId, Application, Status`,
    ),
    managers: each('User', (some) => soql`SELECT ManagerId FROM User WHERE IsActive = true AND ManagerId IN ${some}`),
    approvers: each(
      'User',
      (some) => soql`SELECT DelegatedApproverId FROM User WHERE IsActive = true AND DelegatedApproverId IN ${some}`,
    ),
    packages: each(
      'UserPackageLicense',
      (some) => soql`SELECT UserId, PackageLicense.NamespacePrefix FROM UserPackageLicense WHERE UserId IN ${some}`,
    ),
    ...Object.fromEntries(
      owned.map(({ name }) => [
        `owned.${name}`,
        each(name, (some) => soql`SELECT OwnerId FROM ${columns([name])} WHERE OwnerId IN ${some} LIMIT ${OWNED}`),
      ]),
    ),
  });
  const applications = applicationsOf(rows['logins'] ?? [], rows['tokens'] ?? []);
  const of = (kind: string, column: string, id: string): Row[] =>
    (rows[kind] ?? []).filter((row) => text(row, column) === id);
  return new Map(
    ids.map((id) => {
      const browser = of('logins', 'UserId', id).filter(
        (row) => text(row, 'Application') === 'Browser' && text(row, 'Status') === 'Success',
      );
      const counts = owned.map(({ name }) => [name, of(`owned.${name}`, 'OwnerId', id).length] as const);
      const around: Around = {
        browserLogins: refused.has('LoginHistory')
          ? undefined
          : {
              count: browser.reduce((sum, row) => sum + number(row, 'logins'), 0),
              last:
                browser
                  .map((row) => required(row, 'lastLogin'))
                  .sort()
                  .at(-1) ?? '',
            },
        applications: applications.get(id) ?? [],
        owned: new Map(counts.filter(([, count]) => count > 0)),
        managerOf: of('managers', 'ManagerId', id).length,
        approverOf: of('approvers', 'DelegatedApproverId', id).length,
        packages: of('packages', 'UserId', id).map((row) => required(row, 'PackageLicense.NamespacePrefix')),
      };
      return [id, around];
    }),
  );
}

import type { Application, OrgSays, PasswordLogin, ProfileSettings } from '../checks/proof.ts';
import { nameKinds, namesIn, unnamedIn } from '../org/inventory/entityNames.ts';
import type { Inventory } from '../org/inventory/inventory.ts';
import { queryKinds } from '../org/wire/queryKinds.ts';
import { sharingKind, sharingOf } from '../org/inventory/sharing.ts';
import type { Org } from '../org/wire/transport.ts';
import { applicationQueries, applicationsOf, passwordLoginsOf, usersOfApplications } from './applications.ts';
import { saidOf, saidQueries, type Asked } from './orgSays.ts';
import { readProfileSettings } from './profileSettings.ts';

/** What the org tells beside the inventory; by user id where it is about users. */
export type Evidence = {
  readonly sharing: ReadonlyMap<string, string> | undefined;
  /** Undefined: the caller may not read logins. */
  readonly applications: ReadonlyMap<string, readonly Application[]> | undefined;
  readonly passwordLogins: ReadonlyMap<string, readonly PasswordLogin[]>;
  /** By name of the application in lower case; undefined: nobody knows. */
  readonly usersOfApplications: ReadonlyMap<string, number> | undefined;
  readonly said: ReadonlyMap<string, OrgSays>;
  /** Of flows, external credentials and data sources, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** By name of the profile. */
  readonly profiles: ReadonlyMap<string, ProfileSettings>;
};

/**
 * Reads everything that the checks want to know beside the inventory: in one request for a few users, and one for the profiles.
 * @throws OrgRefusal, OrgSilence
 */
export async function readEvidence(org: Org, inventory: Inventory, asked: readonly Asked[]): Promise<Evidence> {
  const { users } = inventory;
  const objects = [...new Set(asked.flatMap(({ access }) => [...access.objects.keys()]))];
  const [{ rows, refused }, profiles] = await Promise.all([
    queryKinds(org, {
      sharing: sharingKind(objects),
      ...nameKinds(unnamedIn(inventory)),
      ...applicationQueries(users.map(({ id }) => id)),
      ...saidQueries(asked),
    }),
    readProfileSettings(
      org,
      users.map(({ profile }) => profile),
    ),
  ]);
  const unread = refused.has('LoginHistory') && refused.has('OauthToken');
  return {
    sharing: sharingOf({ rows, refused }),
    applications: unread ? undefined : applicationsOf(rows.logins, rows.tokens),
    passwordLogins: passwordLoginsOf(rows.logins),
    usersOfApplications: refused.has('LoginHistory') ? undefined : usersOfApplications(rows.usersOfApplications),
    said: new Map(asked.map((one) => [one.user.id, saidOf(one, rows, refused)])),
    names: namesIn(rows),
    profiles,
  };
}

import type { RawCredential } from '../definition/credential.ts';
import { warning, type Problem } from '../definition/problem.ts';
import type { RawDefinition } from '../definition/raw.ts';
import {
  appIpRanges,
  appText,
  readAppDescriptions,
  readClientApp,
  type ClientApp,
} from '../org/metadata/clientApps.ts';
import { OrgRefusal } from '../org/wire/refusal.ts';
import type { Org } from '../org/wire/transport.ts';
import { readUserIds } from '../org/state/usernames.ts';
import { ownerOf } from './marker.ts';
import { defaultAppName } from '../definition/names.ts';

type Exported = { readonly definition: RawDefinition; readonly problems: readonly Problem[] };

/**
 * Adds how the users log in, where the plugin made their app. A JWT login is only told of: the definition names the file of a certificate, and
 * the org does not know where that lies. One request where the org has no app; an org that does not tell of apps is left at that.
 * @throws OrgRefusal, OrgSilence
 */
export async function withCredentials(org: Org, { definition, problems }: Exported): Promise<Exported> {
  const owners = await ownersOf(org);
  if (owners.size === 0) return { definition, problems };
  const usernames = definition.users.flatMap(({ username }) => username ?? []);
  const ids = await readUserIds(org, usernames);
  const apps = await Promise.all(
    [...ids].flatMap(([id, username]) => {
      const name = owners.get(id);
      return name === undefined ? [] : [readClientApp(org, name).then((app) => [username, app] as const)];
    }),
  );
  const held = new Map(apps.flatMap(([username, app]) => (app === undefined ? [] : [[username, app] as const])));
  const jwt = [...held].filter(([, app]) => !usesSecret(app));
  return {
    definition: {
      ...definition,
      users: definition.users.map((user) => {
        const app = held.get(user.username?.toLowerCase() ?? '');
        return app && usesSecret(app) ? { ...user, credential: credentialOf(app, user.name) } : user;
      }),
    },
    problems: [
      ...problems,
      ...jwt.map(([username, { name }]) => warning('exportJwt', username, [username, name], [name])),
    ],
  };
}

/** Names of our apps by the id of their user, 15 characters. */
async function ownersOf(org: Org): Promise<ReadonlyMap<string, string>> {
  const descriptions = await readAppDescriptions(org).catch((thrown: unknown) => {
    if (thrown instanceof OrgRefusal) return new Map<string, string>();
    throw thrown;
  });
  return new Map(
    [...descriptions].flatMap(([name, description]) => {
      const owner = ownerOf(description);
      return owner === undefined ? [] : [[owner, name] as const];
    }),
  );
}

function usesSecret(app: ClientApp): boolean {
  return appText(app, 'oauthPolicies', 'isClientCredentialsFlowEnabled') === 'true';
}

function credentialOf(app: ClientApp, name: string): RawCredential {
  const scopes = appText(app, 'oauth', 'commaSeparatedOauthScopes')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
  const ipRanges = appIpRanges(app);
  return {
    type: 'client-credentials',
    ...(app.name === defaultAppName(name) ? {} : { app: app.name }),
    ...(scopes.join() === 'Api' ? {} : { scopes }),
    ...(ipRanges.length === 0 ? {} : { ipRanges }),
  };
}

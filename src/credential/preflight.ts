import { error, type Problem } from '../definition/problem.ts';
import { myDomain } from '../definition/names.ts';
import { appText } from '../org/metadata/clientApps.ts';
import { licenseProblems } from './account.ts';
import { ownerOf } from './marker.ts';
import type { Caller, CredentialSnapshot } from './snapshot.ts';

/** Older versions do not give consumer secrets over REST (facts 6.1). */
const OLDEST_API = 62;

type OrgAsk = {
  /** Developer name of the app. */
  readonly name: string;
  /** Whether a component of it is written. */
  readonly writes: boolean;
  /** The version that what is asked for needs. */
  readonly oldest?: number;
};

/** What of the org, and of who is asking, stands in the way of an app. Pure. */
export function orgProblems(snapshot: CredentialSnapshot, { name, writes, oldest = OLDEST_API }: OrgAsk): Problem[] {
  const { instanceUrl, apiVersion, caller, unread } = snapshot;
  const lacksMetadata = lacks(caller, 'ModifyMetadata') && lacks(caller, 'ModifyAllData');
  const mayNot = (writes || unread !== undefined) && lacksMetadata;
  const who = caller?.username ?? '';
  return [
    ...(apiVersion < oldest
      ? [error('apiVersionOld', String(apiVersion), [`${String(apiVersion)}.0`, `${String(oldest)}.0`])]
      : []),
    ...(hasNoMyDomain(instanceUrl) ? [error('credentialNoMyDomain', instanceUrl, [instanceUrl])] : []),
    ...(mayNot
      ? [error('credentialCallerLacks', who, [who, 'ModifyMetadata or ModifyAllData'], ['ModifyMetadata'])]
      : []),
    ...(unread !== undefined && !mayNot ? [error('credentialUnread', name, [name, unread])] : []),
  ];
}

/** What keeps the consumer secret from being read (facts 6.1). Pure. */
export function secretProblems({ caller, secretsReadable }: CredentialSnapshot): Problem[] {
  const missing = ['ExternalClientAppDeveloper', 'ViewClientSecret'].filter((permission) => lacks(caller, permission));
  const who = caller?.username ?? '';
  return [
    ...(secretsReadable === false ? [error('credentialSecretsOff', 'secret')] : []),
    ...missing.map((permission) => error('credentialCallerLacks', who, [who, permission], [permission])),
  ];
}

function lacks(caller: Caller | undefined, permission: string): boolean {
  return caller !== undefined && caller.known.has(permission) && !caller.permissions.has(permission);
}

/** A login host or a numbered instance of Salesforce; any other host may be anything (facts 6.3: tokens come from the My Domain alone). */
export function hasNoMyDomain(instanceUrl: string): boolean {
  const host = URL.canParse(instanceUrl) ? new URL(instanceUrl).hostname : '';
  return /\.salesforce\.com$/i.test(host) && myDomain(instanceUrl) === undefined;
}

/** Why the user could not log in, or no app may run as it; nothing where there is no user. Pure. */
export function userProblems({ account }: CredentialSnapshot): Problem[] {
  if (account === undefined) return [];
  const { user, access } = account;
  const { username, profile } = user;
  return [
    ...licenseProblems(account),
    ...(user.isActive ? [] : [error('credentialInactive', username, [username])]),
    ...(user.isFrozen === true ? [error('credentialFrozen', username, [username])] : []),
    ...(access.userPermissions.has('ApiUserOnly')
      ? []
      : [error('credentialNotApiOnly', username, [username, profile], [profile])]),
  ];
}

/** Only an app that the plugin made for this very user is changed. Pure. */
export function appProblems({ app, account }: CredentialSnapshot): Problem[] {
  if (app === undefined) return [];
  const owner = ownerOf(appText(app, 'app', 'description'));
  if (owner === undefined) return [error('credentialAppForeign', app.name, [app.name])];
  return owner === account?.user.id.slice(0, 15) ? [] : [error('credentialAppOfOther', app.name, [app.name])];
}

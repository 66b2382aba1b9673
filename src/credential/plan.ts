import { error, type Problem } from '../definition/problem.ts';
import type { CredentialDefinition } from '../definition/credential.ts';
import { myDomain } from '../definition/names.ts';
import { appText } from '../org/clientApps.ts';
import { licenseProblems } from './account.ts';
import { parseCertificate, type Certificate } from './certificate.ts';
import { marked, ownerOf } from './marker.ts';
import type { CredentialSnapshot } from './snapshot.ts';
import { changesOf, type PartChange } from './wanted.ts';

/** What of a credential is asked for: how the integration logs in, and where its key and secret go. */
export type CredentialWish = {
  readonly username: string;
  readonly credential: CredentialDefinition;
  readonly label: string;
  /** Undefined: the sets that this user alone has. */
  readonly permissionSets: readonly string[] | undefined;
  /** The certificate that was given; undefined: one is to be made, or the one that the app has stays. */
  readonly certificate: Certificate | undefined;
  /** A new key goes to this file. */
  readonly keyOut: string | undefined;
  /** Whether the private key in that file belongs to the certificate that the app has. */
  readonly keyFits: boolean;
  readonly asksSecret: boolean;
  /** Words for the description of the app. */
  readonly description: string;
};

export type CredentialPlan = {
  readonly changes: readonly PartChange[];
  /** A key pair must be made before the app is written. */
  readonly makesKey: boolean;
  readonly problems: readonly Problem[];
};

/** Older versions do not give consumer secrets over REST (facts 6.1). */
const OLDEST_API = 62;

/** What must change so that the user can log in as wished, and what stands in the way. Pure. */
export function planCredential(wish: CredentialWish, snapshot: CredentialSnapshot): CredentialPlan {
  const { app, account } = snapshot;
  const held = parseCertificate(appText(app, 'global', 'certificate'));
  const makesKey = wish.credential.type === 'jwt' && wish.keyOut !== undefined && !wish.keyFits;
  const sets = wish.permissionSets ?? snapshot.ownSets;
  const changes = changesOf(
    {
      name: wish.credential.app,
      label: wish.label,
      description: marked(wish.description, account?.user.id ?? ''),
      email: account?.user.email ?? '',
      type: wish.credential.type,
      username: wish.username,
      permissionSets: sets,
      scopes: wish.credential.scopes,
      ipRanges: wish.credential.ipRanges,
      certificate: wish.certificate,
    },
    app,
  );
  const problems = [
    ...orgProblems(wish, snapshot, changes.length > 0 || makesKey),
    ...userProblems(wish, snapshot),
    ...appProblems(snapshot),
    ...certificateProblems(wish, held, account !== undefined),
    ...(account !== undefined && sets.length === 0
      ? [error('credentialNoOwnSet', wish.username, [wish.username], [wish.username])]
      : []),
  ];
  return { changes, makesKey, problems };
}

function orgProblems(
  { asksSecret }: CredentialWish,
  { instanceUrl, apiVersion, caller, secretsReadable }: CredentialSnapshot,
  writes: boolean,
): Problem[] {
  const lacks = (...permissions: readonly string[]): boolean =>
    caller !== undefined &&
    permissions.every((permission) => caller.known.has(permission) && !caller.permissions.has(permission));
  const name = caller?.username ?? '';
  return [
    ...(apiVersion < OLDEST_API
      ? [error('apiVersionOld', String(apiVersion), [`${String(apiVersion)}.0`, `${String(OLDEST_API)}.0`])]
      : []),
    ...(hasNoMyDomain(instanceUrl) ? [error('credentialNoMyDomain', instanceUrl, [instanceUrl])] : []),
    ...(writes && lacks('ModifyMetadata', 'ModifyAllData')
      ? [error('credentialCallerLacks', name, [name, 'ModifyMetadata or ModifyAllData'], ['ModifyMetadata'])]
      : []),
    ...(asksSecret && secretsReadable === false ? [error('credentialSecretsOff', 'secret')] : []),
    ...(asksSecret && lacks('ViewClientSecret')
      ? [error('credentialCallerLacks', name, [name, 'ViewClientSecret'], ['ViewClientSecret'])]
      : []),
  ];
}

/** A login host or a numbered instance of Salesforce; any other host may be anything (facts 6.3: tokens come from the My Domain alone). */
export function hasNoMyDomain(instanceUrl: string): boolean {
  return /\.salesforce\.com\/?$/i.test(instanceUrl) && myDomain(instanceUrl) === undefined;
}

function userProblems({ username }: CredentialWish, { account }: CredentialSnapshot): Problem[] {
  if (account === undefined) return [];
  const { user, access } = account;
  return [
    ...licenseProblems(account),
    ...(user.isActive ? [] : [error('credentialInactive', username, [username])]),
    ...(user.isFrozen === true ? [error('credentialFrozen', username, [username])] : []),
    ...(access.userPermissions.has('ApiUserOnly')
      ? []
      : [error('credentialNotApiOnly', username, [username, user.profile], [user.profile])]),
  ];
}

/** Only an app that the plugin made for this very user is changed. */
function appProblems({ app, account }: CredentialSnapshot): Problem[] {
  if (app === undefined) return [];
  const owner = ownerOf(appText(app, 'app', 'description'));
  if (owner === account?.user.id.slice(0, 15)) return [];
  return owner === undefined
    ? [error('credentialAppForeign', app.name, [app.name])]
    : [error('credentialAppOfOther', app.name, [app.name])];
}

function certificateProblems(
  { credential, certificate, keyOut, keyFits }: CredentialWish,
  held: Certificate | undefined,
  isKnown: boolean,
): Problem[] {
  if (credential.type !== 'jwt' || !isKnown) return [];
  const { app } = credential;
  if (held === undefined)
    return certificate === undefined && keyOut === undefined ? [error('credentialCertificateNeeded', app)] : [];
  const differs =
    certificate === undefined ? keyOut !== undefined && !keyFits : held.fingerprint !== certificate.fingerprint;
  return differs ? [error('credentialCertificateDiffers', app, [app])] : [];
}

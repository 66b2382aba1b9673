import { error, type Problem } from '../definition/problem.ts';
import type { CredentialDefinition } from '../definition/credential.ts';
import { appText } from '../org/metadata/clientApps.ts';
import { parseCertificate, type Certificate } from './certificate.ts';
import { marked } from './marker.ts';
import { appProblems, orgProblems, secretProblems, userProblems } from './preflight.ts';
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
    ...orgProblems(snapshot, { name: wish.credential.app, writes: changes.length > 0 || makesKey }),
    ...(wish.asksSecret ? secretProblems(snapshot) : []),
    ...userProblems(snapshot),
    ...appProblems(snapshot),
    ...certificateProblems(wish, held, account !== undefined),
    ...(account !== undefined && sets.length === 0
      ? [error('credentialNoOwnSet', wish.username, [wish.username], [wish.username])]
      : []),
  ];
  return { changes, makesKey, problems };
}

function certificateProblems(
  { credential, certificate, keyOut, keyFits }: CredentialWish,
  held: Certificate | undefined,
  isKnown: boolean,
): Problem[] {
  if (credential.type !== 'jwt' || !isKnown) return [];
  const { app } = credential;
  if (held === undefined)
    return certificate === undefined && keyOut === undefined ? [error('credentialCertificateNeeded', app, [app])] : [];
  const differs =
    certificate === undefined ? keyOut !== undefined && !keyFits : held.fingerprint !== certificate.fingerprint;
  return differs ? [error('credentialCertificateDiffers', app, [app])] : [];
}

import { day } from '../../credential/certificate.ts';
import type { CredentialDone } from '../../credential/create.ts';
import type { UserCredential } from '../../verify/runWithCredentials.ts';
import { APP_PARTS, appText } from '../../org/metadata/clientApps.ts';
import type { ChangeResult } from '../result.ts';

/** How an integration logs in; nothing of it is secret. */
export type CredentialInfo = {
  /** The OAuth flow by which the integration logs in. */
  type: 'client-credentials' | 'jwt';
  /** Developer name of the External Client App. */
  app: string;
  /** Null while the app does not exist. */
  consumerKey: string | null;
  /** Where the integration asks for its tokens. */
  tokenUrl: string;
  /** SHA-256 fingerprint and the day on which it ends, `2027-06-30`; null for client credentials. */
  certificate: { fingerprint: string; ends: string } | null;
  /** Whether the private key was written, or is there from an earlier run. */
  privateKey: 'written' | 'there' | 'planned' | 'none';
  /** What became of the consumer secret. */
  consumerSecret: 'delivered' | 'there' | 'notAsked' | 'planned' | 'failed' | 'none';
  /** Where Setup shows the consumer secret. */
  setupUrl: string | null;
};

/** The changes of a credential as rows of a result: components by name, with the elements that change. */
export function appChanges({ changes, status }: Pick<CredentialDone, 'changes' | 'status'>): ChangeResult[] {
  return changes.map(({ part, fullName, isNew, changed }) => ({
    action: isNew ? 'create' : 'update',
    type: APP_PARTS[part].type,
    name: fullName,
    status,
    ...(isNew ? {} : { detail: changed.join(', ') }),
  }));
}

export function credentialInfo({ wish: { credential }, done, instanceUrl }: UserCredential): CredentialInfo {
  const { app, certificate } = done;
  const consumerKey = done.consumerKey ?? appText(app, 'global', 'consumerKey');
  return {
    type: credential.type,
    app: app?.name ?? credential.app,
    consumerKey: consumerKey === '' ? null : consumerKey,
    tokenUrl: `${instanceUrl.replace(/\/$/, '')}/services/oauth2/token`,
    certificate:
      credential.type === 'jwt' && certificate
        ? { fingerprint: certificate.fingerprint, ends: day(certificate.ends) }
        : null,
    privateKey: done.key,
    consumerSecret: credential.type === 'jwt' ? 'none' : done.secret,
    setupUrl: done.setupUrl ?? null,
  };
}

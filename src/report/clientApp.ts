import { Messages } from '@salesforce/core';
import { day } from '../credential/certificate.ts';
import type { CredentialDone } from '../credential/create.ts';
import type { CredentialWish } from '../credential/plan.ts';
import type { CredentialSnapshot } from '../credential/snapshot.ts';
import { APP_PARTS, appText } from '../org/clientApps.ts';
import { credentialResult, failedCredential, tellCredential } from './credential.ts';
import { blockedError } from './failure.ts';
import type { ChangeResult, WriteResult } from './result.ts';
import type { Ui } from './tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.create');

/** How an integration logs in; nothing of it is secret. */
export type CredentialInfo = {
  type: 'client-credentials' | 'jwt';
  /** Developer name of the External Client App. */
  app: string;
  /** Null while the app does not exist. */
  consumerKey: string | null;
  tokenUrl: string;
  certificate: { fingerprint: string; ends: string } | null;
  /** Whether the private key was written, or is there from an earlier run. */
  privateKey: 'written' | 'there' | 'planned' | 'none';
  /** What became of the consumer secret. */
  consumerSecret: 'delivered' | 'there' | 'notAsked' | 'planned' | 'failed' | 'none';
  /** Where Setup shows the consumer secret. */
  setupUrl: string | null;
};

/** What every command gives back that writes the app of an integration. */
export type ClientAppResult = WriteResult & { credential: CredentialInfo };

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

export function credentialInfo(
  instanceUrl: string,
  { credential }: Pick<CredentialWish, 'credential'>,
  done: CredentialDone,
): CredentialInfo {
  const { app, certificate } = done;
  const consumerKey = appText(app, 'global', 'consumerKey');
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

/**
 * Tells a person what was done, or would be, and how the integration logs in now.
 * @throws SfError with the result when the run was blocked or failed
 */
export function tellClientApp(
  ui: Ui,
  wish: CredentialWish,
  { account, instanceUrl }: CredentialSnapshot,
  done: CredentialDone,
  about: { readonly orgId: string; readonly dryRun: boolean },
): ClientAppResult {
  if (account === undefined) throw new RangeError('a credential of nobody');
  const { outcome, problems } = done;
  const changes = appChanges(done);
  const base = credentialResult(account, about.orgId, { dryRun: about.dryRun, outcome, changes, problems });
  const result = { ...base, credential: credentialInfo(instanceUrl, wish, done) };
  if (outcome === 'failed' && done.status === 'planned') throw blockedError(problems, result);
  failedCredential(result);
  tellCredential(ui, result, words);
  if (outcome !== 'planned') for (const line of lines(result, wish)) ui.log(line);
  return result;
}

function lines({ credential }: ClientAppResult, { username, keyOut }: CredentialWish): string[] {
  const { app, consumerKey, tokenUrl, certificate, setupUrl, consumerSecret, privateKey, type } = credential;
  return [
    words.getMessage('says.app', [app]),
    ...(consumerKey === null ? [] : [words.getMessage('says.consumerKey', [consumerKey])]),
    words.getMessage('says.tokenUrl', [tokenUrl]),
    ...(certificate === null
      ? []
      : [words.getMessage('says.certificate', [certificate.ends, certificate.fingerprint])]),
    ...(privateKey === 'written' && keyOut !== undefined ? [words.getMessage('says.key', [keyOut])] : []),
    ...(consumerSecret === 'delivered' ? [words.getMessage('says.delivered')] : []),
    ...(consumerSecret === 'there' ? [words.getMessage('says.there')] : []),
    ...(consumerSecret === 'notAsked' && setupUrl !== null ? [words.getMessage('says.setup', [setupUrl])] : []),
    words.getMessage('next', [username, type]),
  ];
}

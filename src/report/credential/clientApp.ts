import { Messages } from '@salesforce/core';
import type { CredentialDone } from '../../credential/create.ts';
import type { CredentialWish } from '../../credential/plan.ts';
import type { CredentialSnapshot } from '../../credential/snapshot.ts';
import { credentialResult, failedCredential, tellCredential } from './credential.ts';
import { blockedError } from '../failure.ts';
import { appChanges, credentialInfo, type CredentialInfo } from './credentialInfo.ts';
import type { WriteResult } from '../result.ts';
import type { Ui } from '../tell.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.create');

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
): WriteResult {
  if (account === undefined) throw new RangeError('a credential of nobody');
  const { outcome, problems } = done;
  const changes = appChanges(done);
  const credential = credentialInfo({ wish, done, instanceUrl });
  const told = { dryRun: about.dryRun, outcome, changes, problems, credential };
  const result = credentialResult(account, about.orgId, told);
  if (outcome === 'failed' && done.status === 'planned') throw blockedError(problems, result);
  failedCredential(result);
  tellCredential(ui, result, words);
  if (outcome !== 'planned') for (const line of lines(credential, wish)) ui.log(line);
  return result;
}

function lines(credential: CredentialInfo, { username, keyOut }: CredentialWish): string[] {
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
    words.getMessage(`next.${type}`, [username, app]),
  ];
}

import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { accountOf } from '../../../credential/account.ts';
import { defaultAppName } from '../../../definition/names.ts';
import { consumerKeyOf, keyProblems } from '../../../credential/consumerKey.ts';
import { readSource } from '../../../credential/secretSource.ts';
import { testCredential } from '../../../credential/testCredential.ts';
import { requestOf, testProblems } from '../../../credential/testRequest.ts';
import { credentialTestFlags } from '../../../flags/credentialTest.ts';
import { readClientApp } from '../../../org/clientApps.ts';
import { readInventory } from '../../../org/readInventory.ts';
import {
  credentialTestResult,
  notTested,
  tellCredentialTest,
  type CredentialTestResult,
} from '../../../report/credentialTest.ts';
import { unreachable } from '../../../report/failure.ts';
import { knownUser } from '../../../report/knownUser.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.test');

export type IntegrationUserCredentialTestResult = CredentialTestResult;

export default class IntegrationUserCredentialTest extends SfCommand<IntegrationUserCredentialTestResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...credentialTestFlags,
  };

  public async run(): Promise<IntegrationUserCredentialTestResult> {
    const { flags } = await this.parse(IntegrationUserCredentialTest);
    const { username, shell, wait: minutes, 'target-org': target } = flags;
    const where = { secretFile: flags['secret-file'], secretFrom: flags['secret-from'], keyFile: flags['key-file'] };
    const org = { connection: target.getConnection(flags['api-version']) };
    const inventory = await readInventory(org, { usernames: [username.toLowerCase()] }).catch(unreachable);
    const account = accountOf(await knownUser(org, inventory, username).catch(unreachable), inventory);
    const name = flags.app ?? defaultAppName(account.user.name);
    const app = await readClientApp(org, name).catch(unreachable);
    const source = await readSource({ ...where, shell: shell });
    const url = org.connection.instanceUrl;
    const known = [...source.problems, ...testProblems(account, name, app, url)];
    const about = { orgId: target.getOrgId(), app: app?.name, type: source.type, url };
    if (app === undefined || known.some(({ severity }) => severity === 'error')) {
      return tellCredentialTest(this, credentialTestResult(account, about, notTested(known)));
    }

    const onWait = (wait: { said: string; seconds: number; left: number }): void => {
      this.spinner.status = messages.getMessage('progress.wait', [wait.said, wait.seconds, wait.left]);
    };
    const consumerKey = await consumerKeyOf(org, app, source);
    this.spinner.start(messages.getMessage('progress.start', [account.user.username]));
    const request = requestOf(source, account, app, consumerKey);
    const tested = await testCredential(org, account, app, request, { minutes, onWait })
      .catch(unreachable)
      .finally(() => {
        this.spinner.stop();
      });
    const problems = [...known, ...tested.problems, ...keyProblems(consumerKey, app, tested)];
    const result = credentialTestResult(account, about, { ...tested, problems });
    return tellCredentialTest(this, result);
  }
}

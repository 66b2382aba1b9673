import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { accountOf } from '../../../credential/account.ts';
import { defaultAppName } from '../../../definition/names.ts';
import { consumerKeyOf, keyProblems } from '../../../credential/consumerKey.ts';
import { readSource } from '../../../credential/secretSource.ts';
import { testCredential, type TestOptions } from '../../../credential/testCredential.ts';
import { requestOf, testProblems } from '../../../credential/testRequest.ts';
import { credentialTestFlags } from '../../../flags/credentialTest.ts';
import { readClientApp } from '../../../org/metadata/clientApps.ts';
import { readInventory } from '../../../org/inventory/readInventory.ts';
import {
  credentialTestResult,
  notTested,
  tellCredentialTest,
  type CredentialTestResult,
} from '../../../report/credential/credentialTest.ts';
import { unreachable } from '../../../report/failure.ts';
import { knownUser } from '../../../report/knownUser.ts';
import { reading, working } from '../../../report/progress/working.ts';

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
    const connection = target.getConnection(flags['api-version']);
    const { account, name, app } = await working(this, reading(), async (watched) => {
      const org = { connection, ...watched };
      const inventory = await readInventory(org, { usernames: [username.toLowerCase()] });
      const known = accountOf(await knownUser(org, inventory, username), inventory);
      const appName = flags.app ?? defaultAppName(known.user.name);
      return { account: known, name: appName, app: await readClientApp(org, appName) };
    }).catch(unreachable);
    const source = await readSource({ ...where, shell: shell });
    const url = connection.instanceUrl;
    const known = [...source.problems, ...testProblems(account, name, app, url)];
    const about = { orgId: target.getOrgId(), app: app?.name, type: source.type, url };
    if (app === undefined || known.some(({ severity }) => severity === 'error')) {
      return tellCredentialTest(this, credentialTestResult(account, about, notTested(known)));
    }

    const title = messages.getMessage('progress.start', [account.user.username]);
    const { consumerKey, tested } = await working(this, title, async ({ onWait, ...watched }) => {
      const org = { connection, ...watched };
      const key = await consumerKeyOf(org, app, source);
      const options: TestOptions = {
        minutes,
        onWait: ({ said, seconds, left }) => {
          onWait(messages.getMessage('progress.wait', [said, seconds, left]));
        },
      };
      return {
        consumerKey: key,
        tested: await testCredential(org, account, app, requestOf(source, account, app, key), options),
      };
    }).catch(unreachable);
    const problems = [...known, ...tested.problems, ...keyProblems(consumerKey, app, tested)];
    const result = credentialTestResult(account, about, { ...tested, problems });
    return tellCredentialTest(this, result);
  }
}

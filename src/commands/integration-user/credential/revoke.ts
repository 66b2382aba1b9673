import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { accountOf } from '../../../credential/account.ts';
import { appNames, loginsOf, readLogins, revoke, revokeProblems, type Revoked } from '../../../credential/revoke.ts';
import { callerUsername } from '../../../org/wire/caller.ts';
import { readInventory } from '../../../org/inventory/readInventory.ts';
import {
  credentialResult,
  failedCredential,
  loginChanges,
  tellCredential,
} from '../../../report/credential/credential.ts';
import { blockedError, unreachable } from '../../../report/failure.ts';
import { knownUser } from '../../../report/knownUser.ts';
import type { WriteResult } from '../../../report/result.ts';
import { mayAsk } from '../../../report/mayAsk.ts';
import { reading, working } from '../../../report/progress/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.revoke');

export type IntegrationUserCredentialRevokeResult = WriteResult;

export default class IntegrationUserCredentialRevoke extends SfCommand<IntegrationUserCredentialRevokeResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    username: Flags.string({ required: true, summary: messages.getMessage('flags.username.summary') }),
    app: Flags.string({ summary: messages.getMessage('flags.app.summary') }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserCredentialRevokeResult> {
    const { flags } = await this.parse(IntegrationUserCredentialRevoke);
    const { username, app, 'dry-run': dryRun, 'no-prompt': noPrompt, 'target-org': target } = flags;
    const connection = target.getConnection(flags['api-version']);
    const { account, caller, read, names } = await working(this, reading(), async (watched) => {
      const org = { connection, ...watched };
      const inventory = await readInventory(org, { usernames: [username.toLowerCase()] });
      const known = accountOf(await knownUser(org, inventory, username), inventory);
      const name = await callerUsername(org);
      const held = await readLogins(org, known.user.id, name);
      return {
        account: known,
        caller: name,
        read: held,
        names: app === undefined ? undefined : await appNames(org, app),
      };
    }).catch(unreachable);
    const logins = loginsOf(read.logins, names);
    const problems = revokeProblems(account, read);
    const result = (outcome: WriteResult['outcome'], done?: Revoked): WriteResult => {
      const changes = loginChanges(logins, done?.ended);
      const all = [...problems, ...(done?.problems ?? [])];
      return credentialResult(account, target.getOrgId(), { dryRun, outcome, changes, problems: all });
    };

    if (problems.some(({ severity }) => severity === 'error')) throw blockedError(problems, result('failed'));
    if (logins.length === 0) return tellCredential(this, result('unchanged'), messages);
    if (dryRun) return tellCredential(this, result('planned'), messages);
    const asks = mayAsk(noPrompt, this.jsonEnabled());
    const message = messages.getMessage('confirm', [logins.length, account.user.username]);
    if (asks && !(await this.confirm({ message, ms: 60_000 }))) throw messages.createError('error.notConfirmed');
    const done = await working(this, messages.getMessage('working', [account.user.username]), (watched) =>
      revoke({ connection, ...watched }, account.user, logins, caller),
    );
    const written = result(done.problems.length > 0 ? 'failed' : 'updated', done);
    failedCredential(written);
    return tellCredential(this, written, messages);
  }
}

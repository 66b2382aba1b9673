import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { accountOf } from '../../../credential/account.ts';
import { passwordProblems, setPassword } from '../../../credential/password.ts';
import { secretSink } from '../../../credential/secretSink.ts';
import { callerUsername } from '../../../org/wire/caller.ts';
import { readInventory } from '../../../org/inventory/readInventory.ts';
import { credentialResult, failedCredential, tellCredential } from '../../../report/credential/credential.ts';
import { blockedError, unreachable } from '../../../report/failure.ts';
import { knownUser } from '../../../report/knownUser.ts';
import type { WriteResult } from '../../../report/result.ts';
import { mayAsk } from '../../../report/mayAsk.ts';
import { reading, working } from '../../../report/progress/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.password');

export type IntegrationUserCredentialPasswordResult = WriteResult;

const names = { file: '--password-out', command: '--password-to' };

export default class IntegrationUserCredentialPassword extends SfCommand<IntegrationUserCredentialPasswordResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    username: Flags.string({ required: true, summary: messages.getMessage('flags.username.summary') }),
    'password-out': Flags.file({
      exactlyOne: ['password-out', 'password-to'],
      summary: messages.getMessage('flags.password-out.summary'),
    }),
    'password-to': Flags.string({
      summary: messages.getMessage('flags.password-to.summary'),
      description: messages.getMessage('flags.password-to.description'),
    }),
    shell: Flags.boolean({
      relationships: [{ type: 'all', flags: ['password-to'] }],
      summary: messages.getMessage('flags.shell.summary'),
    }),
    length: Flags.integer({ min: 16, max: 200, default: 32, summary: messages.getMessage('flags.length.summary') }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserCredentialPasswordResult> {
    const { flags } = await this.parse(IntegrationUserCredentialPassword);
    const { username, shell, length, 'dry-run': dryRun, 'no-prompt': noPrompt, 'target-org': target } = flags;
    const sink = secretSink({ file: flags['password-out'], command: flags['password-to'], shell, names });
    const connection = target.getConnection(flags['api-version']);
    const { account, caller } = await working(this, reading(), async (watched) => {
      const org = { connection, ...watched };
      const inventory = await readInventory(org, { usernames: [username.toLowerCase()] });
      const known = accountOf(await knownUser(org, inventory, username), inventory);
      return { account: known, caller: await callerUsername(org) };
    }).catch(unreachable);
    const problems = [...((await sink?.problems()) ?? []), ...passwordProblems(account, caller)];
    const change = { action: 'update' as const, type: 'User', name: account.user.username, detail: 'password' };
    const result = (outcome: WriteResult['outcome'], status: 'planned' | 'done' | 'failed', more = problems) =>
      credentialResult(account, target.getOrgId(), {
        dryRun,
        outcome,
        changes: [{ ...change, status }],
        problems: more,
      });

    if (problems.some(({ severity }) => severity === 'error'))
      throw blockedError(problems, result('failed', 'planned'));
    if (dryRun || sink === undefined) return tellCredential(this, result('planned', 'planned'), messages);
    const asks = mayAsk(noPrompt, this.jsonEnabled());
    const question = messages.getMessage('confirm', [account.user.username]);
    if (asks && !(await this.confirm({ message: question, ms: 60_000 })))
      throw messages.createError('error.notConfirmed');
    const done = await working(this, messages.getMessage('working', [account.user.username]), (watched) =>
      setPassword({ connection, ...watched }, account.user, length, sink),
    );
    const outcome = done.problems.length > 0 ? 'failed' : 'updated';
    const written = result(outcome, done.set ? 'done' : 'failed', [...problems, ...done.problems]);
    failedCredential(written);
    return tellCredential(this, written, messages);
  }
}

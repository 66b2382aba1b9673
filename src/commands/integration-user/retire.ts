import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { retire, type Retirement } from '../../apply/retire/retire.ts';
import { namedUsers } from '../../definition/report.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { blockedError, unreachable } from '../../report/failure.ts';
import { notRetired, tellRetired, tellUsage, type RetireResult } from '../../report/retire.ts';
import { startSteps } from '../../report/progress/steps.ts';
import { mayAsk } from '../../report/mayAsk.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.retire');

export type IntegrationUserRetireResult = RetireResult;

const modes = ['freeze', 'deactivate', 'unfreeze'];
const others = (mode: string) => modes.filter((one) => one !== mode);

export default class IntegrationUserRetire extends SfCommand<IntegrationUserRetireResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('68', '130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    username: Flags.string({
      multiple: true,
      atLeastOne: ['username', 'from-audit'],
      summary: messages.getMessage('flags.username.summary'),
    }),
    'from-audit': Flags.file({ summary: messages.getMessage('flags.from-audit.summary') }),
    freeze: Flags.boolean({ summary: messages.getMessage('flags.freeze.summary'), exclusive: others('freeze') }),
    deactivate: Flags.boolean({
      summary: messages.getMessage('flags.deactivate.summary'),
      description: messages.getMessage('flags.deactivate.description'),
      exclusive: others('deactivate'),
    }),
    unfreeze: Flags.boolean({ summary: messages.getMessage('flags.unfreeze.summary'), exclusive: others('unfreeze') }),
    'delete-permission-set': Flags.boolean({
      summary: messages.getMessage('flags.delete-permission-set.summary'),
      relationships: [{ type: 'all', flags: ['deactivate'] }],
    }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', default: false, summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserRetireResult> {
    const { flags } = await this.parse(IntegrationUserRetire);
    const mode = flags.deactivate ? 'deactivate' : flags.unfreeze ? 'unfreeze' : 'freeze';
    const dryRun = flags['dry-run'];
    const { usernames, problems } = await namedUsers(flags.username, flags['from-audit'], 'integrationUsers');
    if (problems.length > 0) throw blockedError(problems, notRetired(flags['target-org'].getOrgId(), dryRun, problems));
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const title = messages.getMessage('title', [usernames.join(', ')]);
    const steps = await startSteps(title, mode, this.jsonEnabled());
    const asks = mayAsk(flags['no-prompt'], this.jsonEnabled());
    const done = await retire(
      { connection, ...steps.watch },
      {
        usernames,
        mode,
        deletePermissionSet: flags['delete-permission-set'],
        dryRun,
        ...(asks && mode !== 'unfreeze' ? { confirm: (run: Retirement) => this.mayRetire(run, steps.pause) } : {}),
        onStep: steps.onStep,
      },
    )
      .finally(steps.stop)
      .catch(unreachable);
    const result = tellRetired(this, done, dryRun);
    if (!dryRun && result.outcome === 'planned') throw messages.createError('error.notConfirmed', [], []);
    return result;
  }

  /** Shows who uses the users, and asks before anything is taken away. */
  private async mayRetire(run: Retirement, before: () => void): Promise<boolean> {
    before();
    tellUsage(this, run);
    const names = run.users.map(({ plan }) => plan.username ?? plan.name).join(', ');
    return this.confirm({ message: messages.getMessage(`confirm.${run.wish.mode}`, [names]), ms: 60_000 });
  }
}

import type { Interfaces } from '@oclif/core';
import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { runWithCredentials } from '../../verify/runWithCredentials.ts';
import { oneUser } from '../../definition/oneUser.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { createFlags } from '../../flags/user.ts';
import { appDescription, orgTexts, userTitle } from '../../report/create.ts';
import { blockedError, unreachable } from '../../report/failure.ts';
import { notBegun, type WriteResult } from '../../report/result.ts';
import { runTold } from '../../report/runTold.ts';
import { startWizard, wantsWizard, type Wizard } from '../../wizard/wizard.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.create');

export type IntegrationUserCreateResult = WriteResult;

type CreateFlags = Interfaces.InferredFlags<typeof IntegrationUserCreate.flags>;

export default class IntegrationUserCreate extends SfCommand<IntegrationUserCreateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('1.checks', '130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...createFlags,
  };

  public async run(): Promise<IntegrationUserCreateResult> {
    if (!wantsWizard(this.argv, this.jsonEnabled()))
      return this.create((await this.parse(IntegrationUserCreate)).flags);
    const wizard = await this.startWizard();
    const { flags } = await this.parse(IntegrationUserCreate, [...wizard.argv]);
    const asks = !flags['dry-run'];
    const planned = await this.create({ ...flags, 'dry-run': true }, { asks }).catch(wizard.keepAnswers);
    if (asks) await wizard.confirm(planned);
    const isWanted = asks && planned.outcome === 'planned';
    const result = isWanted ? await this.create(flags, { planned }).catch(wizard.keepAnswers) : planned;
    this.log(wizard.equivalent);
    return result;
  }

  /** @param about see `tell` */
  private async create(
    flags: CreateFlags,
    about: { asks?: boolean; planned?: WriteResult } = {},
  ): Promise<IntegrationUserCreateResult> {
    const { user, problems } = await oneUser(flags, flags['definition-file']);
    if (user === undefined)
      throw blockedError(problems, notBegun(flags['target-org'].getOrgId(), flags['dry-run'], problems));

    const connection = flags['target-org'].getConnection(flags['api-version']);
    const dryRun = flags['dry-run'];
    const options = {
      ...{ dryRun, allowBroadAccess: flags['allow-broad-access'] },
      ...{ own: false, prune: false, texts: orgTexts(), known: problems },
    };
    const stages = { stages: userTitle(user.name), json: this.jsonEnabled(), checks: true };
    const told = { title: user.name, dryRun, instanceUrl: connection.instanceUrl, ...stages, ...about };
    return runTold(this, told, ({ watch, onEvent }) =>
      runWithCredentials({ connection, ...watch }, [user], options, onEvent, appDescription),
    );
  }

  private async startWizard(): Promise<Wizard> {
    const { flags } = await this.parse({ flags: { ...IntegrationUserCreate.flags, name: Flags.string() } });
    const connection = flags['target-org'].getConnection(flags['api-version']);
    return startWizard(this, { connection }, { argv: this.argv, given: flags }).catch(unreachable);
  }
}

import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { run } from '../../../apply/run.ts';
import { permissionSetAlone } from '../../../definition/part.ts';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { permissionSetFlags } from '../../../flags/user.ts';
import { orgTexts } from '../../../report/create.ts';
import { blockedError } from '../../../report/failure.ts';
import { notBegun, type WriteResult } from '../../../report/result.ts';
import { runTold } from '../../../report/runTold.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.permset.create');

export type IntegrationUserPermsetCreateResult = WriteResult;

export default class IntegrationUserPermsetCreate extends SfCommand<IntegrationUserPermsetCreateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('130');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    name: Flags.string({
      char: 'n',
      summary: messages.getMessage('flags.name.summary'),
      atLeastOne: ['name', 'definition-file'],
    }),
    label: Flags.string({ summary: messages.getMessage('flags.label.summary') }),
    ...permissionSetFlags,
    'definition-file': Flags.file({ char: 'f', summary: messages.getMessage('flags.definition-file.summary') }),
    'allow-broad-access': Flags.boolean({
      default: false,
      summary: messages.getMessage('flags.allow-broad-access.summary'),
    }),
    'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
    'no-prompt': Flags.boolean({ char: 'p', summary: messages.getMessage('flags.no-prompt.summary') }),
  };

  public async run(): Promise<IntegrationUserPermsetCreateResult> {
    const { flags } = await this.parse(IntegrationUserPermsetCreate);
    const { users, problems } = await permissionSetAlone(flags, flags.label, flags['definition-file']);
    if (users.length === 0)
      throw blockedError(problems, notBegun(flags['target-org'].getOrgId(), flags['dry-run'], problems));

    const connection = flags['target-org'].getConnection(flags['api-version']);
    const dryRun = flags['dry-run'];
    const title = users.map(({ name }) => name).join(', ');
    const options = {
      ...{ dryRun, allowBroadAccess: flags['allow-broad-access'] },
      ...{ own: false, prune: false, texts: orgTexts(), known: problems },
    };
    const about = { title, dryRun, json: this.jsonEnabled(), instanceUrl: connection.instanceUrl };
    return runTold(this, about, ({ watch, onEvent }) => run({ connection, ...watch }, users, options, onEvent));
  }
}

import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { createCredential } from '../../../credential/create.ts';
import { askedCredential } from '../../../credential/fromFlags.ts';
import { readCredential } from '../../../credential/snapshot.ts';
import { CREDENTIAL_TYPES } from '../../../definition/credential.ts';
import { credentialFlags } from '../../../flags/credential.ts';
import { tellClientApp } from '../../../report/clientApp.ts';
import { appDescription } from '../../../report/create.ts';
import { unreachable } from '../../../report/failure.ts';
import { knownUser } from '../../../report/knownUser.ts';
import type { WriteResult } from '../../../report/result.ts';
import { working } from '../../../report/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.create');

export type IntegrationUserCredentialCreateResult = WriteResult;

export default class IntegrationUserCredentialCreate extends SfCommand<IntegrationUserCredentialCreateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...credentialFlags,
    type: Flags.option({
      options: CREDENTIAL_TYPES,
      required: true,
      summary: messages.getMessage('flags.type.summary'),
    })(),
    scope: Flags.string({
      multiple: true,
      summary: messages.getMessage('flags.scope.summary'),
      description: messages.getMessage('flags.scope.description'),
    }),
    'ip-range': Flags.string({ multiple: true, summary: messages.getMessage('flags.ip-range.summary') }),
    'permission-set': Flags.string({
      multiple: true,
      summary: messages.getMessage('flags.permission-set.summary'),
      description: messages.getMessage('flags.permission-set.description'),
    }),
  };

  public async run(): Promise<IntegrationUserCredentialCreateResult> {
    const { flags } = await this.parse(IntegrationUserCredentialCreate);
    const { username, 'dry-run': dryRun, 'target-org': target } = flags;
    const asked = await askedCredential(flags);
    const connection = target.getConnection(flags['api-version']);
    const { snapshot, user } = await working(this, messages.getMessage('reading', [username]), async (watched) => {
      const org = { connection, ...watched };
      const read = await readCredential(org, asked.ask, asked.secret !== undefined);
      return { snapshot: read, user: await knownUser(org, read.inventory, username) };
    }).catch(unreachable);
    const wish = asked.wishOf(user.name, appDescription(user.username));
    const options = {
      ...{ dryRun, secret: asked.secret, secretFile: flags['secret-out'], key: asked.key },
      ...{ days: flags.days, known: asked.problems },
    };
    const done = await working(this, messages.getMessage('working', [username]), (watched) =>
      createCredential({ connection, ...watched }, wish, snapshot, options),
    ).catch(unreachable);
    return tellClientApp(this, wish, snapshot, done, { orgId: target.getOrgId(), dryRun });
  }
}

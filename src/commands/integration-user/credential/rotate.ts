import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { askedCredential } from '../../../credential/fromFlags.ts';
import { rotate } from '../../../credential/rotate.ts';
import { readCredential } from '../../../credential/snapshot.ts';
import { credentialFlags } from '../../../flags/credential.ts';
import { tellClientApp } from '../../../report/clientApp.ts';
import { unreachable } from '../../../report/failure.ts';
import { knownUser } from '../../../report/knownUser.ts';
import type { WriteResult } from '../../../report/result.ts';
import { mayAsk } from '../../../report/mayAsk.ts';
import { working } from '../../../report/working.ts';
import type { TestOptions } from '../../../credential/testCredential.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.rotate');

export type IntegrationUserCredentialRotateResult = WriteResult;

const ways = ['secret-out', 'secret-to', 'key-out', 'certificate', 'retire'];

export default class IntegrationUserCredentialRotate extends SfCommand<IntegrationUserCredentialRotateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...credentialFlags,
    retire: Flags.boolean({
      exactlyOne: ways,
      summary: messages.getMessage('flags.retire.summary'),
      description: messages.getMessage('flags.retire.description'),
    }),
    wait: Flags.integer({
      char: 'w',
      min: 0,
      max: 60,
      default: 10,
      summary: messages.getMessage('flags.wait.summary'),
    }),
  };

  public async run(): Promise<IntegrationUserCredentialRotateResult> {
    const { flags } = await this.parse(IntegrationUserCredentialRotate);
    const { username, 'dry-run': dryRun, 'target-org': target, 'key-out': keyOut, certificate, retire, days } = flags;
    const asks = mayAsk(flags['no-prompt'], this.jsonEnabled());
    const type = keyOut !== undefined || certificate !== undefined ? 'jwt' : 'client-credentials';
    const asked = await askedCredential({ ...flags, type });
    const connection = target.getConnection(flags['api-version']);
    const confirm = (app: string): Promise<boolean> =>
      this.confirm({ message: messages.getMessage('confirm', [app]), ms: 60_000 });
    const { snapshot, user } = await working(this, messages.getMessage('reading', [username]), async (watched) => {
      const org = { connection, ...watched };
      const ask = { ...asked.ask, asksOwnSets: false };
      const read = await readCredential(org, ask, asked.secret !== undefined || retire);
      return { snapshot: read, user: await knownUser(org, read.inventory, username) };
    }).catch(unreachable);
    const wish = asked.wishOf(user.name, '');
    const rotated = {
      ...{ app: wish.credential.app, secret: asked.secret, secretFile: flags['secret-out'], key: asked.key, keyOut },
      ...{ certificate: wish.certificate, retire, days, dryRun, known: asked.problems },
    };
    const done = await working(this, messages.getMessage('working', [username]), ({ onWait, asking, ...watched }) => {
      const test: TestOptions = {
        minutes: flags.wait,
        onWait: ({ said, seconds, left }) => {
          onWait(messages.getMessage('waiting', [said, seconds, left]));
        },
      };
      const question = asks ? { confirm: (app: string) => asking(() => confirm(app)) } : {};
      return rotate({ connection, ...watched }, { ...rotated, test, ...question }, snapshot);
    }).catch(unreachable);
    if (!dryRun && done.outcome === 'planned') throw messages.createError('error.notConfirmed');
    return tellClientApp(this, wish, snapshot, done, { orgId: target.getOrgId(), dryRun });
  }
}

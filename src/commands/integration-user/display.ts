import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { effectiveAccess } from '../../access/effectiveAccess.ts';
import { objectOf } from '../../access/target.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { withEntityNames } from '../../org/entityNames.ts';
import { readInventory } from '../../org/readInventory.ts';
import { readSharing } from '../../org/sharing.ts';
import { askedAccess, foundAccess, unreadable } from '../../report/accessProblem.ts';
import { displayResult, type DisplayResult } from '../../report/display.ts';
import { displayText } from '../../report/displayText.ts';
import { unreachable } from '../../report/failure.ts';
import { knownUser } from '../../report/knownUser.ts';
import { fit } from '../../report/table.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.display');

export type IntegrationUserDisplayResult = DisplayResult;

export default class IntegrationUserDisplay extends SfCommand<IntegrationUserDisplayResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    username: Flags.string({ summary: messages.getMessage('flags.username.summary'), required: true }),
    access: Flags.string({
      summary: messages.getMessage('flags.access.summary'),
      description: messages.getMessage('flags.access.description'),
    }),
    against: Flags.string({ summary: messages.getMessage('flags.against.summary') }),
  };

  public async run(): Promise<IntegrationUserDisplayResult> {
    const { flags } = await this.parse(IntegrationUserDisplay);
    const asked = flags.access === undefined ? undefined : askedAccess(flags.access);
    const org = { connection: flags['target-org'].getConnection(flags['api-version']) };
    const usernames = [flags.username, ...(flags.against === undefined ? [] : [flags.against])];
    const objects = asked === undefined ? [] : [objectOf(asked)];
    const inventory = await readInventory(org, { usernames, objects })
      .then((read) => withEntityNames(org, read))
      .catch(unreachable);
    const user = await knownUser(org, inventory, flags.username).catch(unreachable);
    const other = flags.against && (await knownUser(org, inventory, flags.against).catch(unreachable));
    const target = asked && foundAccess(asked, inventory);
    const access = effectiveAccess(user, inventory);
    const sharing = await readSharing(org, [...access.objects.keys()]).catch(unreachable);

    const result = displayResult({ user, access, inventory, sharing, target, other: other === '' ? undefined : other });
    for (const text of unreadable(inventory)) this.warn(text);
    const { sections, notes } = displayText(result);
    for (const section of sections) this.table(fit(section));
    for (const note of notes) this.log(note);
    return result;
  }
}

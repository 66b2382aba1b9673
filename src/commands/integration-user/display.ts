import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { effectiveAccess } from '../../access/effectiveAccess.ts';
import { objectOf } from '../../access/target.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { withEntityNames } from '../../org/inventory/entityNames.ts';
import { readInventory } from '../../org/inventory/readInventory.ts';
import { readSharing } from '../../org/inventory/sharing.ts';
import { askedAccess, foundAccess, unreadable } from '../../report/accessProblem.ts';
import { displayResult, type DisplayResult } from '../../report/display.ts';
import { displayText } from '../../report/displayText.ts';
import { unreachable } from '../../report/failure.ts';
import { knownUser } from '../../report/knownUser.ts';
import { fit } from '../../report/table.ts';
import { reading, working } from '../../report/progress/working.ts';

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
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const usernames = [flags.username, ...(flags.against === undefined ? [] : [flags.against])];
    const objects = asked === undefined ? [] : [objectOf(asked)];
    const read = await working(this, reading(), async (watched) => {
      const org = { connection, ...watched };
      const inventory = await withEntityNames(org, await readInventory(org, { usernames, objects }));
      const user = await knownUser(org, inventory, flags.username);
      const other = flags.against === undefined ? undefined : await knownUser(org, inventory, flags.against);
      const target = asked && foundAccess(asked, inventory);
      const access = effectiveAccess(user, inventory);
      return { user, access, inventory, target, other, sharing: await readSharing(org, [...access.objects.keys()]) };
    }).catch(unreachable);

    const result = displayResult(read);
    for (const text of unreadable(read.inventory)) this.warn(text);
    const { sections, notes } = displayText(result);
    for (const section of sections) this.table(fit(section));
    for (const note of notes) this.log(note);
    return result;
  }
}

import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { objectOf } from '../../access/target.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { readInventory } from '../../org/inventory/readInventory.ts';
import { askedAccess, foundAccess, unreadable } from '../../report/accessProblem.ts';
import { unreachable } from '../../report/failure.ts';
import { listColumns, listNext, listResult, listRows, listTitle, type ListResult } from '../../report/list.ts';
import { fit } from '../../report/table.ts';
import { reading, working } from '../../report/progress/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.list');

export type IntegrationUserListResult = ListResult;

export default class IntegrationUserList extends SfCommand<IntegrationUserListResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    'with-access': Flags.string({
      summary: messages.getMessage('flags.with-access.summary'),
      description: messages.getMessage('flags.with-access.description'),
    }),
  };

  public async run(): Promise<IntegrationUserListResult> {
    const { flags } = await this.parse(IntegrationUserList);
    const asked = flags['with-access'] === undefined ? undefined : askedAccess(flags['with-access']);
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const objects = asked === undefined ? [] : [objectOf(asked)];
    const inventory = await working(this, reading(), (watched) =>
      readInventory({ connection, ...watched }, { objects }),
    ).catch(unreachable);
    const target = asked && foundAccess(asked, inventory);
    const result = listResult(inventory, target);
    for (const text of unreadable(inventory)) this.warn(text);
    const rows = listRows(result);
    if (rows.length > 0) this.table(fit({ title: listTitle(target), data: rows, columns: listColumns(target) }));
    this.log(listNext(result, inventory, target));
    return result;
  }
}

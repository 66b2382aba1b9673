import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../../flags/exitCodes.ts';
import { targetOrg } from '../../../flags/targetOrg.ts';
import { readLicenses } from '../../../org/state/licenses.ts';
import { unreachable } from '../../../report/failure.ts';
import { licenseResult, licenseTable, requireSeats, type LicenseListResult } from '../../../report/licenses.ts';
import { fit } from '../../../report/table.ts';
import { reading, working } from '../../../report/progress/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.license.list');
const output = Messages.loadMessages('sf-plugin-integration-user', 'output');

export type IntegrationUserLicenseListResult = LicenseListResult;

export default class IntegrationUserLicenseList extends SfCommand<IntegrationUserLicenseListResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('1.seats');
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    require: Flags.integer({ summary: messages.getMessage('flags.require.summary'), min: 0, default: 0 }),
  };

  public async run(): Promise<IntegrationUserLicenseListResult> {
    const { flags } = await this.parse(IntegrationUserLicenseList);
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const result = licenseResult(
      await working(this, reading(), (watched) => readLicenses({ connection, ...watched })).catch(unreachable),
    );
    this.table(fit(licenseTable(result)));
    if (result.userLicense === null && result.permissionSetLicense === null)
      this.warn(output.getMessage('license.none'));
    requireSeats(result, flags.require);
    return result;
  }
}

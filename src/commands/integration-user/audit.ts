import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { audit } from '../../audit/audit.ts';
import { auditInput } from '../../audit/input.ts';
import { AUDIT_DOCUMENTS, auditFlags } from '../../flags/audit.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { auditDocument } from '../../report/audit/auditDocument.ts';
import { startAuditProgress } from '../../report/audit/auditProgress.ts';
import { auditResult } from '../../report/audit/auditResult.ts';
import type { AuditResult } from '../../report/audit/result.ts';
import { tellAudit } from '../../report/audit/tellAudit.ts';
import { unreachable } from '../../report/failure.ts';
import { outputProblems, refuseTable, writeOutput } from '../../report/outputFile.ts';
import { inputError, refuse } from '../../report/refuse.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

export type IntegrationUserAuditResult = AuditResult;

const ERROR = 'AuditInputError';

export default class IntegrationUserAudit extends SfCommand<IntegrationUserAuditResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...auditFlags,
  };

  public async run(): Promise<IntegrationUserAuditResult> {
    const { flags } = await this.parse(IntegrationUserAudit);
    const { 'output-file': file, 'output-format': format, days, overwrite } = flags;
    refuseTable(file, format, AUDIT_DOCUMENTS);
    const typed = {
      licenseCost: flags['license-cost'] ?? [],
      integrationLicenseCost: flags['integration-license-cost'],
      currency: flags.currency,
      period: flags['cost-period'],
      since: flags.since,
    };
    const { prices, since, problems } = auditInput(typed, new Date());
    refuse([...problems, ...(await outputProblems(file, overwrite))], ERROR);
    const connection = flags['target-org'].getConnection(flags['api-version']);
    const { onStep, onRequest, onRetry, stop } = await startAuditProgress(this.jsonEnabled());
    const options = { days, since, includeFrozen: flags['include-frozen'], prices, onStep };
    const done = await audit({ connection, onRequest, onRetry }, options).finally(stop).catch(unreachable);
    if (done.audited === undefined) throw inputError(done.problems, ERROR);
    const result = auditResult(done.audited);
    const document = await auditDocument(format, result);
    if (document !== undefined && file !== undefined) refuse(await writeOutput(file, document, overwrite), ERROR);
    tellAudit(this, result, document, file);
    return result;
  }
}

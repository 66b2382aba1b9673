import type { Interfaces } from '@oclif/core';
import type { Org } from '@salesforce/core';
import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exitCodes } from '../../flags/exitCodes.ts';
import { optionalTargetOrg } from '../../flags/targetOrg.ts';
import type { UserDefinition } from '../../definition/definition.ts';
import { manyUsers } from '../../definition/manyUsers.ts';
import { VERIFY_DOCUMENTS, verifyFlags } from '../../flags/verify.ts';
import { unreadable } from '../../report/accessProblem.ts';
import { unreachable } from '../../report/failure.ts';
import { knownUser } from '../../report/knownUser.ts';
import { outputProblems, refuseTable, writeOutput } from '../../report/outputFile.ts';
import { refuse } from '../../report/refuse.ts';
import { verifyDocument } from '../../report/verifyDocument.ts';
import { noLogin } from '../../report/verifyErrors.ts';
import { updatedBaseline, verifyResult, type VerifyResult } from '../../report/verifyResult.ts';
import { tellVerified } from '../../report/tellVerified.ts';
import { baselineText, readBaseline } from '../../verify/baseline.ts';
import { verifyOffline } from '../../verify/offline.ts';
import { ownConnection } from '../../verify/ownSession.ts';
import { verify, type Verified } from '../../verify/verify.ts';
import { reading, working } from '../../report/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.verify');

export type IntegrationUserVerifyResult = VerifyResult;

const ERROR = 'VerifyInputError';

type VerifyFlags = Interfaces.InferredFlags<typeof IntegrationUserVerify.flags>;

export default class IntegrationUserVerify extends SfCommand<IntegrationUserVerifyResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes('1.checks');
  public static readonly flags = {
    'target-org': optionalTargetOrg(),
    'api-version': Flags.orgApiVersion(),
    ...verifyFlags,
  };

  public async run(): Promise<IntegrationUserVerifyResult> {
    const { flags } = await this.parse(IntegrationUserVerify);
    const { 'output-file': file, 'output-format': format, baseline: path, 'definition-file': definitionFile } = flags;
    refuseTable(file, format, VERIFY_DOCUMENTS);
    refuse(await outputProblems(file, flags.overwrite), ERROR);
    const { baseline, problem } = await readBaseline(path, flags['update-baseline']);
    if (problem !== undefined) throw messages.createError('error.baseline', [path ?? '', problem], [], 1);
    const { users, problems } = definitionFile ? await manyUsers(definitionFile) : { users: [], problems: [] };
    refuse(problems, ERROR);
    const verified = await this.verified(flags, users);
    const readAt = new Date();
    const today = readAt.toISOString().slice(0, 10);
    const found = verifyResult(verified, baseline, today);
    const accepted = flags['update-baseline'] ? updatedBaseline(found, baseline, today) : baseline;
    const result = accepted === baseline ? found : verifyResult(verified, accepted, today);
    const { version, pjson } = this.ctor.plugin ?? this.config;
    const document = verifyDocument(format, result, { version, pjson, definitionFile, readAt });
    if (accepted !== baseline && path !== undefined)
      refuse(await writeOutput(path, baselineText(path, accepted), true), ERROR);
    if (document !== undefined && file !== undefined) refuse(await writeOutput(file, document, flags.overwrite), ERROR);

    const written = accepted === baseline ? undefined : { file: path ?? '', count: accepted.accepted.length };
    tellVerified(this, result, { document, file, baseline: written });
    if (!result.passed) process.exitCode = 1;
    return result;
  }

  /** Asks the org, or without one looks at the definition alone. */
  private async verified(flags: VerifyFlags, definitions: readonly UserDefinition[]): Promise<Verified> {
    const { 'api-version': version, username, as: alias } = flags;
    const target = flags['target-org'] as Org | undefined;
    const allowBroadAccess = flags['allow-broad-access'];
    if (flags.offline) return verifyOffline(definitions, allowBroadAccess);
    if (target === undefined) throw messages.createError('error.noOrg', [], [], 2);
    const own = alias === undefined ? undefined : await ownConnection(alias, version).catch(noLogin(alias));
    const usernames = username?.map((name) => name.toLowerCase());
    const options = { usernames, definitions, own, unusedDays: flags['unused-days'], allowBroadAccess };
    const { inventory, verified } = await working(this, reading(), async (watched) => {
      const org = { connection: target.getConnection(version), ...watched };
      const done = await verify(org, options);
      for (const name of usernames ?? []) await knownUser(org, done.inventory, name);
      return done;
    }).catch(unreachable);
    for (const text of unreadable(inventory)) this.warn(text);
    return verified;
  }
}

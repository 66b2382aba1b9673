import { Messages } from '@salesforce/core/messages';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { exportUsers } from '../../apply/exportUsers.ts';
import { withCredentials } from '../../credential/exportCredentials.ts';
import type { Problem } from '../../definition/problem.ts';
import type { RawDefinition } from '../../definition/raw.ts';
import { toYaml } from '../../definition/toYaml.ts';
import { exitCodes } from '../../flags/exitCodes.ts';
import { targetOrg } from '../../flags/targetOrg.ts';
import { commandLine } from '../../report/commandLine.ts';
import { blockedError, unreachable } from '../../report/failure.ts';
import { finding, type Finding } from '../../report/finding.ts';
import { outputProblems, writeOutput } from '../../report/outputFile.ts';
import { reading, working } from '../../report/progress/working.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.export');

export type IntegrationUserExportResult = {
  /** What `apply` takes, as on the page of the definition file; without users where the command failed before it had read them. */
  definition: RawDefinition;
  /** Null where the definition was printed, or nothing was written. */
  outputFile: string | null;
  /** What a file cannot say, or, where the command failed, why. */
  findings: Finding[];
};

export default class IntegrationUserExport extends SfCommand<IntegrationUserExportResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly errorCodes = exitCodes();
  public static readonly flags = {
    'target-org': targetOrg(),
    'api-version': Flags.orgApiVersion(),
    username: Flags.string({ multiple: true, summary: messages.getMessage('flags.username.summary') }),
    'output-file': Flags.file({ summary: messages.getMessage('flags.output-file.summary') }),
    overwrite: Flags.boolean({ default: false, summary: messages.getMessage('flags.overwrite.summary') }),
  };

  public async run(): Promise<IntegrationUserExportResult> {
    const { flags } = await this.parse(IntegrationUserExport);
    const { 'output-file': file, 'target-org': target } = flags;
    const connection = target.getConnection(flags['api-version']);
    const known = await outputProblems(file, flags.overwrite);
    if (known.length > 0) throw blockedError(known, exported({ users: [] }, null, known));
    const { definition, problems } = await working(this, reading(), async (watched) => {
      const org = { connection, ...watched };
      return withCredentials(org, await exportUsers(org, flags.username));
    }).catch(unreachable);
    const yaml = toYaml(definition, messages.getMessage('comment'));
    const stops = problems.some(({ severity }) => severity === 'error');
    if (stops) throw blockedError(problems, exported({ users: [] }, null, problems));
    const unwritten = file === undefined ? [] : await writeOutput(file, yaml, flags.overwrite);
    if (unwritten.length > 0) throw blockedError(unwritten, exported(definition, null, [...problems, ...unwritten]));

    const result = exported(definition, file ?? null, problems);
    for (const { message, fix } of result.findings) this.warn(`${message} ${fix}`);
    if (file === undefined) this.log(yaml);
    else {
      this.logSuccess(messages.getMessage('written', [definition.users.length, file]));
      this.log(messages.getMessage('next', [commandLine([file])]));
    }
    return result;
  }
}

function exported(
  definition: RawDefinition,
  outputFile: string | null,
  problems: readonly Problem[],
): IntegrationUserExportResult {
  return { definition, outputFile, findings: problems.map(finding) };
}

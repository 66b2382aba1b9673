import type { Run } from '../apply/run.ts';
import { failedChecks, infosLine, tellChecked } from './checked.ts';
import { changeColumns, changeRows, headline, nextSteps, planTitle } from './create.ts';
import { failures } from './failure.ts';
import { warnings, writeResult, type WriteResult } from './result.ts';
import { fit, type FittedTable } from './table.ts';

/** What this room needs of a command. */
export type Ui = {
  readonly warn: (text: string) => unknown;
  readonly log: (text: string) => void;
  readonly logSuccess: (text: string) => void;
  readonly table: <Row extends Record<string, unknown>>(table: FittedTable<Row>) => void;
};

/** What a run was about. */
export type About = {
  readonly title: string;
  readonly dryRun: boolean;
  readonly instanceUrl: string;
  /** A question follows, in place of the next step. */
  readonly asks?: boolean;
  /** What was told of the plan already. */
  readonly planned?: WriteResult | undefined;
};

/**
 * Tells a person what a run about one thing did, and gives back its result. Where several users were meant, those that failed are warned of.
 * @throws SfError when it was blocked or failed
 */
export function tell(ui: Ui, done: Run, about: About): WriteResult {
  const result = writeResult(about.dryRun, done);
  const failed = failures(done, result);
  const told = new Set(about.planned?.users.flatMap(({ findings }) => findings).map(({ message }) => message));
  for (const { message, fix } of warnings(done)) if (!told.has(message)) ui.warn(`${message} ${fix}`);
  for (const { message, actions } of failed) ui.warn([message, ...actions].join('\n'));
  const rows = changeRows(result);
  if (rows.length > 0) {
    const title = about.dryRun ? { title: planTitle(about.title) } : {};
    ui.table(fit({ data: rows, columns: changeColumns(), ...title }));
  }
  tellChecked(ui, done);
  const isWrong = failedChecks(done) > 0;
  if (failed.length === 0 && !isWrong) ui.logSuccess(headline(result));
  const steps = (about.asks ? [] : done.users).flatMap((user) => nextSteps(about.instanceUrl, user, done.state));
  for (const { text, url } of new Map(steps.map((step) => [step.text, step])).values()) ui.log(`${text} ${url}`.trim());
  for (const text of infosLine(done)) ui.log(text);
  if (failed.length > 0) process.exitCode = 68;
  else if (isWrong) process.exitCode = 1;
  return result;
}

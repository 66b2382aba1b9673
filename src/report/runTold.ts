import type { Run } from '../apply/run.ts';
import { unreachable } from './failure.ts';
import { startProgress, type Progress } from './progress/stages.ts';
import type { WriteResult } from './result.ts';
import { tell, type About, type Ui } from './tell.ts';

/** What `tell` needs, and of the stages: their title, where it is another one, and whether the run ends with the checks. */
type Told = About & { readonly json: boolean; readonly stages?: string; readonly checks?: boolean };

/**
 * Does a piece of work that writes, shows how far it is, and tells what became of it.
 * @throws SfError when it was blocked, failed, or could not read the org
 */
export async function runTold(ui: Ui, about: Told, work: (progress: Progress) => Promise<Run>): Promise<WriteResult> {
  const progress = await startProgress(about.stages ?? about.title, about);
  const done = await work(progress).finally(progress.stop).catch(unreachable);
  return tell(ui, done, about);
}

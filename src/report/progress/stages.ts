import { Messages } from '@salesforce/core/messages';
import type { MultiStageOutput } from '@oclif/multi-stage-output';
import type { RunEvent, Step } from '../../apply/run.ts';
import { onInterrupt } from './interrupt.ts';
import { allChanges, blockers } from '../../plan/plan.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Progress of a run: stages that move on a terminal, plain lines elsewhere, nothing under --json. */
export type Progress = {
  readonly onEvent: (event: RunEvent) => void;
  readonly onRetry: (wait: { reason: string; seconds: number; attempt: number; of: number }) => void;
  /** Called however the run ends. */
  readonly stop: () => void;
};

const STEPS: readonly Step[] = ['profile', 'permissionSet', 'user', 'readBack'];

type Data = { note: string };

/**
 * @param title what the run is about
 * @param options checks: whether the run ends with the checks
 */
export async function startProgress(
  title: string,
  options: { json: boolean; dryRun: boolean; checks?: boolean },
): Promise<Progress> {
  const { MultiStageOutput: Stages } = await import('@oclif/multi-stage-output');
  let stages: MultiStageOutput<Data> | undefined = start(Stages, title, [label('read')], options.json);
  const note = (text: string): void => stages?.updateData({ note: text });
  const interruption = onInterrupt();
  const tellStep = ({ step, user, of }: { step: Step; user: number; of: number }): void => {
    if (step === 'groups') note(words.getMessage('stage.note.groups', [of]));
    else if (step !== 'read') stages?.goto(label(stageOf(step)));
    if (of > 1 && step !== 'groups') note(words.getMessage('stage.note.user', [user, of]));
  };
  return {
    onEvent: (event) => {
      if (event.kind === 'step') interruption.begins(event.step);
      if (event.kind === 'wrote')
        interruption.wrote(event.changes.map(({ action, type, name }) => `${action} ${type} ${name}`));
      if (event.kind === 'planned' && !options.dryRun && blockers(event.plan).length === 0) {
        const changes = event.plan.users.flatMap(allChanges).length;
        if (changes === 0) return;
        stages?.stop();
        stages = start(
          Stages,
          title,
          [
            ...STEPS.filter(
              (stage) =>
                stage === 'readBack' ||
                event.plan.users.some(({ groups }) => groups.some(({ step }) => stageOf(step) === stage)),
            ).map(label),
            ...(options.checks ? [words.getMessage('stage.checks')] : []),
          ],
          options.json,
        );
      }
      if (event.kind === 'failed') stages?.stop('failed');
      if (event.kind === 'step') tellStep(event);
      if (event.kind === 'checks') stages?.goto(words.getMessage('stage.checks'));
      if (event.kind === 'oneByOne' || event.kind === 'answerLost') note(words.getMessage(`stage.note.${event.kind}`));
      if (event.kind === 'cannotHold') {
        note(words.getMessage('stage.note.cannotHold', [label(event.step), event.permissions.join(', ')]));
      }
    },
    onRetry: ({ reason, seconds, attempt, of }) => {
      note(words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]));
    },
    stop: () => {
      interruption.stop();
      stages?.stop();
      stages = undefined;
    },
  };
}

function start(
  Stages: typeof MultiStageOutput,
  title: string,
  labels: readonly string[],
  jsonEnabled: boolean,
): MultiStageOutput<Data> {
  const stages = new Stages<Data>({
    jsonEnabled,
    title,
    stages: [...labels],
    showElapsedTime: false,
    postStagesBlock: [{ type: 'message', get: (data) => data?.note }],
  });
  const [first] = labels;
  if (first) stages.goto(first);
  return stages;
}

/** Record types belong to the permission set; a user's follow its rows at once. */
function stageOf(step: Step): Step {
  return step === 'recordTypes' ? 'permissionSet' : step;
}

function label(step: Step): string {
  return words.getMessage(`stage.${step}`);
}

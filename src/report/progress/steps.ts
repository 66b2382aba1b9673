import { Messages } from '@salesforce/core/messages';
import type { MultiStageOutput } from '@oclif/multi-stage-output';
import type { Step } from '../../apply/run.ts';
import { RETIRE_STEPS, type Mode } from '../../retire/plan.ts';
import { onInterrupt } from './interrupt.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Progress of a retirement: stages that move on a terminal, plain lines elsewhere, nothing under --json. */
export type Steps = {
  readonly onStep: (step: Step) => void;
  readonly onRetry: (wait: { reason: string; seconds: number; attempt: number; of: number }) => void;
  /** Called however the run ends. */
  readonly stop: () => void;
};

type Data = { note: string };

export async function startSteps(title: string, mode: Mode, jsonEnabled: boolean): Promise<Steps> {
  const { MultiStageOutput: Stages } = await import('@oclif/multi-stage-output');
  const start = (steps: readonly Step[]): MultiStageOutput<Data> =>
    new Stages<Data>({
      jsonEnabled,
      title,
      stages: steps.map(label),
      showElapsedTime: false,
      postStagesBlock: [{ type: 'message', get: (data) => data?.note }],
    });
  const writing = RETIRE_STEPS.filter((step) => (step === 'freeze') === (mode !== 'deactivate'));
  let stages: MultiStageOutput<Data> | undefined = start(['read']);
  let isWriting = false;
  let last: Step = 'read';
  const interruption = onInterrupt();
  return {
    onStep: (step) => {
      interruption.begins(step);
      if (step !== last && last !== 'read' && last !== 'readBack') interruption.wrote([label(last)]);
      last = step;
      if (step === 'readBack') return;
      if (step !== 'read' && !isWriting) {
        stages?.stop();
        stages = start(writing);
        isWriting = true;
      }
      stages?.goto(label(step));
    },
    onRetry: ({ reason, seconds, attempt, of }) => {
      stages?.updateData({ note: words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]) });
    },
    stop: () => {
      interruption.stop();
      stages?.stop();
      stages = undefined;
    },
  };
}

function label(step: Step): string {
  return words.getMessage(`stage.${step}`);
}

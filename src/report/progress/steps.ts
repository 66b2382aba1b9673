import { Messages } from '@salesforce/core/messages';
import type { Step } from '../../apply/run.ts';
import { RETIRE_STEPS, type Mode } from '../../retire/plan.ts';
import { onInterrupt } from './interrupt.ts';
import { lifeSigns, loadStages, type Stages } from './openStages.ts';
import type { Progress } from './stages.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Progress of a retirement: stages that move on a terminal, lines elsewhere, nothing under --json. */
export type Steps = Pick<Progress, 'watch' | 'pause' | 'stop'> & { readonly onStep: (step: Step) => void };

export async function startSteps(title: string, mode: Mode, jsonEnabled: boolean): Promise<Steps> {
  const { life, onRequest } = lifeSigns();
  const { open } = await loadStages(jsonEnabled, life);
  const writing = RETIRE_STEPS.filter((step) => (step === 'freeze') === (mode !== 'deactivate')).map(label);
  let stages: Stages | undefined = open(title, [label('read')]);
  let isWriting = false;
  let last: Step = 'read';
  const interruption = onInterrupt();
  const pause = (): void => {
    stages?.stop();
    stages = undefined;
  };
  return {
    onStep: (step) => {
      interruption.begins(step);
      if (step !== last && last !== 'read' && last !== 'readBack') interruption.wrote([label(last)]);
      last = step;
      if (step === 'readBack') return;
      if (step !== 'read' && !isWriting) {
        pause();
        stages = open(title, writing);
        isWriting = true;
      }
      stages?.goto(label(step));
    },
    watch: {
      onRequest,
      onRetry: ({ reason, seconds, attempt, of }) => {
        stages?.note(words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]));
      },
    },
    pause,
    stop: () => {
      interruption.stop();
      pause();
    },
  };
}

function label(step: Step): string {
  return words.getMessage(`stage.${step}`);
}

import { Messages } from '@salesforce/core/messages';
import type { MultiStageOutput } from '@oclif/multi-stage-output';
import type { RunEvent, Step } from '../apply/run.ts';
import { allChanges, blockers } from '../plan/plan.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Progress of a run: stages that move on a terminal, plain lines elsewhere, nothing under --json. */
export type Progress = {
  readonly onEvent: (event: RunEvent) => void;
  readonly onRetry: (wait: { reason: string; seconds: number; attempt: number; of: number }) => void;
  /** Called however the run ends. */
  readonly stop: () => void;
};

const STEPS: readonly Step[] = ['read', 'profile', 'permissionSet', 'recordTypes', 'user', 'readBack'];

type Data = { note: string };

export async function startProgress(name: string, options: { json: boolean; dryRun: boolean }): Promise<Progress> {
  const { MultiStageOutput: Stages } = await import('@oclif/multi-stage-output');
  let stages: MultiStageOutput<Data> | undefined = start(Stages, name, ['read'], options.json);
  const note = (text: string): void => stages?.updateData({ note: text });
  return {
    onEvent: (event) => {
      if (event.kind === 'planned' && !options.dryRun && blockers(event.plan).length === 0) {
        const changes = allChanges(event.plan.groups).length;
        if (changes === 0) return;
        stages?.stop();
        stages = start(
          Stages,
          name,
          STEPS.slice(1).filter(
            (step) => step === 'readBack' || event.plan.groups.some((group) => group.step === step),
          ),
          options.json,
        );
      }
      if (event.kind === 'failed') stages?.stop('failed');
      if (event.kind === 'step' && event.step !== 'read') stages?.goto(label(event.step));
      if (event.kind === 'oneByOne' || event.kind === 'answerLost') note(words.getMessage(`stage.note.${event.kind}`));
      if (event.kind === 'cannotHold')
        note(words.getMessage('stage.note.cannotHold', [label(event.step), event.permissions.join(', ')]));
    },
    onRetry: ({ reason, seconds, attempt, of }) => {
      note(words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]));
    },
    stop: () => {
      stages?.stop();
      stages = undefined;
    },
  };
}

function start(
  Stages: typeof MultiStageOutput,
  name: string,
  steps: readonly Step[],
  jsonEnabled: boolean,
): MultiStageOutput<Data> {
  const stages = new Stages<Data>({
    jsonEnabled,
    title: words.getMessage('stages.title', [name]),
    stages: steps.map(label),
    showElapsedTime: false,
    postStagesBlock: [{ type: 'message', get: (data) => data?.note }],
  });
  const [first] = steps;
  if (first) stages.goto(label(first));
  return stages;
}

function label(step: Step): string {
  return words.getMessage(`stage.${step}`);
}

import { Messages } from '@salesforce/core/messages';
import type { RunEvent, Step } from '../../apply/run.ts';
import type { Org } from '../../org/wire/transport.ts';
import type { Plan } from '../../plan/plan.ts';
import { onInterrupt } from './interrupt.ts';
import { lifeSigns, loadStages, type Stages } from './openStages.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Progress of a run: stages that move on a terminal, lines elsewhere, nothing under --json. */
export type Progress = {
  /** What the org is to tell. */
  readonly watch: Required<Pick<Org, 'onRequest' | 'onRetry'>>;
  readonly onEvent: (event: RunEvent) => void;
  /** Nothing moves while somebody is asked. */
  readonly pause: () => void;
  /** Called however the run ends. */
  readonly stop: () => void;
};

const STEPS: readonly Step[] = ['profile', 'permissionSet', 'user', 'readBack'];

/**
 * @param title what the run is about
 * @param options checks: whether the run ends with the checks
 */
export async function startProgress(
  title: string,
  options: { json: boolean; dryRun: boolean; checks?: boolean },
): Promise<Progress> {
  const { life, onRequest } = lifeSigns();
  const { open } = await loadStages(options.json, life);
  const interruption = onInterrupt();
  let stages: Stages | undefined = open(title, [label('read')]);
  let isWriting = false;
  let planned: readonly string[] = [];
  let counts = false;
  const note = (text: string): void => stages?.note(text);
  const pause = (): void => {
    stages?.stop();
    stages = undefined;
  };
  const goto = (step: string): void => {
    if (!isWriting || stages === undefined) {
      pause();
      stages = open(title, planned.includes(step) ? planned : [step]);
      isWriting = true;
    }
    stages.goto(step);
  };
  const tellStep = ({ step, user, of }: { step: Step; user: number; of: number }): void => {
    if (step === 'groups') note(words.getMessage('stage.note.groups', [of]));
    else if (step !== 'read') goto(label(stageOf(step)));
    if (step === 'groups') return;
    if (of > 1) note(words.getMessage('stage.note.user', [user, of]));
    else if (counts) note('');
    counts = of > 1;
  };
  return {
    watch: {
      onRequest,
      onRetry: ({ reason, seconds, attempt, of }) => {
        note(words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]));
      },
    },
    onEvent: (event) => {
      if (event.kind === 'step') interruption.begins(event.step);
      if (event.kind === 'wrote')
        interruption.wrote(event.changes.map(({ action, type, name }) => `${action} ${type} ${name}`));
      if (event.kind === 'planned') planned = stagesOf(event.plan, options.checks === true);
      if (event.kind === 'failed') stages?.stop('failed');
      if (event.kind === 'step') tellStep(event);
      if (event.kind === 'checks') stages?.goto(words.getMessage('stage.checks'));
      if (event.kind === 'oneByOne' || event.kind === 'answerLost') note(words.getMessage(`stage.note.${event.kind}`));
      if (event.kind === 'cannotHold')
        note(words.getMessage('stage.note.cannotHold', [label(event.step), event.permissions.join(', ')]));
    },
    pause,
    stop: () => {
      interruption.stop();
      pause();
    },
  };
}

function stagesOf({ users }: Plan, checks: boolean): string[] {
  const has = (stage: Step): boolean => users.some(({ groups }) => groups.some(({ step }) => stageOf(step) === stage));
  const steps = STEPS.filter((stage) => stage === 'readBack' || has(stage)).map(label);
  return checks ? [...steps, words.getMessage('stage.checks')] : steps;
}

/** Record types belong to the permission set. */
function stageOf(step: Step): Step {
  return step === 'recordTypes' ? 'permissionSet' : step;
}

function label(step: Step): string {
  return words.getMessage(`stage.${step}`);
}

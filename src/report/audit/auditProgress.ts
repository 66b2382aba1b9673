import { Messages } from '@salesforce/core/messages';
import type { MultiStageOutput } from '@oclif/multi-stage-output';
import type { AuditStep } from '../../audit/audit.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

/** Progress of an audit: stages that move on a terminal, plain lines elsewhere, nothing under --json. */
export type AuditProgress = {
  readonly onStep: (step: AuditStep, users: number) => void;
  readonly onRequest: () => void;
  readonly onRetry: (wait: { reason: string; seconds: number; attempt: number; of: number }) => void;
  /** Called however the run ends. */
  readonly stop: () => void;
};

const STEPS: readonly AuditStep[] = ['org', 'candidates', 'logins', 'habits', 'usage', 'report'];
/** Milliseconds after which the note is written anew. */
const TICK = 1000;

type Data = { note: string };

export async function startAuditProgress(jsonEnabled: boolean): Promise<AuditProgress> {
  const { MultiStageOutput: Stages } = await import('@oclif/multi-stage-output');
  const stages: MultiStageOutput<Data> = new Stages<Data>({
    jsonEnabled,
    title: words.getMessage('stage.title'),
    stages: STEPS.map(label),
    showElapsedTime: false,
    postStagesBlock: [{ type: 'message', get: (data) => data?.note }],
  });
  const start = performance.now();
  let requests = 0;
  let about = 0;
  const tell = (): void => {
    const seconds = Math.round((performance.now() - start) / 1000);
    const note =
      about > 0
        ? words.getMessage('stage.note.users', [about, seconds, requests])
        : words.getMessage('stage.note', [seconds, requests]);
    stages.updateData({ note });
  };
  const timer = setInterval(tell, TICK);
  timer.unref();
  return {
    onStep: (step, users) => {
      about = users;
      stages.goto(label(step));
    },
    onRequest: () => {
      requests += 1;
    },
    onRetry: ({ reason, seconds, attempt, of }) => {
      stages.updateData({ note: words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]) });
    },
    stop: () => {
      clearInterval(timer);
      stages.stop();
    },
  };
}

function label(step: AuditStep): string {
  return words.getMessage(`stage.${step}`);
}

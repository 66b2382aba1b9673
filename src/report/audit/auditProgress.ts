import { Messages } from '@salesforce/core/messages';
import type { AuditStep } from '../../audit/audit.ts';
import { loadStages } from '../progress/openStages.ts';
import { pulse } from '../progress/pulse.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.audit');

/** Progress of an audit: stages that move on a terminal, lines elsewhere, nothing under --json. */
export type AuditProgress = {
  readonly onStep: (step: AuditStep, users: number) => void;
  readonly onRequest: () => void;
  readonly onRetry: (wait: { reason: string; seconds: number; attempt: number; of: number }) => void;
  /** Called however the run ends. */
  readonly stop: () => void;
};

const STEPS: readonly AuditStep[] = ['org', 'candidates', 'logins', 'habits', 'usage', 'report'];
export async function startAuditProgress(jsonEnabled: boolean): Promise<AuditProgress> {
  const start = performance.now();
  let requests = 0;
  let about = 0;
  const life = (): string => {
    const seconds = Math.round((performance.now() - start) / 1000);
    return about > 0
      ? words.getMessage('stage.note.users', [about, requests, seconds])
      : words.getMessage('stage.note', [requests, seconds]);
  };
  const { open, moves } = await loadStages(jsonEnabled, life);
  const stages = open(words.getMessage('stage.title'), STEPS.map(label));
  const tell = (): void => {
    stages.note(life());
  };
  // What it has come to is worth seeing where a line costs nothing.
  const still = moves ? pulse(true, tell) : undefined;
  return {
    onStep: (step, users) => {
      about = users;
      stages.goto(label(step));
    },
    onRequest: () => {
      requests += 1;
    },
    onRetry: ({ reason, seconds, attempt, of }) => {
      stages.note(words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]));
    },
    stop: () => {
      still?.();
      stages.stop();
    },
  };
}

function label(step: AuditStep): string {
  return words.getMessage(`stage.${step}`);
}

import { Messages } from '@salesforce/core/messages';
import type { Org } from '../../org/wire/transport.ts';
import { pulse } from './pulse.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** The spinner of a command: it moves by itself on a terminal, and writes lines elsewhere. */
type Spinning = {
  readonly spinner: { readonly start: (action: string, status?: string) => void; readonly stop: () => void };
};

/** What a task is to tell while it works. */
export type Watched = Required<Pick<Org, 'onRequest' | 'onRetry'>> & {
  readonly onWait: (said: string) => void;
  /** Nothing moves while somebody is asked. */
  readonly asking: <T>(ask: () => Promise<T>) => Promise<T>;
};

/** Milliseconds until the first sign of life where lines are written, in which a quick command says nothing. */
const FIRST = 700;

/**
 * Shows that a command is at work for as long as a task lasts: on a terminal from its start, elsewhere when it takes longer than a moment, and
 * again and again how many requests it has sent so far, or what it waits for. Nothing under --json, as sf's spinner is silent then.
 * @param action what the command does
 * @returns what the task does
 */
export async function working<T>(ui: Spinning, action: string, task: (watched: Watched) => Promise<T>): Promise<T> {
  const start = performance.now();
  let requests = 0;
  let waiting: string | undefined;
  let asks = false;
  // Not by its status: where lines are written, sf puts all but the first on one.
  const show = (): void => {
    const seconds = Math.round((performance.now() - start) / 1000);
    if (!asks) ui.spinner.start(action, waiting ?? words.getMessage('working.status', [seconds, requests]));
  };
  const onWait = (said: string): void => {
    waiting = said;
    show();
  };
  const still = pulse(process.stderr.isTTY, show, process.stderr.isTTY ? undefined : FIRST);
  if (process.stderr.isTTY) ui.spinner.start(action);
  try {
    return await task({
      onRequest: () => {
        requests += 1;
        waiting = undefined;
      },
      onRetry: ({ reason, seconds, attempt, of }) => {
        onWait(words.getMessage('stage.note.retry', [reason, seconds.toFixed(1), attempt, of]));
      },
      onWait,
      asking: async (ask) => {
        asks = true;
        ui.spinner.stop();
        return ask().finally(() => {
          asks = false;
          show();
        });
      },
    });
  } finally {
    still();
    ui.spinner.stop();
  }
}

/** `Reading the org`, for {@link working}. */
export function reading(): string {
  return words.getMessage('working.reading');
}

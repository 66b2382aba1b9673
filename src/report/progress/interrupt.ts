import { writeSync } from 'node:fs';
import { Messages } from '@salesforce/core/messages';
import type { Step } from '../../apply/run.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** As shells have it: 128 and the number of the signal. */
const SIGNALS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
  // Ctrl-Break on Windows.
  ['SIGBREAK', 149],
] as const;
const NAMED = 10;

export type Interruption = {
  readonly begins: (step: Step) => void;
  /** What Salesforce has accepted, in words. */
  readonly wrote: (what: readonly string[]) => void;
  readonly stop: () => void;
};

/** Tells, when somebody ends the process, what is done and what is open. Listens until `stop`. */
export function onInterrupt(): Interruption {
  const done: string[] = [];
  let count = 0;
  let step: Step = 'read';
  const listeners = SIGNALS.map(([signal, code]) => {
    const listener = (): void => {
      tellNow(`\n${interrupted(step, done, count)}\n`);
      process.exit(code);
    };
    // Before the listener of sf, which ends the process without a word.
    process.prependListener(signal, listener);
    return [signal, listener] as const;
  });
  return {
    begins: (next) => {
      step = next;
    },
    wrote: (what) => {
      // The names of the others, of 200 users some 40,000, would stay in memory to the end.
      done.push(...what.slice(0, NAMED - done.length));
      count += what.length;
    },
    stop: () => {
      for (const [signal, listener] of listeners) process.removeListener(signal, listener);
    },
  };
}

/** A terminal of Windows takes what is written by and by, and the process ends at once. */
function tellNow(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    process.stderr.write(text);
  }
}

function interrupted(step: Step, done: readonly string[], count: number): string {
  const stage = words.getMessage(`stage.${step}`);
  if (step === 'read') return words.getMessage('interrupted.before', [stage]);
  const more = count > NAMED ? [words.getMessage('interrupted.more', [count - NAMED])] : [];
  const list = done.length === 0 ? words.getMessage('interrupted.nothing') : [...done, ...more].join(', ');
  return words.getMessage('interrupted', [stage, list]);
}

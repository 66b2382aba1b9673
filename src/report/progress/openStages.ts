import { Messages } from '@salesforce/core/messages';
import type { MultiStageOutput } from '@oclif/multi-stage-output';
import { pulse } from './pulse.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** Stages on their way: drawn anew on a terminal, lines elsewhere, nothing under --json. */
export type Stages = {
  readonly goto: (label: string) => void;
  /** Words below the stages, until others take their place; empty: none. */
  readonly note: (text: string) => void;
  readonly stop: (how?: 'failed') => void;
};

/** `moves`: whether a stage moves by itself as long as it lasts. */
export type Drawing = {
  readonly moves: boolean;
  readonly open: (title: string, labels: readonly string[]) => Stages;
};

/**
 * Loads what draws stages.
 * @param life words for a note that shows that a stage goes on, where nothing moves by itself
 */
export async function loadStages(jsonEnabled: boolean, life: () => string): Promise<Drawing> {
  const { MultiStageOutput: Drawn } = await drawing();
  const moves = drawsAnew();
  const open: Drawing['open'] = (title, labels) => {
    const stages: MultiStageOutput<{ note: string }> = new Drawn({
      jsonEnabled,
      title,
      stages: [...labels],
      showElapsedTime: false,
      postStagesBlock: [{ type: 'message', get: (data) => data?.note }],
    });
    const note = (text: string): void => {
      stages.updateData({ note: text });
    };
    const live = (): (() => void) => (moves ? () => undefined : pulse(false, () => note(life())));
    let isAt: string | undefined;
    let still = (): void => undefined;
    const goto = (label: string): void => {
      stages.goto(label);
      if (label === isAt) return;
      isAt = label;
      still();
      still = live();
    };
    if (labels[0] !== undefined) goto(labels[0]);
    return {
      goto,
      note,
      stop: (how) => {
        still();
        stages.stop(how);
      },
    };
  };
  return { moves, open };
}

/** `20 s, requests: 7`. */
export function lifeSigns(): { readonly onRequest: () => void; readonly life: () => string } {
  const start = performance.now();
  let requests = 0;
  return {
    onRequest: () => {
      requests += 1;
    },
    life: () => words.getMessage('working.status', [Math.round((performance.now() - start) / 1000), requests]),
  };
}

function drawsAnew(): boolean {
  const { CI } = process.env;
  return process.stdout.isTTY && (CI === undefined || CI === '' || CI === 'false' || CI === '0');
}

/** The library takes a pipe for a terminal, and shows nothing there until the end, unless it is told while it loads that this is CI. */
async function drawing() {
  const { CI } = process.env;
  if (!process.stdout.isTTY) process.env['CI'] = 'true';
  try {
    return await import('@oclif/multi-stage-output');
  } finally {
    if (CI === undefined) Reflect.deleteProperty(process.env, 'CI');
    else process.env['CI'] = CI;
  }
}

import type { FailureText } from './failure.ts';
import { planMarkdown } from './planMarkdown.ts';
import type { WriteResult } from './result.ts';

export type PlanFormat = 'table' | 'json' | 'markdown';

/** A plan, or what became of it, as one document; undefined for a table, which is for people at a terminal. */
export function planDocument(
  format: PlanFormat,
  result: WriteResult,
  failed: readonly FailureText[] = [],
): string | undefined {
  switch (format) {
    case 'table':
      return undefined;
    case 'json':
      return `${JSON.stringify(result, undefined, 2)}\n`;
    case 'markdown':
      return planMarkdown(result, failed);
  }
}

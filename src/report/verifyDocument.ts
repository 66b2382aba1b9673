import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import type { VerifyResult } from './verifyResult.ts';

export type VerifyFormat = 'table' | 'json' | 'junit' | 'sarif' | 'markdown';

/** A result as one document; undefined for a table, which is for people at a terminal. */
export function verifyDocument(
  format: VerifyFormat,
  result: VerifyResult,
  about: { readonly version: string; readonly definitionFile: string | undefined; readonly readAt: Date },
): string | undefined {
  switch (format) {
    case 'table':
      return undefined;
    case 'json':
      return `${JSON.stringify(result, undefined, 2)}\n`;
    case 'junit':
      return junit(result, about.readAt.toISOString());
    case 'sarif':
      return sarif(result, about.version, about.definitionFile);
    case 'markdown':
      return markdown(result);
  }
}

import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif, type SarifAbout } from './sarif.ts';
import type { VerifyResult } from './verifyResult.ts';

export type VerifyFormat = 'table' | 'json' | 'junit' | 'sarif' | 'markdown';

/** A result as one document; undefined for a table, which is for people at a terminal. */
export function verifyDocument(
  format: VerifyFormat,
  result: VerifyResult,
  about: Omit<SarifAbout, 'home'> & { readonly pjson: object; readonly readAt: Date },
): string | undefined {
  switch (format) {
    case 'table':
      return undefined;
    case 'json':
      return `${JSON.stringify(result, undefined, 2)}\n`;
    case 'junit':
      return junit(result, about.readAt.toISOString());
    case 'sarif':
      return sarif(result, { ...about, home: homeOf(about.pjson) });
    case 'markdown':
      return markdown(result);
  }
}

/** The address of the repository, where the package names it as its home. */
function homeOf(pjson: object): string | undefined {
  const { name, homepage } = pjson as { name?: unknown; homepage?: unknown };
  return name === 'sf-plugin-integration-user' && typeof homepage === 'string' ? homepage : undefined;
}

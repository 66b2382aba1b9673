import { html as template } from 'htm/preact';
import type { ComponentChildren } from 'preact';

/** A piece of a page. */
export type Piece = ComponentChildren;

/** Everything that is put into a template is text, and escaped when it is written. */
export const html = template as (strings: TemplateStringsArray, ...values: unknown[]) => Piece;

/** Markup that a library has made and escaped. */
export function trusted(markup: string): { dangerouslySetInnerHTML: { __html: string } } {
  return { dangerouslySetInnerHTML: { __html: markup } };
}

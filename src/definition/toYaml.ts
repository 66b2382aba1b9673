import { Document, isScalar, visit } from 'yaml';
import type { RawDefinition } from './raw.ts';

/** Items that a list on one line has at most. */
const SHORT = 6;

/** A definition as YAML that people like to read: short lists on one line, everything else below each other. */
export function toYaml(definition: RawDefinition, comment: string): string {
  const document = new Document(definition, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, text) => {
      // The library writes some texts of several lines so that it cannot read them.
      if (typeof text.value === 'string' && /[\r\n]/.test(text.value)) text.type = 'QUOTE_DOUBLE';
    },
    Seq: (_, list) => {
      list.flow = list.items.length <= SHORT && list.items.every(isScalar);
    },
  });
  document.commentBefore = comment
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

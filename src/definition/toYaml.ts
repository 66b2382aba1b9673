import { Document, isScalar, visit } from 'yaml';
import type { RawDefinition } from './raw.ts';
import { VARIABLE } from './variable.ts';

/** Items that a list on one line has at most. */
const SHORT = 6;

/** A definition as YAML that people like to read: short lists on one line, everything else below each other. */
export function toYaml(definition: RawDefinition, comment: string): string {
  const document = new Document(definition, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, text) => {
      if (typeof text.value !== 'string') return;
      // The library writes some texts of several lines so that it cannot read them.
      if (/[\r\n]/.test(text.value)) text.type = 'QUOTE_DOUBLE';
      // Or who may name something in the org could have a secret of the next pipeline written there.
      if (key !== 'key') text.value = text.value.replace(VARIABLE, '$$$&');
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

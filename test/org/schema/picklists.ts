import { readFileSync } from 'node:fs';
import type { Field } from '../org.ts';

const read = new Map<string, Field['picklistValues']>();

/** The values of picklists/NAME.txt, one a line, `value=label` where the label differs. Several fields share a list. */
export function picklist(name: string): Field['picklistValues'] {
  let values = read.get(name);
  if (values === undefined) {
    values = readFileSync(new URL(`picklists/${name}.txt`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [value = '', label = value] = line.split('=');
        return { value, label };
      });
    read.set(name, values);
  }
  return values;
}

import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { Case } from './case.ts';

const here = (name: string): URL => new URL(name, import.meta.url);

/**
 * All cases of the folder `cases`, in the order of its files.
 *
 * @throws Error naming the file and the place where it does not follow case.schema.json, or an id that occurs twice.
 */
export function loadCases(): readonly Case[] {
  const schema = JSON.parse(readFileSync(here('case.schema.json'), 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false, formats: { regex: isRegex } });
  const valid = ajv.compile<{ cases: Case[] }>(schema);
  const cases = readdirSync(here('cases/'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const content: unknown = parse(readFileSync(here(`cases/${name}`), 'utf8'), { merge: true });
      if (!valid(content)) throw new Error(`${name}: ${ajv.errorsText(valid.errors, { separator: '\n' })}`);
      return content.cases;
    });
  const ids = cases.map((one) => one.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two cases have the id ${twice}.`);
  return cases;
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

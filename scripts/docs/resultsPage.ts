import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf, type Schema } from './jsonSchema.ts';
import { code, escaped, MADE, table } from './markdown.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'schemas', 'results');

/** docs/results.md: what each command gives back under --json, as schemas/results has it. */
export function resultsPage(): string {
  const files = readdirSync(FOLDER).sort();
  const schemas = files.map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Schema);
  const types = new Map<string, Schema>();
  for (const { definitions = {} } of schemas)
    for (const [name, schema] of Object.entries(definitions)) if (!isAlias(schema)) types.set(name, schema);
  const rows = files.map((file, index) => {
    const type = resolved(schemas[index] ?? {}, schemas[index]?.definitions ?? {});
    const command = file.replace('integration__user-', '').replace('.json', '').replace(/-/g, ' ');
    return [command, link(type), `[schema](../schemas/results/${file})`];
  });
  return [
    '# JSON results',
    MADE,
    'With `--json` a command prints one JSON document on stdout and nothing else there:',
    table(
      ['member', 'what'],
      [
        ['`status`', 'The exit code.'],
        ['`result`', 'What the command gives back, below. It keeps one shape whatever the flags.'],
        ['`warnings`', 'What it would have printed as warnings.'],
        [
          '`name`, `message`, `actions`',
          'Only of an error: its [name](errors.md#errors-by-name), what happened, the ways out. `result` stands beside them once a command has begun.',
        ],
      ],
    ),
    'Members may be added in any version; none is renamed or removed without a new major version.',
    table(['command', 'result', 'JSON Schema'], rows),
    ...[...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, schema]) => section(name, schema)),
  ].join('\n\n');
}

const isAlias = (schema: Schema): boolean => schema.$ref !== undefined && Object.keys(schema).length === 1;

const nameIn = (ref: string): string => ref.replace('#/definitions/', '');

const link = (name: string): string => `[${name}](#${name.toLowerCase()})`;

/** The name of the type behind names that stand for others. */
function resolved({ $ref = '' }: Schema, definitions: Readonly<Record<string, Schema>>): string {
  const name = nameIn($ref);
  const next = definitions[name];
  return next && isAlias(next) ? resolved(next, definitions) : name;
}

function section(name: string, schema: Schema): string {
  const named = ({ $ref, properties }: Schema): string | undefined =>
    $ref ? link(nameIn($ref)) : properties ? `object with ${Object.keys(properties).map(code).join(', ')}` : undefined;
  const { properties, required = [], description } = schema;
  const head = [`## ${name}`, ...(description === undefined ? [] : [escaped(description)])];
  if (!properties) return [...head, `One of: ${kindOf(schema, named)}.`].join('\n\n');
  const rows = Object.entries(properties).map(([key, value]) => [
    code(key),
    `${kindOf(value, named)}${required.includes(key) ? '' : ', may be missing'}`,
    escaped(value.description ?? ''),
  ]);
  return [...head, table(['member', 'value', 'what'], rows)].join('\n\n');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from './commandsPage.ts';
import { kindOf, type Schema } from './jsonSchema.ts';
import { code, escaped, MADE, table } from './markdown.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'schemas', 'results');

const HEAD = `With \`--json\` a command prints one JSON document on stdout and nothing else there, whatever happens:

| member | what |
| --- | --- |
| \`status\` | The [exit code](commands.md#exit-codes). |
| \`result\` | What the command gives back, below. It keeps one shape whatever the flags. |
| \`warnings\` | What it would have printed as warnings; list of texts. |
| \`name\`, \`message\`, \`actions\` | Only of an error: its [name](errors.md#errors-by-name), what happened, the ways out. \`result\` stands beside them once a command has begun. |

What holds everywhere: a member stands there even where there is nothing to say, as an empty list or as \`null\`, unless "may be missing" says otherwise. Ids have 18 characters. Times are ISO 8601 in UTC, days \`2027-06-30\`. Usernames are in lower case. Objects, fields, and permissions go by their API names. Messages are for people and may change; ids, names, and everything that is listed as a value do not. Members may be added in any version; none is renamed or removed without a new [major version](deprecation.md).

So a pipeline asks for what it needs, for example with \`jq\`:

- the usernames of those who failed: \`.result.users[] | select(.outcome == "failed") | .username\`
- what \`verify\` found and nobody accepted: \`.result.users[] | .username as $of | .findings[] | select(.severity == "error" and .accepted == null) | [$of, .id, .subject] | @tsv\`
- why nothing was written: \`.result.blockers[] | .message + " " + .fix\``;

/** docs/results.md: what each command gives back under --json, as schemas/results has it. */
export function resultsPage(): string {
  const files = readdirSync(FOLDER).sort();
  const schemas = files.map(schemaIn);
  const rows = files.map((file, index) => {
    const words = file.replace('integration__user-', '').replace('.json', '').replace(/-/g, ' ');
    const command = commands().find(({ id }) => id === `integration-user:${words.replace(/ /g, ':')}`);
    const codes = command?.errorCodes?.body.map(({ name }) => name.replace(/\D/g, '')) ?? [];
    const type = resolved(schemas[index] ?? {}, schemas[index]?.definitions ?? {});
    const link = `[${words}](commands.md#${words.replace(/ /g, '-')})`;
    return [link, linked(type), codes.join(', '), `[${file}](../schemas/results/${file})`];
  });
  return [
    '# JSON results',
    MADE,
    HEAD,
    table(['command', 'result', 'exit codes', 'JSON Schema'], rows),
    ...[...resultTypes()].map(([name, schema]) => section(name, schema)),
  ].join('\n\n');
}

/** The types of which results are made, in the order of the alphabet. */
export function resultTypes(): Map<string, Schema> {
  const types = readdirSync(FOLDER).flatMap((file) => Object.entries(schemaIn(file).definitions ?? {}));
  const own = types.filter(([name, schema]) => !isAlias(schema) && !isDefinition(name));
  return new Map(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The members of a type, those of parts without a name of their own after the part, each by its path. */
export function membersOf(
  { properties = {}, required = [] }: Schema,
  before = '',
): { path: string; schema: Schema; isRequired: boolean }[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const path = `${before}${key}`;
    const [inner, end] = schema.items ? [schema.items, '[].'] : [schema, '.'];
    const parts = [inner, ...(inner.anyOf ?? [])].flatMap((part) => membersOf(part, `${path}${end}`));
    return [{ path, schema, isRequired: required.includes(key) }, ...parts];
  });
}

const schemaIn = (file: string): Schema => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Schema;

const isAlias = (schema: Schema): boolean => schema.$ref !== undefined && Object.keys(schema).length === 1;

/** The parts of a definition file, which has a page of its own. */
const isDefinition = (name: string): boolean => /^(?:Raw[A-Z]|FieldNames|CredentialType$)/.test(name);

const nameIn = (ref: string): string => ref.replace('#/definitions/', '');

const linked = (name: string): string =>
  isDefinition(name) ? '[definition](definition.md)' : `[${name}](#${name.toLowerCase()})`;

/** The name of the type behind names that stand for others. */
function resolved({ $ref = '' }: Schema, definitions: Readonly<Record<string, Schema>>): string {
  const name = nameIn($ref);
  const next = definitions[name];
  return next && isAlias(next) ? resolved(next, definitions) : name;
}

function section(name: string, schema: Schema): string {
  const named = ({ $ref, properties }: Schema): string | undefined =>
    $ref ? linked(nameIn($ref)) : properties ? 'object' : undefined;
  const { properties, description } = schema;
  const head = [`## ${name}`, ...(description === undefined ? [] : [escaped(description)])];
  if (!properties) return [...head, `One of: ${kindOf(schema, named)}.`].join('\n\n');
  const rows = membersOf(schema).map(({ path, schema: value, isRequired }) => [
    code(path),
    `${kindOf(value, named)}${isRequired ? '' : ', may be missing'}`,
    escaped(value.description ?? ''),
  ]);
  return [...head, table(['member', 'value', 'what'], rows)].join('\n\n');
}

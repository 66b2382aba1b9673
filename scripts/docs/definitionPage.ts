import { DEFINITION_SCHEMA } from '../../src/definition/schema.ts';
import { kindOf, type Schema } from './jsonSchema.ts';
import { code, escaped, MADE, table } from './markdown.ts';

/** docs/definition.md: every key of a definition file, as its schema has it. */
export function definitionPage(): string {
  const root: Schema = DEFINITION_SCHEMA;
  return [
    '# The definition file',
    MADE,
    'YAML or JSON. An unknown key is an error that names the nearest known key and the line. [schemas/definition.schema.json](../schemas/definition.schema.json), which comes with the plugin, says the same to editors: begin a file with `# yaml-language-server: $schema=` and the path of that file, and they complete keys and mark mistakes.',
    'In values, `${NAME}` stands for the environment variable NAME; one that is not set is an error. `$${NAME}` is the text `${NAME}`.',
    'A file with every key: [examples/everything.yaml](../examples/everything.yaml). How to work with it: [Keep users in git](keep-in-git.md).',
    ...objects('the file', root).map(([title, schema]) => section(title, schema)),
  ].join('\n\n');
}

const plain = (title: string): string => title.replace(/^the file$/, 'Top of the file');

/** The objects of a schema with their paths, the outer ones first. */
function objects(title: string, schema: Schema): [string, Schema][] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const found = objectIn(value);
    const path = title === 'the file' ? key : `${title}.${key}`;
    return found === undefined ? [] : objects(found.path(path), found.schema);
  });
  return [[title, schema], ...inner];
}

/** The object that a value holds: itself, in a list, by name, or as one of several. */
function objectIn(value: Schema): { readonly schema: Schema; readonly path: (key: string) => string } | undefined {
  if (value.properties) return { schema: value, path: (key) => key };
  if (value.items?.properties) return { schema: value.items, path: (key) => `${key}[]` };
  if (typeof value.additionalProperties === 'object')
    return { schema: value.additionalProperties, path: (key) => `${key}.<Object>` };
  return value.anyOf?.map(objectIn).find((found) => found !== undefined);
}

function section(title: string, { description, properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([key, value]) => [
    code(key),
    kindOf(value, (part) => (part.properties ? 'object' : undefined)),
    `${required.includes(key) ? '**Required.** ' : ''}${escaped(textOf(value))}`,
  ]);
  return [
    `## ${title === 'the file' ? plain(title) : code(title)}`,
    ...(description === undefined ? [] : [escaped(description)]),
    table(['key', 'value', 'what'], rows),
  ].join('\n\n');
}

function textOf({ description, anyOf = [] }: Schema): string {
  return description ?? anyOf.map((part) => part.description).find((text) => text !== undefined) ?? '';
}

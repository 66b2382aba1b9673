import { code } from './markdown.ts';

/** The part of JSON Schema that our schemas use. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: string;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
};

/**
 * What a value may be, in words.
 * @param name what a schema is called that has a section of its own
 */
export function kindOf(schema: Schema, name: (schema: Schema) => string | undefined): string {
  const named = name(schema);
  if (named !== undefined) return named;
  const { anyOf, items, type, additionalProperties } = schema;
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.const !== undefined) return code(schema.const);
  if (anyOf) return anyOf.map((part) => kindOf(part, name)).join(' or ');
  if (items) return `list of ${kindOf(items, name)}`;
  if (typeof additionalProperties === 'object') return `by name: ${kindOf(additionalProperties, name)}`;
  if (type === undefined) return 'anything';
  return typeof type === 'string' ? type : type.join(' or ');
}

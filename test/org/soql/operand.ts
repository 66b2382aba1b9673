import type {
  Field,
  FieldFunctionExpression,
  FieldRelationship,
  FieldWithAlias,
  FunctionExp,
} from '@jetstreamapp/soql-parser-js';
import { NotSimulated } from '../org.ts';
import type { Literals, Operand } from './compare.ts';
import { dateFunctionSql, isDateFunction } from './dateFunctions.ts';
import type { Frame } from './frame.ts';
import { resolve } from './names.ts';
import type { Leaf } from './conditions.ts';
import type { Clause } from './scan.ts';

export type Call = FunctionExp | FieldFunctionExpression;

/** The path of a selected field as it is written. */
export function pathOf(selected: Field | FieldWithAlias | FieldRelationship): string {
  if (selected.type === 'FieldRelationship')
    return selected.rawValue ?? [...selected.relationships, selected.field].join('.');
  return 'rawValue' in selected ? selected.rawValue : selected.field;
}

/** The name of a called function in capitals, and the one field path that it takes. */
export function callOf(call: Call): { name: string; path: string | undefined } {
  const [first, ...rest] = call.parameters ?? [];
  const name = (call.functionName ?? '').toUpperCase();
  if (rest.length > 0 || (first !== undefined && typeof first !== 'string')) {
    throw new NotSimulated(`SOQL function ${call.rawValue ?? name}`);
  }
  return { name, path: first };
}

/** A date function over a field as something to compare, group or order by. Throws NotSimulated for other functions. */
export function dateOperand(frame: Frame, clause: Clause, call: Call): Operand & { readonly object: Frame['object'] } {
  const { name, path } = callOf(call);
  if (!isDateFunction(name) || path === undefined) throw new NotSimulated(`SOQL function ${name} in ${clause}`);
  const { field, sql, object } = resolve(frame, clause, path);
  return { ...dateFunctionSql(name, field, sql), object };
}

/** The right side of a condition. */
export function literalsOf(leaf: Leaf): Literals {
  if (!('value' in leaf)) throw new NotSimulated('a sub-query at this place');
  const texts = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const types =
    leaf.literalType === undefined ? [] : Array.isArray(leaf.literalType) ? leaf.literalType : [leaf.literalType];
  const n =
    'dateLiteralVariable' in leaf && typeof leaf.dateLiteralVariable === 'number'
      ? leaf.dateLiteralVariable
      : undefined;
  return { texts, types: texts.map((_, at) => types[at] ?? types[0] ?? 'STRING'), n };
}

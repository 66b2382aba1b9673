import type { Access, OrgError, Session, SObject, Value } from '../org.ts';
import { queryError } from './errors.ts';
import { find, type Clause, type Scope } from './scan.ts';

/** What one call of `query` carries through its compilation. */
export type Run = {
  readonly session: Session;
  readonly access: Access;
  readonly soql: string;
  readonly tooling: boolean;
  /** Deleted rows too (queryAll). */
  readonly all: boolean;
  readonly values: Value[];
  aliases: number;
};

/** A parent reached from a frame. More than one target: a polymorphic reference, of which each row has one at most. */
export type Join = {
  readonly relationship: string;
  readonly reference: string;
  readonly targets: readonly { readonly object: SObject; readonly alias: string }[];
  readonly on: string;
};

/** One level of a query while it is compiled: the object after FROM, its alias, and the parents joined so far. */
export type Frame = {
  readonly run: Run;
  readonly scope: Scope;
  readonly object: SObject;
  readonly alias: string;
  /** What may stand before a field path without being a relationship. Lower case. */
  readonly prefixes: ReadonlySet<string>;
  readonly joins: Map<string, Join>;
};

/** Binds a value and gives its placeholder: the only way for a value of the query to reach SQL. */
export function bind(run: Run, value: Value): string {
  run.values.push(value);
  return `?${String(run.values.length)}`;
}

export function newAlias(run: Run): string {
  run.aliases += 1;
  return `t${String(run.aliases)}`;
}

export function newFrame(run: Run, scope: Scope, object: SObject, prefix?: string): Frame {
  const prefixes = new Set([object.name.toLowerCase(), ...(prefix === undefined ? [] : [prefix.toLowerCase()])]);
  return { run, scope, object, alias: newAlias(run), prefixes, joins: new Map() };
}

/** An error with the caret under a word of a clause. */
export function errorAt(frame: Frame, clause: Clause, word: string, code: string, reason: string): OrgError {
  return queryError(frame.run.soql, find(frame.scope, clause, word), code, reason);
}

/** SQL after FROM: the object's table and its joined parents. */
export function fromSql(frame: Frame): string {
  const joins = [...frame.joins.values()].map((join) => join.on);
  return [`"${frame.object.name}" AS ${frame.alias}`, ...joins].join(' ');
}

/** SQL condition that keeps the rows which the caller may see and which are not in the recycle bin; undefined when all. */
export function visibleSql(run: Run, object: SObject, alias: string): string | undefined {
  const visible = run.access.visibleRows(run.session, object)?.replaceAll('{t}', alias);
  const deleted = run.session.org.schema.field(object, 'IsDeleted');
  const parts = [
    ...(visible === undefined ? [] : [`(${visible})`]),
    ...(run.all || deleted === undefined || deleted.sql !== undefined ? [] : [`${alias}."IsDeleted" IS NOT 1`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' AND ');
}

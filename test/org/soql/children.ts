import type { Subquery } from '@jetstreamapp/soql-parser-js';
import { queryError, unknownRelationship } from './errors.ts';
import { newFrame, type Frame } from './frame.ts';
import { columnSql } from './names.ts';
import { visibleObject } from './object.ts';
import type { Plan } from './plan.ts';
import { find, takeChild } from './scan.ts';

/** SQLite takes 127 arguments in one call of json_array. */
const argumentsAtOnce = 100;

/** A column with the rows of a sub-query as JSON: for each row an array of arrays of its columns. */
export function childrenSql(plan: Plan, source: string): string {
  const names = plan.columns.map((_, at) => `c${String(at)}`);
  const chunks: string[] = [];
  for (let at = 0; at < names.length; at += argumentsAtOnce)
    chunks.push(`json_array(${names.slice(at, at + argumentsAtOnce).join(', ')})`);
  return `(SELECT json_group_array(json_array(${chunks.join(', ')})) FROM (${source}))`;
}

/**
 * The frame of a sub-query in SELECT, its relationship and the SQL that ties it to its parent row.
 * Throws INVALID_TYPE for an unknown relationship (community, known wording).
 */
export function childFrame(
  frame: Frame,
  subquery: Subquery,
): { frame: Frame; relationship: string; condition: string } {
  const { run } = frame;
  const { schema } = run.session.org;
  const scope = takeChild(frame.scope);
  const name = subquery.relationshipName;
  const relationship = frame.object.childRelationships.find(
    (each) => each.relationshipName?.toLowerCase() === name.toLowerCase(),
  );
  const child = relationship === undefined ? undefined : schema.object(relationship.childSObject);
  const field = relationship === undefined || child === undefined ? undefined : schema.field(child, relationship.field);
  const seen = child !== undefined && run.access.seesObject(run.session, child) ? child : undefined;
  if (
    seen === undefined ||
    field === undefined ||
    relationship?.relationshipName === undefined ||
    relationship.relationshipName === null
  ) {
    const word = [...(subquery.sObjectPrefix ?? []), name].join('.');
    throw queryError(
      run.soql,
      find(scope, 'FROM', word),
      'INVALID_TYPE',
      unknownRelationship(name, 'FROM part of query call'),
    );
  }
  const inner = newFrame(run, scope, visibleObject(run, scope, seen.name), subquery.sObjectAlias);
  return {
    frame: inner,
    relationship: relationship.relationshipName,
    condition: `${columnSql(field, inner.alias)} = ${frame.alias}."Id"`,
  };
}

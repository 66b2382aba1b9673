import { NotSimulated, type Field, type SObject } from '../org.ts';
import { queryError, unknownColumn, unknownRelationship } from './errors.ts';
import { newAlias, visibleSql, type Frame, type Join } from './frame.ts';
import { find, type Clause } from './scan.ts';

/** A field path that the caller may use. `parents` are the joins on the way; `place` is where the path stands in the text. */
export type Resolved = {
  readonly field: Field;
  readonly object: SObject;
  readonly sql: string;
  readonly parents: readonly Join[];
  readonly place: number | undefined;
};

/** Fields of the pseudo object "Name" through which a polymorphic reference is read (official: SOQL reference, polymorphic relationships). */
const polymorphicFields = new Set([
  'name',
  'id',
  'type',
  'alias',
  'email',
  'firstname',
  'lastname',
  'isactive',
  'phone',
  'profileid',
  'title',
  'username',
  'userroleid',
]);
const deepestPath = 5;

/** SQL of a field of the row with this alias. */
export function columnSql(field: Field, alias: string): string {
  return field.sql === undefined ? `${alias}."${field.name}"` : `(${field.sql.replaceAll('{t}', alias)})`;
}

function readableField(frame: Frame, object: SObject, name: string): Field | undefined {
  const { session, access } = frame.run;
  const field = session.org.schema.field(object, name);
  return field !== undefined && access.field(session, object, field).read ? field : undefined;
}

function joinParent(frame: Frame, object: SObject, alias: string, parentPath: string, name: string): Join | undefined {
  const path = `${parentPath}.${name.toLowerCase()}`;
  const known = frame.joins.get(path);
  if (known !== undefined) return known;
  const { session, access } = frame.run;
  const field = object.fields.find((each) => each.relationshipName?.toLowerCase() === name.toLowerCase());
  if (field?.relationshipName === undefined || field.relationshipName === null) return undefined;
  if (!access.field(session, object, field).read) return undefined;
  const reference = columnSql(field, alias);
  const targets = field.referenceTo.flatMap((each) => {
    const target = session.org.schema.object(each);
    return target !== undefined && access.seesObject(session, target)
      ? [{ object: target, alias: newAlias(frame.run) }]
      : [];
  });
  if (targets.length === 0) return undefined;
  const on = targets
    .map((target) => {
      const visible = visibleSql(frame.run, target.object, target.alias);
      const condition = `${target.alias}."Id" = ${reference}${visible === undefined ? '' : ` AND ${visible}`}`;
      return `LEFT JOIN "${target.object.name}" AS ${target.alias} ON ${condition}`;
    })
    .join(' ');
  const join = { relationship: field.relationshipName, reference, targets, on };
  frame.joins.set(path, join);
  return join;
}

function parentColumn(field: Field, alias: string): string {
  return field.sql === undefined
    ? columnSql(field, alias)
    : `CASE WHEN ${alias}."Id" IS NULL THEN NULL ELSE ${columnSql(field, alias)} END`;
}

function polymorphicColumn(
  frame: Frame,
  join: Join,
  name: string,
): { field: Field; sql: string; object: SObject } | undefined {
  const lower = name.toLowerCase();
  if (!polymorphicFields.has(lower)) return undefined;
  const columns = join.targets.flatMap((target) => {
    const named = lower === 'name' ? target.object.fields.find((each) => each.nameField) : undefined;
    const label = lower === 'name' ? readableField(frame, target.object, 'MasterLabel') : undefined;
    const field = named ?? label ?? readableField(frame, target.object, lower === 'type' ? 'Id' : name);
    if (field === undefined) return [];
    const sql =
      lower === 'type'
        ? `CASE WHEN ${target.alias}."Id" IS NOT NULL THEN '${target.object.name}' END`
        : parentColumn(field, target.alias);
    return [{ field, sql, object: target.object }];
  });
  const first = columns[0];
  if (first === undefined) return undefined;
  const canonical = lower === 'type' ? 'Type' : lower === 'name' ? 'Name' : first.field.name;
  const type = lower === 'type' ? 'string' : first.field.type;
  const sql = columns.length === 1 ? first.sql : `COALESCE(${columns.map((column) => column.sql).join(', ')})`;
  return { field: { ...first.field, name: canonical, type }, sql, object: first.object };
}

/**
 * Resolves a field path such as Profile.UserLicense.Name from the object of a frame, joining the parents that it passes.
 * Throws INVALID_FIELD for what does not exist or may not be read (facts 7.5).
 */
export function resolve(frame: Frame, clause: Clause, path: string): Resolved {
  const place = find(frame.scope, clause, path);
  const refuse = (reason: string): Error => queryError(frame.run.soql, place, 'INVALID_FIELD', reason);
  let parts = path.split('.');
  const first = parts[0]?.toLowerCase() ?? '';
  if (parts.length > 1 && frame.prefixes.has(first)) parts = parts.slice(1);
  const name = parts.at(-1) ?? '';
  const steps = parts.slice(0, -1);
  if (steps.length > deepestPath) throw new NotSimulated('the answer to a field path of more than five relationships');
  let object = frame.object;
  let alias = frame.alias;
  let join: Join | undefined;
  const parents: Join[] = [];
  for (const [depth, step] of steps.entries()) {
    const target = join?.targets[0];
    if (join !== undefined && join.targets.length > 1)
      throw new NotSimulated(`a relationship (${step}) of a polymorphic parent`);
    if (target !== undefined) ({ object, alias } = target);
    join = joinParent(frame, object, alias, steps.slice(0, depth).join('.').toLowerCase(), step);
    if (join === undefined) throw refuse(unknownRelationship(step, 'field path'));
    parents.push(join);
  }
  if (join !== undefined && join.targets.length > 1) {
    const column = polymorphicColumn(frame, join, name);
    if (column === undefined) throw refuse(unknownColumn(name, 'Name'));
    return { ...column, parents, place };
  }
  const target = join?.targets[0] ?? { object, alias };
  const field = readableField(frame, target.object, name);
  if (field === undefined) throw refuse(unknownColumn(name, target.object.name));
  const sql = join === undefined ? columnSql(field, target.alias) : parentColumn(field, target.alias);
  return { field, object: target.object, sql, parents, place };
}

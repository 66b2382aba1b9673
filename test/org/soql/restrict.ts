import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { NotSimulated, OrgError } from '../org.ts';
import { requiredLeaves, type Tree } from './conditions.ts';
import type { Frame } from './frame.ts';
import type { Plan } from './plan.ts';

/** Columns of which one must be filtered with = or IN (facts 5.2 [recorded]); the lists of the last two are recorded by other clients. */
const reified: Readonly<Record<string, readonly string[]>> = {
  UserEntityAccess: ['UserId', 'DurableId'],
  UserFieldAccess: ['UserId', 'DurableId'],
  FieldDefinition: ['EntityDefinitionId', 'DurableId'],
  EntityParticle: ['EntityDefinitionId', 'FieldDefinitionId', 'DurableId'],
};

function filtersOne(tree: Tree | undefined, columns: readonly string[]): boolean {
  const wanted = columns.flatMap((column) =>
    column === 'EntityDefinitionId'
      ? [column, 'EntityDefinition.QualifiedApiName', 'EntityDefinition.DurableId']
      : [column],
  );
  return requiredLeaves(tree).some(
    (leaf) =>
      'field' in leaf &&
      /^(?:=|in)$/i.test(leaf.operator) &&
      wanted.some((column) => column.toLowerCase() === leaf.field.toLowerCase()),
  );
}

/** What single objects ask of a WHERE clause (facts 5.2). */
export function checkFilter(frame: Frame, tree: Tree | undefined): void {
  const { name } = frame.object;
  const columns = reified[name];
  if (columns !== undefined && !filtersOne(tree, columns)) {
    throw new OrgError('MALFORMED_QUERY', `${name}: a filter on a reified column is required [${columns.join(',')}]`);
  }
  if (name === 'UserRecordAccess' && !(filtersOne(tree, ['UserId']) && filtersOne(tree, ['RecordId']))) {
    throw new NotSimulated('the answer to a query of UserRecordAccess without UserId and RecordId');
  }
}

/** Throws NotSimulated for SELECT COUNT() from objects that do not aggregate (facts 5.2); how an org refuses is not known. */
export function checkCount(frame: Frame): void {
  const { name } = frame.object;
  if (name === 'UserEntityAccess' || name === 'UserFieldAccess' || name === 'OauthToken')
    throw new NotSimulated(`the answer to COUNT() of ${name}`);
}

/** What single objects ask of a query that selects rows (facts 3.3, 5.2). */
export function checkSelection(frame: Frame, query: Query | Subquery, tree: Tree | undefined, plan: Plan): void {
  checkFilter(frame, tree);
  const has = (key: string): boolean => plan.nodes.some((node) => node.kind === 'field' && node.key === key);
  // facts 3.3 [official OBJ63]: both must be selected; how an org refuses is not known
  if (frame.object.name === 'FieldPermissions' && !(has('SobjectType') && has('Field'))) {
    throw new NotSimulated('the answer to a query of FieldPermissions that does not select both SobjectType and Field');
  }
  if (query.fields === undefined || query.fields.length === 0) throw new NotSimulated('a query without fields');
}

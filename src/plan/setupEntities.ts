import type { PermissionSetDefinition } from '../definition/definition.ts';
import { warning, type Problem } from '../definition/problem.ts';
import { SETUP_ENTITIES, SETUP_ENTITY_KEYS } from '../org/names.ts';
import type { SetupAccess } from '../org/state/state.ts';
import type { Context } from './context.ts';
import { found, missingNames } from './found.ts';
import type { SetupEntity } from './setRows.ts';

/** Whether a definition can name it. What it cannot name is never drift: nobody could ask for it to be kept. */
export function isDefinable({ entityType }: SetupAccess): boolean {
  return entityType in SETUP_ENTITY_KEYS;
}

/** Everything that the definition gives access to and the org has. */
export function setupEntities({ state }: Context, set: PermissionSetDefinition): SetupEntity[] {
  return SETUP_ENTITIES.flatMap(([type, kind]) =>
    set[kind].flatMap((name) => found(state[kind], name).map(({ id }) => ({ type, name, id }))),
  );
}

/** A problem for each name that the org does not have. */
export function setupEntityProblems(context: Context, set: PermissionSetDefinition): Problem[] {
  return SETUP_ENTITIES.flatMap(([, kind]) => missingNames(context, kind, set[kind]));
}

/** Which applications a menu shows is no access to anything, and nobody sees it on an API-only user. */
const HARMLESS: readonly string[] = ['TabSet'];

/** What the set gives access to and no definition can name: it stays, and that is said. */
export function leftProblems(set: PermissionSetDefinition, rows: readonly SetupAccess[]): Problem[] {
  const left = rows.filter((row) => !isDefinable(row) && !HARMLESS.includes(row.entityType));
  const names = left.map(({ entityType, entityName, entityId }) => `${entityType} ${entityName ?? entityId}`);
  return names.length === 0 ? [] : [warning('accessNotDefinable', set.name, [set.name, names.sort().join(', ')])];
}

import type { PermissionSetDefinition } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import type { Context } from './context.ts';
import { found, missingNames } from './found.ts';
import type { SetupEntity } from './setRows.ts';

/** What a definition names, the kind of it in the org, and its type in SetupEntityAccess. */
const KINDS = [
  ['apexClasses', 'ApexClass'],
  ['customPermissions', 'CustomPermission'],
  ['flows', 'FlowDefinition'],
  ['namedCredentials', 'NamedCredential'],
  ['connectedApps', 'ConnectedApplication'],
] as const;

/** Everything that the definition gives access to and the org has. */
export function setupEntities({ state }: Context, set: PermissionSetDefinition): SetupEntity[] {
  return KINDS.flatMap(([kind, type]) =>
    set[kind].flatMap((name) => found(state[kind], name).map(({ id }) => ({ type, name, id }))),
  );
}

/** A problem for each name that the org does not have. */
export function setupEntityProblems(context: Context, set: PermissionSetDefinition): Problem[] {
  return KINDS.flatMap(([kind]) => missingNames(context, kind, set[kind]));
}

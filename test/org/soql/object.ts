import { OrgError, type SObject } from '../org.ts';
import { queryError, unknownObject } from './errors.ts';
import type { Run } from './frame.ts';
import { find, type Scope } from './scan.ts';

/**
 * The object named after FROM. Throws INVALID_TYPE when it does not exist, the caller may not see it, or it is one of the
 * Tooling API outside of it (recorded query-invalid-type); INVALID_TYPE_FOR_OPERATION when it cannot be queried.
 */
export function visibleObject(run: Run, scope: Scope, name: string): SObject {
  const object = run.session.org.schema.object(name);
  if (object === undefined || (object.toolingOnly && !run.tooling) || !run.access.seesObject(run.session, object)) {
    throw queryError(run.soql, find(scope, 'FROM', name), 'INVALID_TYPE', unknownObject(name));
  }
  if (!object.queryable)
    throw new OrgError('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support query`);
  return object;
}

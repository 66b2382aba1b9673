import { pathsTo } from '../../access/pathsTo.ts';
import type { AccessRight } from '../../access/access.ts';
import { isGovernedElsewhere } from '../../access/throughParent.ts';
import { isListed, type OwnSession, type Proof } from '../proof.ts';

type Rights = Pick<Proof, 'access' | 'expected'>;

/** What a describe in the user's own session tells of an object. */
export const DESCRIBED_RIGHTS = ['read', 'create', 'edit', 'delete'] as const;

/** Whether the user should have a right: by its definition, or, where there is none, by what it holds. */
export function isWanted({ access, expected }: Rights, object: string, right: AccessRight): boolean {
  const paths = pathsTo(access, object, right);
  if (expected === undefined) return paths.length > 0;
  const defined = expected.objects.get(object)?.has(right) === true;
  return defined || paths.some((path) => isListed(expected, path));
}

/** Like {@link isWanted} for a field; fields without field-level security go with their object. */
export function isFieldWanted({ access, expected }: Rights, field: string, right: 'read' | 'edit'): boolean {
  const paths = pathsTo(access, field, right);
  if (expected === undefined) return paths.length > 0;
  const defined = expected.fields.get(field);
  return defined === 'edit' || defined === right || paths.some((path) => isListed(expected, path));
}

/** Objects that have object permissions of their own: only of these a describe tells what sets allow. */
export function isJudged({ inventory: { schema } }: Pick<Proof, 'inventory'>, object: string): boolean {
  return schema.permissionableObjects.includes(object) && !isGovernedElsewhere(object);
}

/** The session, where it is one of this user. */
export function ownOf({ own, user: { username } }: Proof): OwnSession | undefined {
  return own?.refused === undefined && own?.username === username && own.sameOrg ? own : undefined;
}

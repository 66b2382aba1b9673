import type { Learned } from '../plan/context.ts';
import { isRecordWrite, type ChangeGroup } from '../plan/change.ts';
import { hasCode, type OrgRefusal } from '../org/wire/refusal.ts';
import { GroupRefusal } from '../org/write/writeGroup.ts';

/** Refusals that say who may write, not what a license can hold. */
const ABOUT_THE_CALLER = [
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INVALID_SESSION_ID',
  'REQUEST_LIMIT_EXCEEDED',
];

/** How Salesforce says that a row is not there any more. */
const GONE = ['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'NOT_FOUND'];

/** License assignments that went together with the permission set that had brought them, so that they cannot be removed (facts 1.6). */
export function goneByItself(refusal: OrgRefusal): readonly string[] {
  if (!(refusal instanceof GroupRefusal) || !hasCode(refusal, ...GONE)) return [];
  return refusal.writes
    .filter(({ method, object }) => method === 'DELETE' && object === 'PermissionSetLicenseAssign')
    .flatMap(({ id }) => id ?? []);
}

/**
 * What a refused group teaches: the user permissions that its profile, or its permission set, cannot hold (facts 2.5, 2.9).
 * @param optional permissions that may be held elsewhere, or left out
 * @returns undefined when the refusal teaches nothing, so that planning again would only be refused again
 */
export function learn(
  learned: Learned,
  { step, changes }: ChangeGroup,
  refusal: OrgRefusal,
  optional: readonly string[],
): Learned | undefined {
  if (hasCode(refusal, ...ABOUT_THE_CALLER)) return undefined;
  const gone = goneByItself(refusal).filter((id) => !learned.goesByItself.has(id));
  if (gone.length > 0) return { ...learned, goesByItself: new Set([...learned.goesByItself, ...gone]) };
  const asked = changes.flatMap(({ type, write }) =>
    isRecordWrite(write) && (type === 'Profile' || type === 'PermissionSet') ? permissionsIn(write.fields) : [],
  );
  const movable = asked.filter((permission) => optional.includes(permission));
  const told = refusal.message.replace(/[^a-z]/gi, '').toLowerCase();
  const named = movable.filter((permission) => told.includes(permission.toLowerCase()));
  if (step === 'profile') {
    const refused = named.length > 0 ? named : movable;
    return refused.length === 0
      ? undefined
      : { ...learned, profileCannotHold: new Set([...learned.profileCannotHold, ...refused]) };
  }
  return named.length === 0 ? undefined : { ...learned, setCannotHold: new Set([...learned.setCannotHold, ...named]) };
}

function permissionsIn(fields: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(fields).flatMap((name) => /^Permissions(\w+)$/.exec(name)?.[1] ?? []);
}

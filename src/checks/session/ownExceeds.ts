import type { Check, Found } from '../check.ts';
import type { Proof } from '../proof.ts';
import { isFieldWanted, isJudged, isWanted, ownOf } from './wanted.ts';

/** Rights that the user's own session has on the objects of the definition and that it should not have. */
export const ownExceeds: Check<Proof> = {
  id: 'own-session-exceeds',
  severity: 'error',
  rule: (proof) => {
    const own = ownOf(proof);
    if (own === undefined) return [];
    const exceeds = (name: string, right: string): Found => ({
      subject: `${name}=${right}`,
      tokens: [proof.user.username, right, name],
    });
    return [...own.seen.values()]
      .filter(({ name }) => isJudged(proof, name))
      .flatMap((seen) => [
        ...(['create', 'edit', 'delete'] as const)
          .filter((right) => seen[right] && !isWanted(proof, seen.name, right))
          .map((right) => exceeds(seen.name, right)),
        ...extraFields(proof, seen.name, seen.fields).map(([name, right]) => exceeds(name, right)),
      ]);
  },
};

/** Only of fields that take field-level security; the caller's describe tells which. */
function extraFields(proof: Proof, object: string, seen: ReadonlyMap<string, boolean>): [string, string][] {
  const known = proof.inventory.schema.objects.get(object.toLowerCase());
  return [...seen].flatMap(([key, writable]): [string, string][] => {
    const field = known?.fields.get(key);
    if (field?.permissionable !== true) return [];
    const name = `${object}.${field.name}`;
    if (!isFieldWanted(proof, name, 'read')) return [[name, 'read']];
    return writable && field.editable && !isFieldWanted(proof, name, 'edit') ? [[name, 'edit']] : [];
  });
}

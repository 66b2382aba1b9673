import type { Check, Found } from '../check.ts';
import type { Proof, SeenObject } from '../proof.ts';
import { DESCRIBED_RIGHTS, isJudged, isWanted, ownOf } from './wanted.ts';

/** Rights that the definition gives, or without one the sets, and that the user's own session does not have. */
export const ownLacks: Check<Proof> = {
  id: 'own-session-lacks',
  severity: 'error',
  rule: (proof) => {
    const { access, expected, user } = proof;
    const own = ownOf(proof);
    if (own === undefined) return [];
    const lacks = (name: string, right: string): Found => ({
      subject: `${name}=${right}`,
      tokens: [user.username, right, name],
    });
    const objects = [...(expected?.objects ?? access.objects).keys()].filter((object) => isJudged(proof, object));
    return objects.flatMap((object) => {
      const seen = own.seen.get(object.toLowerCase());
      const missing = DESCRIBED_RIGHTS.filter((right) => isWanted(proof, object, right) && !has(seen, right));
      return [
        ...missing.map((right) => lacks(object, right)),
        ...fields(proof, object, seen).map((one) => lacks(...one)),
      ];
    });
  },
};

function has(seen: SeenObject | undefined, right: (typeof DESCRIBED_RIGHTS)[number]): boolean {
  return seen !== undefined && (right === 'read' || seen[right]);
}

/**
 * An object that is not seen at all has no fields to speak of. Of what is only held, Edit may be on a field that nobody can write; a definition
 * in which it were would have been refused.
 */
function fields({ access, expected }: Proof, object: string, seen: SeenObject | undefined): [string, string][] {
  if (seen === undefined) return [];
  const all: [string, string][] = expected
    ? [...expected.fields]
    : [...access.fields.keys()].map((name) => [name, 'read']);
  return all.filter(([name, right]) => {
    const [of, field = ''] = name.toLowerCase().split('.');
    if (of !== object.toLowerCase()) return false;
    const writable = seen.fields.get(field) ?? seen.fields.get(`${field}id`);
    return writable === undefined || (right === 'edit' && !writable);
  });
}

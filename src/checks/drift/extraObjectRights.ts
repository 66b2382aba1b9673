import type { Path } from '../../access/access.ts';
import { isByAllData, ways, type Check } from '../check.ts';
import { beyond, type Proof } from '../proof.ts';

/** Surveys come with the profiles that Salesforce ships with the license (facts 2.5). */
function isShipped(object: string, { kind }: Path): boolean {
  return kind === 'profile' && object.startsWith('Survey');
}

/** By effective access over everything that the user holds; what a wider user permission brings is told with that. */
export const extraObjectRights: Check<Proof> = {
  id: 'extra-object-right',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    expected === undefined
      ? []
      : [...access.objects].flatMap(([object, rights]) =>
          [...rights].flatMap(([right, paths]) => {
            const wanted = expected.objects.get(object)?.has(right) === true;
            const isOwn = (path: Path): boolean => !isShipped(object, path) && !isByAllData(access, right, path);
            const extra = wanted ? [] : beyond(expected, paths).filter(isOwn);
            return extra.length === 0
              ? []
              : [
                  {
                    subject: `${object}=${right}`,
                    tokens: [username, right, object, ways(extra)],
                    fixTokens: [right, object, ways(extra)],
                  },
                ];
          }),
        ),
};

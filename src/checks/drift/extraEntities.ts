import { ways, type Check } from '../check.ts';
import { isSameEntity } from './entities.ts';
import { beyond, type Proof } from '../proof.ts';

/** Which applications a menu shows is no access to anything, and nobody sees it on an API-only user. */
const HARMLESS: readonly string[] = ['TabSet'];

export const extraEntities: Check<Proof> = {
  id: 'extra-setup-access',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) =>
    expected === undefined
      ? []
      : [...access.entities.values()].flatMap(({ entity, paths }) => {
          const wanted = expected.entities.some((one) => isSameEntity(entity, one));
          const extra = wanted || HARMLESS.includes(entity.type) ? [] : beyond(expected, paths);
          const { type, name } = entity;
          return extra.length === 0
            ? []
            : [
                {
                  subject: `${type} ${name}`,
                  tokens: [username, type, name, ways(extra)],
                  fixTokens: [type, name, ways(extra)],
                },
              ];
        }),
};

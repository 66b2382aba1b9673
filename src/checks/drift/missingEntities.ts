import type { Check } from '../check.ts';
import { isSameEntity } from './entities.ts';
import type { Proof } from '../proof.ts';

export const missingEntities: Check<Proof> = {
  id: 'missing-setup-access',
  severity: 'error',
  rule: ({ user: { username }, access, expected }) => {
    const held = [...access.entities.values()].map(({ entity }) => entity);
    return (expected?.entities ?? [])
      .filter((wanted) => !held.some((entity) => isSameEntity(entity, wanted)))
      .map(({ type, name }) => ({ subject: `${type} ${name}`, tokens: [username, type, name] }));
  },
};

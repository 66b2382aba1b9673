import { ask } from './ask.ts';
import type { Made } from './created.ts';
import { errorsIn } from './match.ts';
import type { Answer, Target } from './target.ts';

const alreadyGone = new Set(['NOT_FOUND', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

/**
 * Takes away what cases made, last made first; twice, since some things go only after others. Users cannot be deleted
 * (facts 4.3): they are deactivated and their username is given back. Says what is left, by type and reason.
 */
export async function clean(target: Target, things: readonly Made[]): Promise<string[]> {
  let rest = [...things].reverse();
  let problems: string[] = [];
  for (let round = 0; round < 2 && rest.length > 0; round += 1) {
    const again: Made[] = [];
    problems = [];
    for (const thing of rest) {
      const answer = await remove(target, thing);
      if (isGone(answer)) continue;
      again.push(thing);
      problems.push(`${thing.type} ${thing.id}: ${errorsIn(answer.body)[0]?.message ?? `HTTP ${answer.status}`}`);
    }
    rest = again;
  }
  return problems;
}

/** Deactivates a user and gives its username back; a later run may take the user into use again. */
export function retireUser(target: Target, id: string): Promise<Answer> {
  const body = { IsActive: false, Username: `siu.conformance.retired.${id.toLowerCase()}@example.com` };
  return ask(target, { method: 'PATCH', path: `sobjects/User/${id}`, body });
}

function remove(target: Target, thing: Made): Promise<Answer> {
  if (thing.type === 'User') return retireUser(target, thing.id);
  if (thing.metadata !== true) return ask(target, { method: 'DELETE', path: `sobjects/${thing.type}/${thing.id}` });
  const xml = `<type>${thing.type}</type><fullNames>${thing.id}</fullNames>`;
  return ask(target, { metadata: { call: 'deleteMetadata', xml } });
}

function isGone(answer: Answer): boolean {
  const errors = errorsIn(answer.body);
  if (errors.length > 0) return errors.every((error) => alreadyGone.has(error.errorCode));
  return answer.status < 300;
}

import { readDefinitionFile } from '../definition/file.ts';
import { error } from '../definition/problem.ts';
import type { RawUser } from '../definition/raw.ts';
import { lowerNames, namedUsers, strangers, type Named } from '../definition/report.ts';
import type { Written } from './written.ts';

/** Who is to move, and what they are to be where somebody has written it down. */
export type Input = Named & { readonly written: Written | undefined };

/**
 * Users from flags, from a report of `audit`, or from a definition file.
 * @param usernames with a definition file, or a report: only these of it
 */
export async function readInput(
  usernames: readonly string[] | undefined,
  report: string | undefined,
  definitionFile: string | undefined,
): Promise<Input> {
  if (definitionFile !== undefined) return fromDefinition(definitionFile, usernames && lowerNames(usernames));
  return { ...(await namedUsers(usernames, report, 'users')), written: undefined };
}

async function fromDefinition(file: string, asked: readonly string[] | undefined): Promise<Input> {
  const { raw, problems, placeOf } = await readDefinitionFile(file);
  if (raw === undefined) return { usernames: [], written: undefined, problems };
  const nameless = raw.users.filter(({ username }) => username === undefined);
  const users = raw.users.flatMap((user): [string, RawUser][] =>
    user.username === undefined
      ? []
      : [
          [
            user.username.toLowerCase(),
            { ...user, ...(raw.profile ? { profile: { ...raw.profile, ...user.profile } } : {}) },
          ],
        ],
  );
  const all = users.map(([username]) => username);
  return {
    usernames: asked ?? all,
    written: {
      users: new Map(users),
      placeOf: (username, path) => {
        const index = raw.users.findIndex((user) => user.username?.toLowerCase() === username);
        return placeOf?.(['users', String(index), ...path]) ?? file;
      },
    },
    problems: [
      ...nameless.map(({ name }) => error('moveWithoutUsername', name, [name, file])),
      ...strangers(asked ?? [], all, file),
    ],
  };
}

import type { Definition, UserDefinition } from './definition.ts';
import { readDefinitionFile } from './file.ts';
import { fromFlags, type UserFlags } from './fromFlags.ts';
import { joinLists, joinSets, writtenSet } from './join.ts';
import { nearest } from './nearest.ts';
import { error, ofFlags, type Problem } from './problem.ts';
import type { RawDefinition, RawUser } from './raw.ts';
import { resolve } from './resolve.ts';

export type OneUser = { readonly user: UserDefinition | undefined; readonly problems: readonly Problem[] };

/**
 * The one user that `create` is about: from the flags, or from a file, in which the name picks one of several. A flag that is given
 * counts more than the file; objects are joined.
 */
export async function oneUser(flags: UserFlags, file: string | undefined): Promise<OneUser> {
  const read = file === undefined ? undefined : await readDefinitionFile(file);
  if (read && read.problems.length > 0) return { user: undefined, problems: read.problems };
  const base = read?.raw ? pick(read.raw, flags.name) : { user: undefined, problems: [] };
  if (base.problems.length > 0) return { user: undefined, problems: base.problems };
  const given = fromFlags({ ...flags, name: base.user?.name ?? flags.name });
  const raw: RawUser = base.user ? merge(base.user, given.user) : given.user;
  const { definition, problems } = resolve({
    ...(read?.raw?.profile ? { profile: read.raw.profile } : {}),
    users: [raw],
  });
  const found = base.user ? problems : ofFlags(problems);
  return { user: only(definition), problems: [...ofFlags(given.problems), ...found] };
}

function pick({ users }: RawDefinition, name: string | undefined): { user: RawUser | undefined; problems: Problem[] } {
  const names = users.map((user) => user.name);
  if (name === undefined) {
    return users.length === 1
      ? { user: users[0], problems: [] }
      : { user: undefined, problems: [error('fileSeveralUsers', 'users', [names.join(', ')])] };
  }
  const user = users.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const meant = nearest(name, names);
  return user
    ? { user, problems: [] }
    : {
        user: undefined,
        problems: [error('fileNoSuchUser', name, [name], [(meant.length > 0 ? meant : names).join(', ')])],
      };
}

function merge(file: RawUser, flags: RawUser): RawUser {
  const more = writtenSet(flags);
  const set = joinSets(writtenSet(file), more);
  const keeps =
    file.permissionSet === 'none' && Object.keys(set.objects ?? {}).length === 0 && Object.keys(more).length <= 1;
  return {
    ...joinLists(file, flags),
    profile: { ...file.profile, ...flags.profile },
    permissionSet: keeps ? 'none' : set,
    ...(flags.credential ? { credential: { ...file.credential, ...flags.credential } } : {}),
  };
}

function only({ users }: Definition): UserDefinition | undefined {
  return users[0];
}

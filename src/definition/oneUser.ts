import type { Definition, UserDefinition } from './definition.ts';
import { readDefinitionFile } from './file.ts';
import { fromFlags, type UserFlags } from './fromFlags.ts';
import { nearest } from './nearest.ts';
import { error, type Problem } from './problem.ts';
import type { RawDefinition, RawObjectAccess, RawUser } from './raw.ts';
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
  return { user: only(definition), problems: [...given.problems, ...problems] };
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
  const own = file.permissionSet === 'none' ? {} : (file.permissionSet ?? {});
  const more = flags.permissionSet === 'none' ? {} : (flags.permissionSet ?? {});
  const objects = new Map(Object.entries(own.objects ?? {}));
  for (const [object, access] of Object.entries(more.objects ?? {})) {
    const same = [...objects.keys()].find((name) => name.toLowerCase() === object.toLowerCase()) ?? object;
    objects.set(same, joined(objects.get(same), access));
  }
  const set = { ...joinLists(own, more), objects: Object.fromEntries(objects) };
  const keeps = file.permissionSet === 'none' && objects.size === 0 && Object.keys(more).length <= 1;
  return {
    ...joinLists(file, flags),
    profile: { ...file.profile, ...flags.profile },
    permissionSet: keeps ? 'none' : set,
  };
}

/** Both, with lists that both have joined. */
function joinLists<T extends object>(a: T, b: T): T {
  const values = new Map<string, unknown>(Object.entries(a));
  for (const [key, value] of Object.entries(b) as [string, unknown][]) {
    const lists: unknown[] = [values.get(key), value];
    values.set(key, lists.every((list) => Array.isArray(list)) ? lists.flat() : value);
  }
  return Object.fromEntries(values) as T;
}

function joined(a: RawObjectAccess = {}, b: RawObjectAccess): RawObjectAccess {
  const fields = (x: RawObjectAccess['readFields'] = [], y: RawObjectAccess['readFields'] = []) =>
    x === 'all' || y === 'all' ? ('all' as const) : [...x, ...y];
  return {
    access: [...(a.access ?? []), ...(b.access ?? [])],
    readFields: fields(a.readFields, b.readFields),
    editFields: fields(a.editFields, b.editFields),
  };
}

function only({ users }: Definition): UserDefinition | undefined {
  return users[0];
}

import type { UserDefinition } from './definition.ts';
import { readDefinitionFile } from './file.ts';
import { fromFlags, type UserFlags } from './fromFlags.ts';
import { joinSets, writtenSet } from './join.ts';
import { nearest } from './nearest.ts';
import { error, ofFlags, warning, type Problem } from './problem.ts';
import type { RawPermissionSet } from './raw.ts';
import { resolve } from './resolve.ts';

export type Part = { readonly users: readonly UserDefinition[]; readonly problems: readonly Problem[] };

/** What a source profile gives to a clone; `names` are those that the org has, `rights` what is not taken over. */
export type Source = {
  readonly profile: { readonly permissions: readonly string[]; readonly rights: number } | undefined;
  readonly names: readonly string[];
};

/** A profile alone, with the user permissions of its source and more. */
export function profileAlone(
  name: string,
  sourceName: string | undefined,
  source: Source | undefined,
  more: readonly string[],
): Part {
  const permissions = [...(source?.profile?.permissions ?? []), ...more];
  const { definition, problems } = resolve({
    users: [{ name: 'profile', profile: { name, permissions }, permissionSet: 'none' }],
  });
  return {
    users: definition.users.map((user) => ({ ...user, name, account: 'none' })),
    problems: [...(source && sourceName !== undefined ? sourceProblems(sourceName, source) : []), ...ofFlags(problems)],
  };
}

function sourceProblems(name: string, { profile, names }: Source): Problem[] {
  if (profile) return profile.rights > 0 ? [warning('sourceRights', name, [name, String(profile.rights)])] : [];
  const meant = nearest(name, names);
  return [error('unknownSource', name, [name], [(meant.length > 0 ? meant : names).join(', ')])];
}

/**
 * A permission set alone, from flags, or from a definition file in which the name picks one of several.
 * @param name API name; may be left out with a file that holds one set
 */
export async function permissionSetAlone(
  flags: UserFlags,
  label: string | undefined,
  file: string | undefined,
): Promise<Part> {
  const given = fromFlags({ ...flags, name: flags.name ?? 'file' });
  const read = file === undefined ? undefined : await fileSet(file, flags.name);
  if (read && read.problems.length > 0) return { users: [], problems: read.problems };
  const set = joinSets(read?.set ?? {}, writtenSet(given.user));
  const name = flags.name ?? read?.set?.name ?? '';
  const named = { ...set, name, label: label ?? set.label ?? name.replace(/_+/g, ' ') };
  const { definition, problems } = resolve({ users: [{ name: 'set', permissionSet: named }] });
  return {
    users: definition.users.map((user) => ({ ...user, name, account: 'none', profile: undefined })),
    problems: [...ofFlags(given.problems), ...(read ? problems : ofFlags(problems))],
  };
}

async function fileSet(
  file: string,
  name: string | undefined,
): Promise<{ set?: RawPermissionSet; problems: readonly Problem[] }> {
  const { raw, problems } = await readDefinitionFile(file);
  if (raw === undefined) return { problems };
  const sets = resolve(raw).definition.users.flatMap(({ permissionSet }) => permissionSet ?? []);
  const names = sets.map((set) => set.name);
  if (name === undefined && sets.length !== 1)
    return { problems: [error('fileSeveralSets', 'users', [names.join(', ')])] };
  const found = sets.find((set) => name === undefined || set.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) return { problems: [error('fileNoSuchSet', name ?? '', [name ?? ''], [names.join(', ')])] };
  const { recordTypes, ...rest } = found;
  return { set: { ...rest, ...(recordTypes ? { recordTypes } : {}) }, problems: [] };
}

/** Assignments to users who are there already, whatever their license. */
export function assignmentsAlone(usernames: readonly string[], flags: UserFlags): Part {
  const given = fromFlags({ ...flags, name: 'assign' }).user;
  const users = usernames.map((username, index) => ({
    ...given,
    name: `assign ${String(index)}`,
    username,
    permissionSet: 'none' as const,
  }));
  const { definition, problems } = resolve({ users });
  return {
    users: definition.users.map((user) => ({
      ...user,
      name: user.username ?? user.name,
      account: 'existing',
      profile: undefined,
    })),
    problems: ofFlags(problems),
  };
}

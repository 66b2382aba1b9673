import { nearest } from '../definition/nearest.ts';
import { error, type Problem } from '../definition/problem.ts';
import { qualified } from '../org/names.ts';
import type { Named } from '../org/state/state.ts';
import type { CandidateKind } from '../org/state/candidates.ts';
import type { Context } from './context.ts';
import { indexed } from './indexed.ts';

const byName = indexed<Named>(({ namespace, name }) => qualified(namespace, name).toLowerCase());

/** What the org has under this name; `Name` means the org's own before a package's, `ns__Name` the package's. */
export function found<T extends Named>(rows: readonly T[], written: string): T[] {
  return byName(rows, written.toLowerCase()).slice(0, 1) as T[];
}

/** A problem for each name that the org does not have, with the nearest names of the same kind. */
export function missingNames(context: Context, kind: CandidateKind, names: readonly string[]): Problem[] {
  return names
    .filter((name) => found(namedRows(context, kind), name).length === 0)
    .map((name) => {
      const meant = nearest(name, context.options.candidates[kind] ?? []);
      return meant.length > 0
        ? error(`unknown.${kind}`, name, [name], [meant.join(', ')])
        : error(`unknown.${kind}NoneNear`, name, [name]);
    });
}

function namedRows({ state }: Context, kind: CandidateKind): readonly Named[] {
  if (kind === 'recordTypes' || kind === 'users') return [];
  if (kind === 'permissionSetLicenses') {
    return state.permissionSetLicenses.map(({ id, developerName }) => ({
      id,
      name: developerName,
      namespace: undefined,
    }));
  }
  return state[kind];
}

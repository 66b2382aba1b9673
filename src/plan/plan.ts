import type { UserDefinition } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { OrgState } from '../org/state/state.ts';
import type { ChangeGroup } from './change.ts';
import type { Options } from './context.ts';
import { userNamed } from './held.ts';
import { planPermissionSet } from './permissionSet.ts';
import { orgProblems } from './preflight.ts';
import { planProfile, sharedProfiles } from './profile.ts';
import { rowsOfSets } from './setRows.ts';
import { planUser } from './user.ts';

/** The difference between a definition and an org, as changes in an order that Salesforce accepts. */
export type Plan = {
  readonly users: readonly UserPlan[];
  /** What holds for the run as a whole: licenses, seats, the caller's rights. */
  readonly problems: readonly Problem[];
};

export type UserPlan = {
  readonly name: string;
  /** Undefined where the definition is about a profile or a permission set alone. */
  readonly username: string | undefined;
  /** Undefined while the user does not exist. */
  readonly userId: string | undefined;
  readonly groups: readonly ChangeGroup[];
  /** What stands in the way of this user, and what is worth knowing. */
  readonly problems: readonly Problem[];
};

/** What the org holds of a definition. */
export type Snapshot = {
  /** Of each user of the definition, in its order. */
  readonly usernames: readonly (string | undefined)[];
  readonly schema: OrgSchema;
  readonly state: OrgState;
  /** Record types that a permission set shows, by the lower-case name of the set; only of sets whose record types are described. */
  readonly visibleRecordTypes: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * Plans all users of a definition. Pure: the same definition and snapshot give the same plan.
 * With an error among the problems, the general ones or a user's, nothing may be written.
 */
export function plan(users: readonly UserDefinition[], snapshot: Snapshot, options: Options): Plan {
  const rows = rowsOfSets(snapshot.state);
  const planned = new Set<string>();
  const profiles = sharedProfiles(users, snapshot.state);
  const plans = users.map((user, index) => {
    const username = snapshot.usernames[index];
    const shown = snapshot.visibleRecordTypes.get(user.permissionSet?.name.toLowerCase() ?? '') ?? new Set();
    const context = {
      user,
      username: username ?? '',
      schema: snapshot.schema,
      state: snapshot.state,
      visibleRecordTypes: shown,
      rows,
      options,
    };
    const profile = planProfile(context, planned, profiles);
    const set = planPermissionSet(context, profile.handedOn);
    const account = planUser(context, profile.profileId, set.permissionSetId);
    return {
      name: user.name,
      username,
      userId: userNamed(snapshot.state, username)?.id,
      groups: [
        { step: 'profile' as const, changes: profile.changes },
        { step: 'permissionSet' as const, changes: set.changes },
        { step: 'recordTypes' as const, changes: set.recordTypes },
        { step: 'user' as const, changes: account.changes },
      ].filter(({ changes }) => changes.length > 0),
      problems: unique([...profile.problems, ...set.problems, ...account.problems]),
    };
  });
  const problems = orgProblems(users, snapshot, plans.flatMap(allChanges), options);
  const blind = problems.some(({ id }) => id === 'unreadable' || id === 'apiVersionOld');
  return { users: blind ? plans.map((one) => ({ ...one, problems: [] })) : plans, problems };
}

export function allChanges<T>({
  groups,
}: {
  readonly groups: readonly { readonly changes: readonly T[] }[];
}): readonly T[] {
  return groups.flatMap(({ changes }) => changes);
}

/** Everything that forbids writing. */
export function blockers({ users, problems }: Plan): readonly Problem[] {
  return [...problems, ...users.flatMap((user) => user.problems)].filter(({ severity }) => severity === 'error');
}

function unique(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(
      problems.map((problem) => [`${problem.id} ${problem.subject} ${problem.tokens.join(' ')}`, problem]),
    ).values(),
  ];
}

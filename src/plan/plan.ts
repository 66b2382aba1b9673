import type { UserDefinition } from '../definition/definition.ts';
import type { Problem } from '../definition/problem.ts';
import type { OrgSchema } from '../org/schema.ts';
import type { OrgState } from '../org/state.ts';
import type { Change, ChangeGroup } from './change.ts';
import type { Context, Options } from './context.ts';
import { planPermissionSet } from './permissionSet.ts';
import { orgProblems } from './preflight.ts';
import { planProfile } from './profile.ts';
import { planUser } from './user.ts';

/** The difference between a definition and an org, as changes in an order that Salesforce accepts. */
export type Plan = {
  readonly name: string;
  readonly username: string;
  /** Undefined while the user does not exist. */
  readonly userId: string | undefined;
  readonly groups: readonly ChangeGroup[];
  /** Everything that stands in the way, and everything worth knowing. With an error among them nothing may be written. */
  readonly problems: readonly Problem[];
};

/** What the org holds of one user's definition. */
export type Snapshot = {
  readonly username: string;
  readonly schema: OrgSchema;
  readonly state: OrgState;
  readonly visibleRecordTypes: ReadonlySet<string>;
};

/** Plans one user. Pure: the same definition and snapshot give the same plan. */
export function plan(user: UserDefinition, snapshot: Snapshot, options: Options): Plan {
  const { username } = snapshot;
  const context: Context = { user, options, ...snapshot };
  const profile = planProfile(context);
  const set = planPermissionSet(context, profile.handedOn);
  const account = planUser(context, profile.profileId, set.permissionSetId);
  const groups: ChangeGroup[] = [
    { step: 'profile' as const, changes: profile.changes },
    { step: 'permissionSet' as const, changes: set.changes },
    { step: 'recordTypes' as const, changes: set.recordTypes },
    { step: 'user' as const, changes: account.changes },
  ].filter(({ changes }) => changes.length > 0);
  const changes = allChanges(groups);
  const general = orgProblems(snapshot.schema, snapshot.state, changes, options.apiVersion);
  const blind = general.some(({ id }) => id === 'unreadable' || id === 'apiVersionOld');
  return {
    name: user.name,
    username,
    userId: snapshot.state.users.find((one) => one.username === username)?.id,
    groups,
    problems: blind ? general : unique([...general, ...profile.problems, ...set.problems, ...account.problems]),
  };
}

export function allChanges(groups: readonly ChangeGroup[]): readonly Change[] {
  return groups.flatMap(({ changes }) => changes);
}

export function blockers({ problems }: Plan): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}

function unique(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(
      problems.map((problem) => [`${problem.id} ${problem.subject} ${problem.tokens.join(' ')}`, problem]),
    ).values(),
  ];
}

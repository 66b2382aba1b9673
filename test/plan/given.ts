import type { Account, UserDefinition } from '../../src/definition/definition.ts';
import type { Problem } from '../../src/definition/problem.ts';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';
import type { OrgSchema } from '../../src/org/schema.ts';
import type { OrgState } from '../../src/org/state/state.ts';
import type { Context, Options } from '../../src/plan/context.ts';
import { allChanges, plan, type Plan, type UserPlan } from '../../src/plan/plan.ts';
import { rowsOfSets } from '../../src/plan/setRows.ts';
import type { Change } from '../../src/plan/change.ts';
import { definition, definitions, options, orgSchema, orgState, rawUser, snapshot, USERNAME } from './snapshot.ts';

/** What a case is about; everything else is as in an org where nothing is made yet. */
export type Given = {
  readonly user?: Partial<RawUser>;
  /** Of the permission set of the user. */
  readonly set?: RawPermissionSet;
  readonly schema?: Partial<OrgSchema>;
  readonly state?: Partial<OrgState>;
  readonly options?: Partial<Options>;
  readonly visibleRecordTypes?: readonly string[];
  readonly username?: string;
  /** Of the user; `existing` has neither profile nor permission set of its own, as `permset assign` describes it. */
  readonly account?: Account;
  /** The definition leaves the username to be made from the name. */
  readonly withoutUsername?: boolean;
  /** The definition does not say whom messages go to. */
  readonly withoutEmail?: boolean;
};

export function context(given: Given): Context {
  const written = definition({ ...given.user, ...(given.set ? { permissionSet: given.set } : {}) });
  const user: UserDefinition = {
    ...written,
    ...(given.withoutEmail === true ? { email: undefined } : {}),
    ...(given.withoutUsername === true ? { username: undefined } : {}),
    ...(given.account === undefined ? {} : { account: given.account }),
    ...(given.account === 'existing' ? { profile: undefined, permissionSet: undefined } : {}),
  };
  const state = orgState(given.state);
  return {
    user,
    username: given.username ?? USERNAME,
    schema: orgSchema(given.schema),
    state,
    visibleRecordTypes: new Set(given.visibleRecordTypes),
    rows: rowsOfSets(state),
    options: options(given.options),
  };
}

/** The plan of one user, with all problems: its own, and behind them those of the run. */
export function planned(given: Given): UserPlan {
  const { user, username, schema, state, visibleRecordTypes, options: how } = context(given);
  const shown = new Map(user.permissionSet ? [[user.permissionSet.name.toLowerCase(), visibleRecordTypes]] : []);
  const org = snapshot({ usernames: [username], schema, state, visibleRecordTypes: shown });
  const { users, problems: general } = plan([user], org, how);
  const [own] = users;
  if (own === undefined) throw new Error('no plan');
  return { ...own, problems: [...own.problems, ...general] };
}

export function changesOf(given: Given): readonly Change[] {
  return allChanges(planned(given));
}

/** The errors of a plan. */
export function errorsOf({ problems: all }: Pick<UserPlan, 'problems'>): readonly Problem[] {
  return all.filter(({ severity }) => severity === 'error');
}

/** A change in one line, for a table. */
export function line({ action, type, name, detail }: Change): string {
  return `${action} ${type} ${name}${detail === undefined ? '' : ` (${detail})`}`;
}

export function lines(given: Given): string[] {
  return changesOf(given).map(line);
}

/** The problems of a plan as `severity id subject`. */
export function problems(given: Given): string[] {
  return planned(given).problems.map(({ severity, id, subject }) => `${severity} ${id} ${subject}`);
}

/** What a case with several users is about. */
export type ManyGiven = {
  readonly users: readonly (Partial<RawUser> & { readonly name: string })[];
  readonly state?: Partial<OrgState>;
  readonly options?: Partial<Options>;
};

/** The plan of several users, each with a username and an email address. */
export function plannedMany({ users, state, options: how }: ManyGiven): Plan {
  const resolved = definitions(users.map((user) => rawUser(user.name, user)));
  const usernames = resolved.map(({ username }) => username);
  return plan(resolved, snapshot({ usernames, state: orgState(state) }), options(how));
}

/** The plan of users who are described already, such as those of `permset assign`. */
export function plannedParts(
  users: readonly UserDefinition[],
  state: Partial<OrgState> = {},
  how: Partial<Options> = {},
): Plan {
  const usernames = users.map(({ account, username }) => (account === 'none' ? undefined : username));
  return plan(users, snapshot({ usernames, state: orgState(state) }), options(how));
}

/** The changes of a plan, each with its user in front. */
export function linesOf({ users }: Plan): string[] {
  return users.flatMap((user) => allChanges(user).map((change) => `${user.name}: ${line(change)}`));
}

/** The problems of a plan: those of the run, then those of each user with its name. */
export function problemsOf({ problems: general, users }: Plan): string[] {
  const text = ({ severity, id, subject }: Problem): string => `${severity} ${id} ${subject}`;
  return [
    ...general.map(text),
    ...users.flatMap(({ name, problems: own }) => own.map((one) => `${name}: ${text(one)}`)),
  ];
}

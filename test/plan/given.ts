import type { RawUser } from '../../src/definition/raw.ts';
import type { OrgSchema } from '../../src/org/schema.ts';
import type { OrgState } from '../../src/org/state.ts';
import type { Context, Options } from '../../src/plan/context.ts';
import { allChanges, plan, type Plan } from '../../src/plan/plan.ts';
import type { Change } from '../../src/plan/change.ts';
import { definition, options, orgSchema, orgState, snapshot, USERNAME } from './snapshot.ts';

/** What a case is about; everything else is as in an org where nothing is made yet. */
export type Given = {
  readonly user?: Partial<RawUser>;
  /** Of the permission set of the user. */
  readonly set?: NonNullable<RawUser['permissionSet']>;
  readonly schema?: Partial<OrgSchema>;
  readonly state?: Partial<OrgState>;
  readonly options?: Partial<Options>;
  readonly visibleRecordTypes?: readonly string[];
  readonly username?: string;
  /** The definition does not say whom messages go to. */
  readonly withoutEmail?: boolean;
};

export function context(given: Given): Context {
  const user = definition({ ...given.user, ...(given.set ? { permissionSet: given.set } : {}) });
  return {
    user: given.withoutEmail === true ? { ...user, email: undefined } : user,
    username: given.username ?? USERNAME,
    schema: orgSchema(given.schema),
    state: orgState(given.state),
    visibleRecordTypes: new Set(given.visibleRecordTypes),
    options: options(given.options),
  };
}

export function planned(given: Given): Plan {
  const { user, options: how, ...rest } = context(given);
  return plan(user, snapshot(rest), how);
}

export function changesOf(given: Given): readonly Change[] {
  return allChanges(planned(given).groups);
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

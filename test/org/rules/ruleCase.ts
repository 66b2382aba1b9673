import { expect } from 'chai';
import { access } from '../access/access.ts';
import { OrgError, type Org, type Row, type Session, type Switches } from '../org.ts';
import { deleteRecord, insertRecord, updateRecord } from '../records/write.ts';
import { buildOrg, type ScenarioName } from '../scenarios/scenario.ts';

/** What a case does its deeds with, as one user of one org. */
export type Desk = {
  readonly session: Session;
  readonly insert: (object: string, given: Record<string, unknown>) => string;
  readonly update: (object: string, id: string, changes: Record<string, unknown>) => void;
  readonly remove: (object: string, id: string) => void;
  /** The one row with these values. */
  readonly row: (object: string, equal: Row) => Row;
  readonly rows: (object: string, equal: Row) => Row[];
  readonly id: (object: string, equal: Row) => string;
};

export type RuleCase = {
  readonly title: string;
  readonly scenario?: ScenarioName;
  readonly switches?: Partial<Switches>;
  /** Username before "@"; the administrator when absent. */
  readonly as?: string;
  readonly apiVersion?: number;
  readonly act: (desk: Desk) => void;
  /** Code and text of the refusal; the act is accepted when absent. */
  readonly refused?: readonly [string, RegExp];
  /** Looks at what the act left behind. */
  readonly then?: (desk: Desk) => void;
};

const orgs = new Map<ScenarioName, Org>();

/** Runs each case as a mocha test on an org of its scenario, and undoes what it did. */
export const checkRuleCases = (subject: string, cases: readonly RuleCase[]): void => {
  describe(subject, () => {
    for (const one of cases)
      it(one.title, () => {
        checkOne(one);
      });
  });
};

class Undo extends Error {}

const checkOne = (one: RuleCase): void => {
  const scenario = one.scenario ?? 'production';
  const shared = orgs.get(scenario) ?? buildOrg(scenario);
  orgs.set(scenario, shared);
  const org: Org = { ...shared, switches: { ...shared.switches, ...one.switches } };
  try {
    org.store.transaction(() => {
      const desk = deskOf(org, one);
      const error = caught(() => {
        one.act(desk);
      });
      if (one.refused) expectRefusal(error, one.refused);
      else if (error !== undefined) throw error as Error;
      one.then?.(desk);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
};

const expectRefusal = (error: unknown, [code, text]: readonly [string, RegExp]): void => {
  expect(error, 'accepted').to.be.instanceOf(OrgError);
  expect((error as OrgError).errorCode, (error as OrgError).message).to.equal(code);
  expect((error as OrgError).message).to.match(text);
};

const caught = (act: () => void): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
};

const deskOf = (org: Org, one: RuleCase): Desk => {
  const suffix = org.features.sandbox && one.scenario === 'sandbox' ? '.uat' : '';
  const [user] = org.store.find('User', { Username: `${one.as ?? 'admin'}@example.com${suffix}` });
  const session: Session = { org, userId: String(user?.Id), apiVersion: one.apiVersion ?? 67 };
  const row = (object: string, equal: Row): Row => {
    const found = org.store.find(object, equal);
    expect(found, `${object} ${JSON.stringify(equal)}`).to.have.length(1);
    return found[0] ?? {};
  };
  return {
    session,
    insert: (object, given) => insertRecord(session, access, object, given),
    update: (object, id, changes) => {
      updateRecord(session, access, object, id, changes);
    },
    remove: (object, id) => {
      deleteRecord(session, access, object, id);
    },
    row,
    rows: (object, equal) => org.store.find(object, equal),
    id: (object, equal) => String(row(object, equal).Id),
  };
};

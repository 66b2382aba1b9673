import { expect } from 'chai';
import type { AuditedUser, AuditResult } from '../../src/report/audit/result.ts';
import { sizeOf } from '../org/scenarios/large/size.ts';
import { isPerson, truthOf, type Planted } from '../org/scenarios/large/truth.ts';
import { largeScenario } from '../org/scenarios/table.ts';
import { startOrg, type RunningOrg } from '../org/rest/start.ts';
import { auditJson } from './auditing.ts';

const SIZE = sizeOf(1000, { logDays: 2 });

describe('integration-user audit of a generated org', () => {
  let org: RunningOrg;
  let result: AuditResult;
  let requests = 0;
  const truth = truthOf(SIZE);
  const said = (planted: Planted): AuditedUser | undefined =>
    result.users.find(({ username }) => username === planted.username);
  const all = (kind: Planted['kind']): Planted[] => [...truth.values()].filter((planted) => planted.kind === kind);

  before(async function () {
    this.timeout(120_000);
    org = await startOrg({ scenario: largeScenario(SIZE) });
    const ran = await auditJson(org, [], { limit: 100 });
    expect(ran.exitCode, ran.json.message).to.equal(0);
    if (ran.json.result === undefined) throw new Error('no result');
    ({ result } = ran.json);
    requests = ran.requests.length;
  });
  after(() => org.close());

  it('calls nobody a machine for certain behind whom a person stands, and few possible ones', () => {
    const wrong = result.users.filter(({ username, verdict }) => {
      const planted = truth.get(username);
      return verdict === 'machine' && (planted === undefined || isPerson(planted));
    });
    expect(wrong.filter(({ certainty }) => certainty === 'certain').map(({ username }) => username)).to.deep.equal([]);
    expect(wrong.length).to.be.below(result.users.length / 5);
  });

  it('finds at least 95 of 100 machines, and most of them for certain or likely', () => {
    const machines = all('machine').filter(({ state }) => state === 'active');
    const found = machines.filter((planted) => said(planted) !== undefined);
    const sure = found.filter((planted) => said(planted)?.certainty !== 'possible');
    expect(machines.length).to.be.greaterThan(30);
    expect(found.length / machines.length).to.be.at.least(0.95);
    expect(sure.length / machines.length).to.be.at.least(0.85);
  });

  it('tells users that a person and a machine share', () => {
    expect(all('shared').map((planted) => said(planted)?.verdict)).to.deep.equal(all('shared').map(() => 'shared'));
  });

  it('names nobody whose logins all failed, or who is gone', () => {
    expect(all('retired').filter((planted) => said(planted) !== undefined)).to.deep.equal([]);
  });

  it('finds what is wrong with integration users, and leaves those alone that are right', () => {
    const FINDINGS: Readonly<Record<Planted['flaws'][number], string>> = {
      shared: 'several-applications',
      unused: 'never-used',
      adminRights: 'admin-rights',
      pslNotNeeded: 'license-not-needed',
      pslMissing: 'permission-set-license',
    };
    const wanted = Object.values(FINDINGS);
    const integration = all('integration');
    expect(integration.length).to.be.greaterThan(10);
    for (const { username, flaws, variant } of integration) {
      const user = result.integrationUsers.find((one) => one.username === username);
      const ids = new Set(user?.findings.map(({ id }) => id).filter((id) => wanted.includes(id)));
      expect([...ids].sort(), `${username} ${variant}`).to.deep.equal(flaws.map((flaw) => FINDINGS[flaw]).sort());
    }
  });

  it('counts seats and asks little', () => {
    const { certain, likely } = result.counts.machines;
    expect(result.integration.needed).to.equal(certain + likely);
    expect(result.licenses.reduce((sum, { freed }) => sum + freed, 0)).to.equal(certain + likely);
    expect(requests).to.be.lessThan(25);
  });
});

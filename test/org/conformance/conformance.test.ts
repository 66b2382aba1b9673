import { expect } from 'chai';
import type { Org, Switches } from '../org.ts';
import type { Case, CaseRequest } from './case.ts';
import { loadCases } from './load.ts';
import { totals } from './report.ts';
import type { Report } from './report.ts';
import { runCases } from './run.ts';
import { withSimulatedOrg } from './simulatedOrg.ts';

const cases = loadCases();
const unknowns = cases.filter((one) => one.kind === 'unknown');
const requests = (one: Case): readonly CaseRequest[] => [...(one.setup ?? []), one.request, ...(one.cleanup ?? [])];

/** What a case needs that the scenario production has not: it is run below, in an org prepared for it. */
const elsewhere = ['noSeat', 'noPslSeat'];
const runsInProduction = (one: Case): boolean => !(one.needs ?? []).some((need) => elsewhere.includes(need));

describe('conformance cases', () => {
  it('mark every case that posts a user or needs one', () => {
    for (const one of cases) {
      const posts = requests(one).some((request) =>
        /"(?:path|url)":"[^"]*sobjects\/User"/.test(JSON.stringify(request)),
      );
      expect(one.createsUser ?? false, one.id).to.equal(posts || (one.needs?.includes('user') ?? false));
    }
  });

  it('refer only to steps, to what the org has, or to parts of their own composite request', () => {
    for (const one of cases) {
      const text = JSON.stringify(one);
      const steps = (one.setup ?? []).map((step) => step.id);
      const parts = [...text.matchAll(/"referenceId":"(\w+)"/g)].map((found) => found[1]);
      const known = new Set([...steps, ...parts, 'org', 'user', 'unique', 'version', 'n']);
      for (const [, first] of text.matchAll(/@\{(\w+)/g))
        expect(known.has(first), `${one.id}: ${first ?? ''}`).to.equal(true);
    }
  });

  it('name the shared user only when they need it', () => {
    for (const one of cases) {
      const names = JSON.stringify(requests(one)).includes('@{user.');
      expect(one.needs?.includes('user') ?? false, one.id).to.equal(names);
    }
  });
});

describe('the simulated org', () => {
  let report: Report;
  let found: Record<string, unknown>;
  let left: Record<string, unknown>;

  before(async function () {
    this.timeout(120_000);
    let org: Org | undefined;
    const prepare = (built: Org): void => {
      org = built;
      found = withoutUsers(built);
    };
    await withSimulatedOrg({ prepare }, async (target) => {
      report = await runCases(target, { cases });
      if (org !== undefined) left = withoutUsers(org);
    });
  });

  it('holds every fact', () => {
    const differing = report.outcomes.filter((one) => one.result === 'differs');
    expect(differing.map(({ id, differences, got }) => ({ id, differences, got }))).to.deep.equal([]);
  });

  it('answers every unknown as its default says', () => {
    expect(report.outcomes.filter((one) => one.result === 'open')).to.deep.equal([]);
    expect(totals(report).settled).to.equal(unknowns.filter(runsInProduction).length);
  });

  it('skips nothing but what needs another org', () => {
    const skipped = report.outcomes
      .filter((one) => one.result === 'skipped')
      .map((one) => `${one.id}: ${one.reason ?? ''}`);
    const wanted = cases.filter((one) => !runsInProduction(one)).map((one) => one.id);
    expect(skipped.filter((text) => !wanted.some((id) => text.startsWith(`${id}:`)))).to.deep.equal([]);
  });

  it('is left as it was found, but for the retired users', () => {
    expect(report.leftovers).to.deep.equal([]);
    expect(left).to.deep.equal(found);
  });

  it('has no seat to give in the scenario without seats', async () => {
    const outcomes = await withSimulatedOrg({ scenario: 'no-seats' }, async (target) => {
      const { outcomes: all } = await runCases(target, { cases: cases.filter((one) => one.id === 'user.no-seat') });
      return all;
    });
    expect(outcomes.map((one) => one.result)).to.deep.equal(['holds']);
  });

  it('creates no user when told not to', async () => {
    const outcomes = await withSimulatedOrg({}, async (target) => {
      const users = cases.filter((one) => one.createsUser === true);
      const { outcomes: all } = await runCases(target, { cases: users, users: false });
      return all;
    });
    expect(new Set(outcomes.map((one) => one.reason))).to.deep.equal(new Set(['creates a user']));
  });
});

describe('an unknown', () => {
  for (const one of unknowns) {
    for (const { value } of one.answers ?? []) {
      it(`${one.id} is settled as ${one.switch ?? ''} = ${String(value)}`, async () => {
        const switches: Partial<Switches> = { [String(one.switch)]: value };
        const prepare = one.needs?.includes('noPslSeat') === true ? takeSeats : (): void => undefined;
        const outcomes = await withSimulatedOrg({ switches, prepare }, async (target) => {
          const { outcomes: all } = await runCases(target, { cases: [one] });
          return all;
        });
        expect(outcomes).to.have.length(1);
        expect(outcomes[0]).to.include({ result: 'settled', switch: one.switch, value });
      });
    }
  }
});

/** Everything stored but users and what comes with each of them. */
function withoutUsers(org: Org): Record<string, unknown> {
  const withUser = new Set(['User', 'UserLogin', 'SetupAuditTrail', 'LoginHistory', 'AuthSession', 'OauthToken']);
  const dump = Object.entries(org.store.dump()).filter(([name]) => !withUser.has(name));
  const isOwned = (id: unknown): boolean => org.store.get('PermissionSet', String(id))?.['IsOwnedByProfile'] === 1;
  return Object.fromEntries(
    dump.map(([name, rows]) =>
      name === 'PermissionSetAssignment'
        ? [name, rows.filter((row) => !isOwned(row['PermissionSetId']))]
        : [name, rows],
    ),
  );
}

/** Leaves the integration permission set license without a free seat. */
function takeSeats(org: Org): void {
  for (const license of org.store.find('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' })) {
    org.store.update('PermissionSetLicense', String(license['Id']), { TotalLicenses: license['UsedLicenses'] ?? 0 });
  }
}

import { expect } from 'chai';
import { syncBuiltinESMExports } from 'node:module';
import { createSandbox } from 'sinon';
import { findCandidates } from '../../src/audit/findCandidates.ts';
import type { Hunt } from '../../src/audit/hunt.ts';
import { bulkLogins } from '../../src/org/audit/bulkLogins.ts';
import { countLogins } from '../../src/org/audit/countLogins.ts';
import type { LoginAsk } from '../../src/org/audit/logins.ts';
import { OrgRefusal } from '../../src/org/wire/refusal.ts';
import { scene } from '../audit/subjects.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { OAUTH, plantLogins, plantUser } from './auditing.ts';
import { connect, shortenWaits } from './harness.ts';
import { rejection } from '../org-room/fake.ts';
import { withOrg } from './withOrg.ts';

const period = () => ({ from: new Date(Date.now() - 90 * 86_400_000), to: new Date() });
const ALL: LoginAsk = {
  where: { part: 'LoginTime >= LAST_N_DAYS:90' },
  by: ['UserId', 'Application', 'LoginType', 'LoginSubType', 'Status'],
};

/** A connector with two users among telephones, all by refresh tokens, and nobody who may see tokens. */
function plantConnector(org: RunningOrg): string[] {
  const logs = (application: string) => [{ type: OAUTH, subType: 'OAuth Refresh Token', application, everyHours: 300 }];
  const ids = ['one', 'two', 'three'].map((name) => plantUser(org, `${name}@looks.example`));
  for (const id of ids) plantLogins(org, id, logs('Quiet Link'));
  for (const name of ['a', 'b']) plantLogins(org, plantUser(org, `${name}@looks.example`), logs('Salesforce for iOS'));
  return ids;
}

/** As if the way were one of very many users. */
const hunt: Hunt = {
  walks: [],
  crowded: [{ type: OAUTH, subType: 'OAuth Refresh Token', users: 90_000 }],
  connectors: [{ name: 'Quiet Link', users: 3, moments: [] }],
};

describe('logins in bulk', () => {
  const sandbox = createSandbox();
  before(() => shortenWaits(sandbox));
  after(() => {
    sandbox.restore();
    syncBuiltinESMExports();
  });

  it('are counted as groups are', () =>
    withOrg({}, async (org) => {
      plantConnector(org);
      const connection = await connect(org);
      const [grouped] = await countLogins({ connection }, [ALL], 3);
      const bulk = await bulkLogins({ connection, backOff: [0] }, ALL, () => true);
      const sorted = (groups: readonly object[] = []) => groups.map((one) => JSON.stringify(one)).sort();
      expect(sorted(bulk)).to.deep.equal(sorted(grouped?.groups));
      expect(bulk.length).to.be.greaterThan(5);
      const jobs = org.requests.filter(({ path }) => path.includes('/jobs/query'));
      expect(jobs.at(-1)?.method).to.equal('DELETE');
    })).timeout(20_000);

  for (const bulkLoginHistory of ['accepted', 'refused', 'fails'] as const)
    it(`find the users of a connector that nothing else shows, where bulk is ${bulkLoginHistory}`, () =>
      withOrg({ switches: { bulkLoginHistory } }, async (org) => {
        const ids = plantConnector(org);
        const connection = await connect(org);
        const found = await findCandidates({ connection, backOff: [0] }, hunt, period(), scene());
        expect([...found.ids].sort()).to.deep.equal([...ids].sort());
        expect(found.bulk.used).to.equal(true);
        expect(found.bulk.refused === undefined).to.equal(bulkLoginHistory === 'accepted');
        expect(found.unread).to.deep.equal([]);
      })).timeout(20_000);

  it('are not asked for where who logged in at a known second is enough', () =>
    withOrg({}, async (org) => {
      const ids = plantConnector(org);
      const times = org.org.store
        .find('LoginHistory', { Application: 'Quiet Link' })
        .map(({ LoginTime }) => String(LoginTime));
      const connection = await connect(org);
      const known = { ...hunt, connectors: [{ name: 'Quiet Link', users: 3, moments: times }] };
      org.clearRequests();
      const found = await findCandidates({ connection }, known, period(), scene());
      expect([...found.ids].sort()).to.deep.equal([...ids].sort());
      expect(found.bulk).to.deep.equal({ used: false, refused: undefined });
      expect(org.requests.some(({ path }) => path.includes('/jobs/'))).to.equal(false);
    }));

  it('end with what Salesforce says of the job', () =>
    withOrg({ switches: { bulkLoginHistory: 'fails' } }, async (org) => {
      const connection = await connect(org);
      expect(await rejection(bulkLogins({ connection, backOff: [0] }, ALL, () => true))).to.be.instanceOf(OrgRefusal);
    })).timeout(20_000);
});

import { expect } from 'chai';
import type { RanJson } from './harness.ts';
import type { WriteResult } from '../../src/report/result.ts';
import { dumpOf, expectSame } from './difference.ts';
import { create, createJson } from './harness.ts';
import { withOrg } from './withOrg.ts';
import { inShort, NOBODY, WHOLE, writesOf, ZOOMINFO } from './zoomInfo.ts';
import { expectShape } from './shape.ts';

const listed = ({ json }: RanJson<WriteResult>): string[] =>
  (json.result?.users[0]?.changes ?? []).map(({ action, type, name }) => `${action} ${type} ${name}`);

describe('integration-user create --dry-run', () => {
  it('writes nothing and gives the plan in the shape of the result', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const ran = await createJson(org, [...WHOLE, '--dry-run']);
      expect(ran.exitCode, ran.json.message).to.equal(0);
      expect(writesOf(ran.requests).map(inShort)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
      const { result } = ran.json;
      expectShape(result);
      expect(result).to.include({ dryRun: true, outcome: 'planned' });
      expect(result.users[0]?.id).to.equal(null);
      expect([...new Set(result.users[0]?.changes.map(({ status }) => status))]).to.deep.equal(['planned']);
      const real = await createJson(org, WHOLE);
      expectShape(real.json.result);
      expect(listed(ran)).to.deep.equal(listed(real));
      expect(result.licenses.userLicense).to.deep.equal({ name: 'Salesforce Integration', total: 5, used: 1, free: 4 });
    }));

  it('shows a person the plan as a table that says so', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const { stdout, exitCode, stderr } = await create(org, [...ZOOMINFO, '--dry-run']);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.contain('Plan for ZoomInfo (nothing is written)').and.contain('Changes that would be made: 8.');
      expect(stdout)
        .to.match(/create +User +zoominfo@acme\.integration/)
        .and.contain('without --dry-run');
      expect(stdout).not.to.match(/is ready|Read back/);
      expectSame(before, dumpOf(org));
    }));

  it('says unchanged where nothing is to be done', () =>
    withOrg({}, async (org) => {
      await create(org, WHOLE);
      const before = dumpOf(org);
      const { json, exitCode } = await createJson(org, [...WHOLE, '--dry-run']);
      expect(exitCode).to.equal(0);
      expectShape(json.result);
      expect(json.result).to.include({ dryRun: true, outcome: 'unchanged' });
      expect(json.result.users[0]?.id).to.match(/^005/);
      expectSame(before, dumpOf(org));
    }));

  it('plans only what is missing', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      const { json } = await createJson(org, [...ZOOMINFO, '--field', 'Account.Phone', '--dry-run']);
      expectShape(json.result);
      expect(json.result.users[0]?.changes).to.deep.equal([
        { action: 'create', type: 'FieldPermissions', name: 'Account.Phone', status: 'planned', detail: 'read' },
      ]);
    }));

  it('finds the same blockers', () =>
    withOrg({}, async (org) => {
      const args = [...NOBODY, '--object', 'Acount=read', '--role', 'Integration'];
      const [dry, real] = [await createJson(org, [...args, '--dry-run']), await createJson(org, args)];
      expect([dry.exitCode, real.exitCode]).to.deep.equal([1, 1]);
      expect(dry.json.result?.dryRun).to.equal(true);
      expect(dry.json.result?.blockers).to.deep.equal(real.json.result?.blockers);
      expect(dry.json.result?.blockers).to.have.length(2);
    }));
});

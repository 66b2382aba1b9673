import { expect } from 'chai';
import type { Finding } from '../../src/report/finding.ts';
import { administer } from './administer.ts';
import { idOf, plantSet } from './change.ts';
import { expectCorrectUser } from './correctUser.ts';
import { withDefinition } from './definitionFile.ts';
import { dumpOf, expectSame } from './difference.ts';
import { apply, create, createJson, permsetCreate } from './harness.ts';
import { withOrg } from './withOrg.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { inShort, NOBODY, USERNAME, WHOLE, writesOf, ZOOMINFO } from './zoomInfo.ts';

const told = (findings: readonly Finding[] = []): string[] =>
  findings.map(({ severity, id, subject }) => `${severity} ${id} ${subject}`);

const INFO = `info password-never-expires ${USERNAME}`;

function freeze(org: RunningOrg): void {
  org.org.store.update('UserLogin', idOf(org, 'UserLogin', { UserId: idOf(org, 'User', { Username: USERNAME }) }), {
    IsFrozen: 1,
  });
}

/** Somebody gives the user a set by hand. */
function give(org: RunningOrg, fields: Parameters<typeof plantSet>[1]): void {
  administer(org).assign(USERNAME, plantSet(org, fields));
}

describe('integration-user create: the checks at its end', () => {
  it('are in the result; what is only worth knowing is counted on the terminal', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await createJson(org, WHOLE);
      expect([exitCode, json.result?.outcome]).to.deep.equal([0, 'created']);
      expect(told(json.result?.users[0]?.findings)).to.deep.equal([INFO]);
      const { stdout } = await create(org, WHOLE);
      expect(stdout).to.contain(`Also worth knowing: 1. See: sf integration-user verify --username ${USERNAME}`);
      expect(stdout).not.to.contain('password-never-expires');
    }));

  it('edit on a field of an object that may not be changed: said, and no error', () =>
    withOrg({}, async (org) => {
      const field = ['--field', 'Account.Website=edit'];
      const first = await createJson(org, [...NOBODY, '--object', 'Account=read', ...field]);
      expect([first.exitCode, first.json.result?.outcome]).to.deep.equal([0, 'created']);
      expect(told(first.json.result?.users[0]?.findings)).to.include('warning field-edit-without-effect Account');
      const second = await createJson(org, [...NOBODY, '--object', 'Account=read,create', ...field]);
      expect(told(second.json.result?.users[0]?.findings).filter((text) => !text.startsWith('info'))).to.deep.equal([]);
    }));

  it('a user that is frozen: what was written stays, and it ends with 1', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      freeze(org);
      const { json, exitCode } = await createJson(org, [...ZOOMINFO, '--field', 'Account.Phone']);
      expect([exitCode, json.status, json.result?.outcome]).to.deep.equal([1, 1, 'updated']);
      expect(told(json.result?.users[0]?.findings)).to.deep.equal([`error user-frozen ${USERNAME}`, INFO]);
      expect(json.warnings.join())
        .to.contain(`Integration user ${USERNAME} is there as described, but`)
        .and.contain(`verify --username ${USERNAME}`);

      const before = dumpOf(org);
      const again = await create(org, [...ZOOMINFO, '--field', 'Account.Phone']);
      expect(again.exitCode).to.equal(1);
      expect(again.stdout).to.match(/error +user-frozen +The user zoominfo@acme.integration is frozen/);
      expect(again.stdout).not.to.contain('Everything is as described');
      expect(writesOf(again.requests).map(inShort)).to.deep.equal([]);
      expectSame(before, dumpOf(org));
    }));

  it('broad access that somebody gave by hand: an error, unless it is allowed', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      give(org, { Name: 'Broad', PermissionsViewAllData: 1 });
      const refused = await createJson(org, ZOOMINFO);
      expect([refused.exitCode, refused.json.result?.outcome]).to.deep.equal([1, 'unchanged']);
      expect(told(refused.json.result?.users[0]?.findings)).to.include('error broad-permission ViewAllData');
      const allowed = await createJson(org, [...ZOOMINFO, '--allow-broad-access']);
      expect(allowed.exitCode).to.equal(0);
      expect(told(allowed.json.result?.users[0]?.findings)).to.include('warning broad-permission ViewAllData');
    }));

  it('sets by hand that reach no further than anybody asked are none: create only adds', () =>
    withOrg({}, async (org) => {
      await create(org, [...ZOOMINFO, '--object', 'Contact=read']);
      give(org, { Name: 'More', PermissionsRunReports: 1 });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect([exitCode, told(json.result?.users[0]?.findings)]).to.deep.equal([0, [INFO]]);
    }));

  it('several applications that log in as an existing user are a warning', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      const UserId = idOf(org, 'User', { Username: USERNAME });
      for (const Application of ['ZoomInfo', 'Warehouse']) {
        const LoginTime = new Date().toISOString();
        org.org.store.insert('LoginHistory', { UserId, Application, LoginTime, Status: 'Success' });
      }
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect(exitCode).to.equal(0);
      expect(told(json.result?.users[0]?.findings)).to.include(`warning several-applications ${USERNAME}`);
      expect((await create(org, ZOOMINFO)).stdout).to.match(/warning +several-applications/);
    }));

  it('that cannot be done are told so, and the user is made', () =>
    withOrg({}, async (org) => {
      org.faults.add({ kind: 'status', code: 403, at: 8, times: 1 });
      const { json, exitCode } = await createJson(org, ZOOMINFO);
      expect([exitCode, json.result?.outcome], json.message).to.deep.equal([0, 'created']);
      expect(told(json.result?.users[0]?.findings)).to.deep.equal([`warning checks-not-done ${USERNAME}`]);
      expectCorrectUser(org);
    }));

  it('are not run for a plan, nor for a permission set alone', () =>
    withOrg({}, async (org) => {
      const planned = await createJson(org, [...NOBODY, '--object', 'Account=read', '--dry-run']);
      expect(told(planned.json.result?.users[0]?.findings)).to.deep.equal([]);
      const set = await permsetCreate.json(org, ['--name', 'Alone', '--object', 'Account=read']);
      expect(told(set.json.result?.users[0]?.findings)).to.deep.equal([]);
    }));
});

describe('integration-user apply: the checks at its end', () => {
  it('one user of several fails a check: 1, and everyone is written', () =>
    withOrg({}, async (org) => {
      await create(org, ZOOMINFO);
      freeze(org);
      const users = [
        { name: 'ZoomInfo', username: USERNAME, email: 'team@acme.com' },
        { name: 'Other', username: 'other@acme.integration', email: 'team@acme.com' },
      ];
      await withDefinition({ users }, async (file) => {
        const { json, exitCode } = await apply.json(org, ['--definition-file', file]);
        expect(exitCode, json.message).to.equal(1);
        expect(json.result?.users.map(({ outcome }) => outcome))
          .to.include('created')
          .and.not.include('failed');
        expect(told(json.result?.users[0]?.findings)).to.include(`error user-frozen ${USERNAME}`);
        expect(told(json.result?.users[1]?.findings).filter((text) => text.startsWith('error'))).to.deep.equal([]);
        const { stdout } = await apply(org, ['--definition-file', file]);
        expect(stdout).to.contain(`Checks of ${USERNAME}`).and.not.contain('Checks of other@');
      });
    }));
});

import { expect } from 'chai';
import IntegrationUserAudit from '../../src/commands/integration-user/audit.ts';
import IntegrationUserApply from '../../src/commands/integration-user/apply.ts';
import IntegrationUserCreate from '../../src/commands/integration-user/create.ts';
import IntegrationUserCredentialRevoke from '../../src/commands/integration-user/credential/revoke.ts';
import IntegrationUserCredentialTest from '../../src/commands/integration-user/credential/test.ts';
import IntegrationUserDisplay from '../../src/commands/integration-user/display.ts';
import IntegrationUserExport from '../../src/commands/integration-user/export.ts';
import IntegrationUserLicenseList from '../../src/commands/integration-user/license/list.ts';
import IntegrationUserList from '../../src/commands/integration-user/list.ts';
import IntegrationUserMigrate from '../../src/commands/integration-user/migrate.ts';
import IntegrationUserRetire from '../../src/commands/integration-user/retire.ts';
import IntegrationUserVerify from '../../src/commands/integration-user/verify.ts';
import { runJson } from '../commands/harness.ts';
import { withOrg } from '../commands/withOrg.ts';
import { NOBODY, USERNAME, ZOOMINFO } from '../commands/zoomInfo.ts';
import type { Fault } from '../org/faults/fault.ts';
import type { StartOptions } from '../org/rest/start.ts';
import { expectGolden } from './golden.ts';

type Case = {
  readonly kind: string;
  readonly command: unknown;
  readonly args: readonly string[];
  readonly org?: StartOptions;
  readonly fault?: Fault;
  readonly as?: string;
};
type ErrorJson = {
  readonly name: string;
  readonly message: string;
  readonly exitCode: number;
  readonly status: number;
  readonly code: string;
  readonly context: string;
  readonly commandName: string;
  readonly warnings: readonly string[];
  readonly stack: string;
  readonly actions?: readonly string[];
  readonly result?: Readonly<Record<string, unknown>>;
};

const WAREHOUSE = 'warehouse@example.com';
const elsewhere: StartOptions = {
  usernamesElsewhere: [USERNAME],
  switches: { passwordNeverExpiresOnProfile: 'accepted' },
};
const lost: Fault = { kind: 'drop-before', match: /POST .*\/composite$/, times: 50 };
const away: Fault = {
  ...{ kind: 'status', code: 403, times: 99 },
  body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
};

/** One of each kind of error that a command ends with. */
const cases: readonly Case[] = [
  { kind: 'unknown flag', command: IntegrationUserCreate, args: ['--nope'] },
  { kind: 'missing flag', command: IntegrationUserCreate, args: [] },
  { kind: 'flags that exclude each other', command: IntegrationUserRetire, args: ['--freeze', '--unfreeze'] },
  { kind: 'blocked by the org', command: IntegrationUserCreate, args: [...NOBODY, '--object', 'Acount=read'] },
  { kind: 'blocked without asking the org', command: IntegrationUserCreate, args: ['--name', 'A', '--username', 'a'] },
  { kind: 'a definition file that is not there', command: IntegrationUserApply, args: ['-f', 'not-there.yaml'] },
  { kind: 'a refusal on write', command: IntegrationUserCreate, args: ZOOMINFO, org: elsewhere },
  { kind: 'an answer that was lost', command: IntegrationUserCreate, args: ZOOMINFO, fault: lost },
  { kind: 'an org that cannot be read', command: IntegrationUserList, args: [], fault: away },
  { kind: 'a login that may not see licenses', command: IntegrationUserList, args: [], as: WAREHOUSE },
  { kind: 'an access that is no access', command: IntegrationUserList, args: ['--with-access', 'Account=write'] },
  { kind: 'an object that is not there', command: IntegrationUserList, args: ['--with-access', 'Acount'] },
  { kind: 'a user who is not there', command: IntegrationUserDisplay, args: ['--username', 'warehous@example.com'] },
  { kind: 'a user to export who is not there', command: IntegrationUserExport, args: ['--username', 'a@b.example'] },
  { kind: 'too few seats', command: IntegrationUserLicenseList, args: ['--require', '99'] },
  { kind: 'a user who is none to retire', command: IntegrationUserRetire, args: ['--username', 'admin@example.com'] },
  { kind: 'a user who is none to migrate', command: IntegrationUserMigrate, args: ['--username', 'a@b.example'] },
  { kind: 'a table for a file', command: IntegrationUserVerify, args: ['--output-file', 'report.txt'] },
  { kind: 'a baseline that is not there', command: IntegrationUserVerify, args: ['--baseline', 'not-there.yaml'] },
  { kind: 'a login that sf does not have', command: IntegrationUserVerify, args: ['--as', 'nobody'] },
  { kind: 'a price that is none', command: IntegrationUserAudit, args: ['--license-cost', 'free'] },
  {
    ...{ kind: 'logins of a user who is not there', command: IntegrationUserCredentialRevoke },
    args: ['--username', 'a@b.example'],
  },
  {
    ...{ kind: 'an app that is not there', command: IntegrationUserCredentialTest },
    args: ['--username', WAREHOUSE, '--secret-file', 'package.json', '--wait', '0'],
  },
];

describe('each kind of error under --json', () => {
  const kept: unknown[] = [];

  for (const { kind, command, args, org: options = {}, fault, as } of cases) {
    it(`has the one shape, a reason and a way on: ${kind}`, () =>
      withOrg(options, async (org) => {
        if (fault) org.faults.add(fault);
        const ran = await runJson(command, org, args, as === undefined ? {} : { as });
        const json = ran.json as unknown as ErrorJson;
        expect(ran.stderr, 'stderr').to.equal('');
        expect([json.status, json.exitCode, json.code.length > 0]).to.deep.equal([ran.exitCode, ran.exitCode, true]);
        expect(json.context)
          .to.equal(json.commandName)
          .and.to.equal((command as { name: string }).name);
        expect(json.message).to.match(/\S/).and.not.to.contain('%s');
        const isFlag = ran.exitCode === 2 && json.name === 'Error';
        if (!isFlag) {
          expect(json.name).to.match(/^[A-Z]\w+Error$/);
          expect(json.actions, 'actions').to.be.an('array').that.is.not.empty;
          for (const action of json.actions ?? []) expect(action).to.match(/\S/).and.not.to.contain('%s');
        }
        if (json.result !== undefined) expect(json.result).to.be.an('object').that.is.not.empty;
        const place = (text: string): string => text.replace(/fetch failed \(\w+\)/g, 'fetch failed');
        kept.push({
          kind,
          ...{ name: json.name, exitCode: json.exitCode, message: place(json.message) },
          ...{ actions: json.actions?.map(place) ?? [], result: Object.keys(json.result ?? {}) },
        });
      }));
  }

  it('says what it said (npm run golden)', () => {
    expectGolden('errors.json', `${JSON.stringify(kept, undefined, 2)}\n`);
  });
});

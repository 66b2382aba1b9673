import { expect } from 'chai';
import stringWidth from 'fast-string-width';
import IntegrationUserAudit from '../../src/commands/integration-user/audit.ts';
import IntegrationUserCreate from '../../src/commands/integration-user/create.ts';
import IntegrationUserDisplay from '../../src/commands/integration-user/display.ts';
import IntegrationUserLicenseList from '../../src/commands/integration-user/license/list.ts';
import IntegrationUserList from '../../src/commands/integration-user/list.ts';
import IntegrationUserMigrate from '../../src/commands/integration-user/migrate.ts';
import IntegrationUserRetire from '../../src/commands/integration-user/retire.ts';
import IntegrationUserVerify from '../../src/commands/integration-user/verify.ts';
import { run } from '../commands/harness.ts';
import { withOrg } from '../commands/withOrg.ts';
import { expectGolden } from './golden.ts';

const NAME = 'Marketing Cloud Account Engagement Prospect Synchronization';
const USERNAME = 'marketing.cloud.account.engagement.prospects@acme.integration';
const CREATE = [
  ...['--name', NAME, '--username', USERNAME, '--email', 'team@acme.example'],
  ...['--profile', 'Integration API Only - Marketing Cloud Account Engagement'],
  ...['--object', 'Account=read,create,edit', '--field', 'Account.Website=edit', '--apex-class', 'ZoomInfoInbound'],
];

const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['create', IntegrationUserCreate, [...CREATE, '--dry-run']],
  ['list', IntegrationUserList, []],
  ['list.access', IntegrationUserList, ['--with-access', 'Account']],
  ['display', IntegrationUserDisplay, ['--username', USERNAME]],
  ['verify', IntegrationUserVerify, ['--username', USERNAME]],
  ['retire', IntegrationUserRetire, ['--username', USERNAME, '--deactivate', '--dry-run']],
  ['migrate', IntegrationUserMigrate, ['--username', 'erp.sync@example.com', '--dry-run']],
  ['license.list', IntegrationUserLicenseList, []],
  ['audit', IntegrationUserAudit, []],
];

/** Runs with settings of the environment, and puts back what was. */
async function withEnvironment(settings: Readonly<Record<string, string>>, body: () => Promise<void>): Promise<void> {
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  try {
    await body();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** The tables of an output, with the same day in place of every day. */
function tablesIn(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => /^[│┌├└]/.test(line))
    .map((line) => line.trimEnd().replace(/\b20\d\d-\d\d-\d\d\b/g, '2026-01-01'));
}

describe('tables on a terminal of 80 columns, with long names', () => {
  for (const [name, command, args] of cases) {
    it(`fit and lose nothing: ${name}`, () =>
      withOrg({ switches: { passwordNeverExpiresOnProfile: 'accepted' } }, (org) =>
        withEnvironment({ OCLIF_TABLE_COLUMN_OVERRIDE: '80', OCLIF_TABLE_SKIP_CI_CHECK: 'true' }, async () => {
          if (name !== 'create') expect((await run(IntegrationUserCreate, org, CREATE)).exitCode).to.equal(0);
          const lines = tablesIn((await run(command, org, args)).stdout);
          expect(lines).not.to.be.empty;
          expect(lines.filter((line) => stringWidth(line) > 80)).to.deep.equal([]);
          expect(lines.join('\n')).not.to.contain('…');
          expectGolden(`tables/${name}.txt`, `${lines.join('\n')}\n`);
        }),
      ));
  }
});

describe('tables in a file or a pipe', () => {
  it('keep their lines straight, as wide as they are', () =>
    withOrg({}, (org) =>
      withEnvironment({ OCLIF_TABLE_COLUMN_OVERRIDE: '', OCLIF_TABLE_SKIP_CI_CHECK: 'true' }, async () => {
        const lines = tablesIn((await run(IntegrationUserAudit, org, [])).stdout);
        const head = lines.findIndex((line) => /^│ Username +│ Evidence/.test(line)) - 1;
        const [first = '', ...evidence] = lines.slice(
          head,
          lines.findIndex((line, at) => at > head && line.startsWith('└')) + 1,
        );
        expect(evidence.length).to.be.above(4);
        expect(stringWidth(first)).to.be.above(80);
        for (const line of evidence) expect(stringWidth(line)).to.equal(stringWidth(first));
      }),
    ));
});

import { expect } from 'chai';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { RawDefinition } from '../../../src/definition/raw.ts';
import { administer } from '../../commands/administer.ts';
import { idOf } from '../../commands/change.ts';
import { expectCorrectUser } from '../../commands/correctUser.ts';
import { dumpOf, expectSame, type Dump } from '../../commands/difference.ts';
import { zoomInfo } from '../../commands/twoUsers.ts';
import { withOrg } from '../../commands/withOrg.ts';
import { SET } from '../../commands/zoomInfo.ts';
import { root } from '../../e2e/root.ts';
import type { RunningOrg } from '../../org/rest/start.ts';
import type { Event, Values } from './extract.ts';
import { runSteps, type RanSteps } from './runSteps.ts';
import { startShims, type Shims } from './shims.ts';
import { COMMENT_TOKEN, pipelines, withKeyFile, type Login } from './table.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const { devDependencies: libraries } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};
const COMMANDS = join(root, 'src', 'commands', 'integration-user');
const plugin = new Set(readdirSync(COMMANDS).map((name) => name.replace(/\.ts$/, '')));

describe('the pipelines in examples/', function () {
  this.timeout(300_000);
  before(function () {
    // The scripts of a pipeline are for bash.
    if (process.platform === 'win32') this.skip();
  });

  for (const [name, pipeline] of Object.entries(pipelines)) {
    describe(name, () => {
      let folder: string;
      let workspace: string;
      beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
        workspace = join(folder, 'workspace');
        mkdirSync(workspace);
      });
      afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
      });

      const define = (definition: RawDefinition): void => {
        writeFileSync(join(workspace, 'integrations.yaml'), stringify(definition, { aliasDuplicateObjects: false }));
      };
      const there = (file: string): string =>
        readFileSync(
          [join(workspace, file), join(workspace, 'test-results', file)].find((path) => existsSync(path)) ?? file,
          'utf8',
        );

      /** Runs what an event starts; nothing that it prints may hold a secret. */
      async function start(event: Event, org: RunningOrg, shims: Shims): Promise<RanSteps> {
        const keyFile = join(folder, 'secret.key');
        rmSync(keyFile, { force: true });
        writeFileSync(keyFile, org.login.privateKeyPem, { mode: 0o600 });
        const login: Login = {
          ...{ username: org.adminUsername, clientId: org.login.consumerKey, key: org.login.privateKeyPem },
          ...{ keyFile, url: org.url, folder },
        };
        const variables = withKeyFile(login);
        const values: Values = {
          ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [`vars.${key}`, value])),
          ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [`secrets.${key}`, value])),
          ...{ ...variables, 'secrets.SALESFORCE_JWT_KEY': login.key, 'key.secureFilePath': keyFile },
          ...{ 'github.token': COMMENT_TOKEN, 'github.event.pull_request.number': '7' },
          ...{ 'System.AccessToken': COMMENT_TOKEN },
        };
        const ran = await runSteps(pipeline.steps(event, values), {
          cwd: workspace,
          env: {
            ...{
              HOME: folder,
              TMPDIR: folder,
              PATH: [shims.bin, dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
            },
            ...pipeline.env(login),
          },
        });
        const [, line = ''] = login.key.split('\n');
        for (const secret of [line, login.clientId, COMMENT_TOKEN]) expect(ran.output).not.to.contain(secret);
        return ran;
      }

      async function withShims(org: RunningOrg, body: (shims: Shims) => Promise<void>): Promise<void> {
        const shims = await startShims(folder, org, plugin);
        try {
          await body(shims);
        } finally {
          await shims.close();
        }
      }

      it('shows the plan of a pull request, and changes nothing', () =>
        withOrg({}, (org) =>
          withShims(org, async (shims) => {
            define({ users: [zoomInfo] });
            const before = dumpWithoutLogins(org);
            const ran = await start('plan', org, shims);
            expect(ran.code, ran.output).to.equal(name === 'plain shell' ? 2 : 0);
            expectSame(before, dumpWithoutLogins(org));
            expect(there('plan.md')).to.contain('### ZoomInfo').and.to.contain('Account: Website');
            expect(shims.posted.map((posted) => pipeline.comment?.(posted))).to.deep.equal(
              pipeline.comment
                ? [name === 'GitHub Actions' ? `<!-- integration users -->\n${there('plan.md')}` : there('plan.md')]
                : [],
            );
          }),
        ));

      it('shows what is wrong with a pull request, and fails', () =>
        withOrg({}, (org) =>
          withShims(org, async (shims) => {
            define({ users: [{ ...zoomInfo, permissionSet: { objects: { Acount: { access: ['read'] } } } }] });
            const ran = await start('plan', org, shims);
            expect(ran.code, ran.output).to.equal(1);
            expect(there('plan.md')).to.contain('**Failed.**').and.to.contain('Acount');
            expect(shims.posted).to.have.length(pipeline.comment ? 1 : 0);
          }),
        ));

      it('applies what was merged, finds nothing in the night after, and drift in the next one', () =>
        withOrg({}, (org) =>
          withShims(org, async (shims) => {
            define({ users: [zoomInfo] });
            const applied = await start('apply', org, shims);
            expect(applied.code, applied.output).to.equal(0);
            expectCorrectUser(org);
            if (pipeline.logsIn !== false) expectPinned(shims);

            const quiet = await start('nightly', org, shims);
            expect(quiet.code, quiet.output).to.equal(0);
            expect(there('verify.xml')).to.contain('<testsuite').and.not.to.contain('<failure');
            expect(there('audit.html')).to.match(/^<!doctype html>/i);
            for (const file of ['drift.md', 'verify.xml', 'audit.html']) rmSync(join(workspace, file), { force: true });
            rmSync(join(workspace, 'test-results'), { recursive: true, force: true });

            const ParentId = idOf(org, 'PermissionSet', { Name: SET });
            administer(org).insert('ObjectPermissions', { ParentId, SobjectType: 'Contact', PermissionsRead: true });
            const drifted = await start('nightly', org, shims);
            expect(drifted.code, drifted.output).to.be.oneOf([1, 2]);
            if (name !== 'CumulusCI') {
              expect(there('drift.md')).to.contain('| delete | ObjectPermissions | Contact |');
              expect(there('verify.xml')).to.contain('extra-object-right');
            }
          }),
        ));
    });
  }
});

/** What a pipeline installs is the sf that the tests run with, and this version of the plugin. */
function expectPinned({ calls }: Shims): void {
  const installs = calls.filter(({ name, args }) => name === 'npm' || args[0] === 'plugins');
  const packages = installs.map(({ args }) => args.at(-1));
  if (installs.length === 0) return;
  expect(packages).to.deep.equal([
    `@salesforce/cli@${libraries['@salesforce/cli'] ?? ''}`,
    `sf-plugin-integration-user@${version}`,
  ]);
}

/** A pipeline logs in, which the org keeps a record of. */
function dumpWithoutLogins(org: RunningOrg): Dump {
  const { AuthSession: _sessions, LoginHistory: _history, User = [], ...rest } = dumpOf(org);
  return { ...rest, User: User.map(({ LastLoginDate: _date, ...user }) => user) };
}

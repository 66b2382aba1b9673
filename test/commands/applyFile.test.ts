import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import type { RunningOrg } from '../org/rest/start.ts';
import { expectCorrectUser, userOf } from './correctUser.ts';
import { withDefinition } from './definitionFile.ts';
import { dumpOf, expectSame } from './difference.ts';
import { apply } from './harness.ts';
import { expectShape } from './shape.ts';
import { twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';

const applyText = (org: RunningOrg, text: string, name?: string) =>
  withDefinition(text, (file) => apply.json(org, ['--definition-file', file]), name);

/** A file that is refused: where in it and why is told, and the org is not asked. */
async function expectRefused(
  org: RunningOrg,
  text: string,
  problems: readonly (readonly [id: string, message: RegExp])[],
) {
  const before = dumpOf(org);
  const { json, exitCode, requests } = await applyText(org, text);
  expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
  expectShape(json.result, 0);
  expect(json.result).to.include({ outcome: 'failed', dryRun: false });
  expect(json.result.blockers.map(({ id }) => id)).to.have.members(problems.map(([id]) => id));
  for (const [, message] of problems) expect(json.message).to.match(message);
  expect(requests).to.deep.equal([]);
  expectSame(before, dumpOf(org));
}

const YAML = `profile:
  permissions: [PasswordNeverExpires]
users:
  - name: ZoomInfo
    username: zoominfo@\${IU_TEST_DOMAIN}.integration
    email: team@acme.com
    permissionSet:
      objects:
        Account: { access: [read, edit], readFields: [Industry], editFields: [Website] }
`;

describe('integration-user apply: the file', () => {
  it('may be YAML or JSON, and means the same', () =>
    withOrg({}, async (org) => {
      process.env['IU_TEST_DOMAIN'] = 'acme';
      try {
        const yaml = await applyText(org, YAML);
        expect(yaml.exitCode, yaml.json.message).to.equal(0);
        expectCorrectUser(org);
        const file = { profile: { permissions: ['PasswordNeverExpires'] }, users: [zoomInfo] };
        const json = await applyText(org, JSON.stringify(file), 'integrations.json');
        expect(json.json.result?.outcome, json.json.message).to.equal('unchanged');
      } finally {
        delete process.env['IU_TEST_DOMAIN'];
      }
    }));

  it('takes environment variables in values; one that is not set is named with its line', () =>
    withOrg({}, async (org) => {
      delete process.env['IU_TEST_DOMAIN'];
      await expectRefused(org, YAML, [['file-unset-variable', /integrations\.yaml:5:\d+.*IU_TEST_DOMAIN/]]);
      process.env['IU_TEST_DOMAIN'] = 'beta';
      try {
        expect((await applyText(org, YAML)).exitCode).to.equal(0);
        expect(userOf(org, 'zoominfo@beta.integration')?.['IsActive']).to.equal(1);
      } finally {
        delete process.env['IU_TEST_DOMAIN'];
      }
    }));

  it('unknown keys and wrong values are told all at once, with line and the nearest known key', () =>
    withOrg({}, (org) =>
      expectRefused(
        org,
        'users:\n  - name: A\n    permissionsets: [X]\n  - nam: B\n    permissionSet: { objects: { Account: { access: [reed] } } }\n',
        [
          ['file-unknown-key', /integrations\.yaml:3:5.*permissionsets/],
          ['file-unknown-key', /integrations\.yaml:4:5.*"nam"/],
          ['file-value', /integrations\.yaml:4:5.*name/],
          ['file-value', /integrations\.yaml:5:\d+.*read, create, edit, delete, viewAll, modifyAll/],
        ],
      ),
    ));

  for (const [what, text, id] of [
    ['is empty', '', 'file-value'],
    ['has no users', 'users: []\n', 'file-value'],
    ['is no YAML', 'users:\n\t- name: A\n', 'file-syntax'],
    ['is a list', '- name: A\n', 'file-value'],
  ] as const) {
    it(what, () =>
      withOrg({}, async (org) => {
        const { json, exitCode, requests } = await applyText(org, text);
        expect([exitCode, json.status], json.message).to.deep.equal([1, 1]);
        expect(json.result?.blockers.map((blocker) => blocker.id)).to.include(id);
        expect(json.message).to.contain('integrations.yaml');
        expect(requests).to.deep.equal([]);
      }),
    );
  }

  it('is not there: bad flags', () =>
    withOrg({}, async (org) => {
      const { json, exitCode } = await apply.json(org, ['--definition-file', '/nowhere/integrations.yaml']);
      expect(exitCode).to.be.oneOf([1, 2]);
      expect(json.message).to.contain('/nowhere/integrations.yaml');
      expect((await apply.json(org, [])).exitCode).to.equal(2);
    }));

  it('two users that share what identifies them', () =>
    withOrg({}, async (org) => {
      const text = JSON.stringify({ users: [zoomInfo, { ...zoomInfo, name: 'zoominfo' }] });
      const before = dumpOf(org);
      const { json, exitCode } = await applyText(org, text);
      expect(exitCode).to.equal(1);
      expect(json.result?.blockers.map(({ id }) => id)).to.include.members(['duplicate-name', 'duplicate-username']);
      expectSame(before, dumpOf(org));
    }));

  it('its problems are told together with those of the org', () =>
    withOrg({}, async (org) => {
      const users = [
        { ...zoomInfo, email: 'nowhere' },
        { name: 'Billing', role: 'Nobodys', email: 'a@acme.com' },
      ];
      const { json } = await applyText(org, JSON.stringify({ users }));
      expect(json.result?.blockers.map(({ id }) => id)).to.include.members(['email-form', 'unknown-roles-none-near']);
    }));

  it('is left as it is', () =>
    withOrg({}, (org) =>
      withDefinition(twoUsers, async (file) => {
        const before = readFileSync(file, 'utf8');
        await apply.json(org, ['--definition-file', file]);
        expect(readFileSync(file, 'utf8')).to.equal(before);
      }),
    ));
});

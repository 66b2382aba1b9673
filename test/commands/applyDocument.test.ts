import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WriteResult } from '../../src/report/result.ts';
import type { RawDefinition } from '../../src/definition/raw.ts';
import { dumpOf, expectSame } from './difference.ts';
import { applied, appliedText, twoUsers, zoomInfo } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';

const plan = ['--dry-run', '--detailed-exit-code'];
const unknownObject = {
  users: [{ ...zoomInfo, permissionSet: { objects: { Acount: { access: ['read'] } } } }],
} as const satisfies RawDefinition;

describe('integration-user apply: its document', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'apply-document-'));
    file = join(folder, 'plan.md');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('goes into a file, beside the plan on the terminal', () =>
    withOrg({}, async (org) => {
      const ran = await appliedText(org, twoUsers, [...plan, '--output-format', 'markdown', '--output-file', file]);
      expect(ran.exitCode, ran.stderr).to.equal(2);
      const text = readFileSync(file, 'utf8');
      expect(text)
        .to.contain('## Integration users: plan')
        .and.to.contain('### Billing')
        .and.to.contain('Account: Website');
      expect(ran.stdout).to.contain('+ User').and.to.contain(`Wrote ${file}.`).and.not.to.contain('| User |');
    }));

  it('goes to the terminal alone without a file', () =>
    withOrg({}, async (org) => {
      const ran = await appliedText(org, twoUsers, [...plan, '--output-format', 'markdown']);
      expect(ran.exitCode, ran.stderr).to.equal(2);
      expect(ran.stdout.startsWith('## Integration users: plan\n'), ran.stdout).to.equal(true);
      expect(ran.stdout).not.to.contain('+ User');
      const json = await appliedText(org, twoUsers, [...plan, '--output-format', 'json']);
      expect((JSON.parse(json.stdout) as WriteResult).outcome).to.equal('planned');
    }));

  it('is the result of --json, and does not disturb that', () =>
    withOrg({}, async (org) => {
      const args = [...plan, '--output-format', 'json', '--output-file', file];
      const { json } = await applied(org, twoUsers, ...args);
      expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal(json.result);
    }));

  it('tells what was done, and that there is nothing to do', () =>
    withOrg({}, async (org) => {
      const args = ['--output-format', 'markdown', '--output-file', file, '--overwrite'];
      expect((await appliedText(org, twoUsers, args)).exitCode).to.equal(0);
      expect(readFileSync(file, 'utf8'))
        .to.contain('applied')
        .and.to.match(/\d+ added, 0 changed, 0 removed/);
      expect((await appliedText(org, twoUsers, args)).exitCode).to.equal(0);
      expect(readFileSync(file, 'utf8')).to.contain('2 of 2 users unchanged').and.to.contain('Unchanged: ZoomInfo');
    }));

  it('tells what stops a plan, in the org or in the file itself', () =>
    withOrg({}, async (org) => {
      const args = [...plan, '--output-format', 'markdown', '--output-file', file, '--overwrite'];
      const blocked = await appliedText(org, unknownObject, args);
      expect(blocked.exitCode).to.equal(1);
      expect(readFileSync(file, 'utf8')).to.contain('**Failed.**').and.to.contain('Acount');
      const broken = await appliedText(org, { users: [{ ...zoomInfo, nmae: 'x' }] } as unknown as RawDefinition, args);
      expect(broken.exitCode).to.equal(1);
      expect(broken.requests).to.deep.equal([]);
      expect(readFileSync(file, 'utf8')).to.contain('**Failed.**').and.to.contain('nmae');
    }));

  it('tells which user Salesforce refused, and what became of the others', () =>
    withOrg({ usernamesElsewhere: ['zoominfo@acme.integration'] }, async (org) => {
      const args = ['--output-format', 'markdown', '--output-file', file];
      const ran = await appliedText(org, twoUsers, args);
      expect(ran.exitCode, ran.stderr).to.equal(68);
      const text = readFileSync(file, 'utf8');
      expect(text)
        .to.match(/^- ZoomInfo: .*DUPLICATE\\_USERNAME/m)
        .and.to.contain('### Billing');
    }));

  it('is refused before anything is written: a table for a file, or a file that is there', () =>
    withOrg({}, async (org) => {
      const before = dumpOf(org);
      const table = await applied(org, twoUsers, '--output-file', file);
      expect([table.exitCode, table.requests.length]).to.deep.equal([2, 0]);
      expect(table.json.actions?.join()).to.contain('json, markdown');
      writeFileSync(file, 'mine');
      const there = await applied(org, twoUsers, '--output-format', 'markdown', '--output-file', file);
      expect(there.exitCode).to.equal(1);
      expect(there.json.message).to.contain(file);
      expect(readFileSync(file, 'utf8')).to.equal('mine');
      expectSame(before, dumpOf(org));
    }));

  it('that cannot be written is told after what was done, and counts as a failure', () =>
    withOrg({}, async (org) => {
      const lost = join(folder, 'none', 'plan.md');
      const ran = await appliedText(org, twoUsers, ['--output-format', 'markdown', '--output-file', lost]);
      expect(ran.exitCode).to.equal(1);
      expect(ran.stderr).to.contain(lost);
      expect(ran.stdout).to.match(/\d+ added/);
      expect(existsSync(lost)).to.equal(false);
    }));
});

import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { commandLine } from '../../src/report/commandLine.ts';
import { exportJson, exportUsers } from './exporting.ts';
import { withOrg } from './withOrg.ts';
import { inShort } from './zoomInfo.ts';
import { WAREHOUSE } from './exported.ts';

describe('integration-user export: --output-file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'export-'));
    file = join(folder, 'integrations.yaml');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes what would be printed, and says how to go on', () =>
    withOrg({}, async (org) => {
      const printed = await exportUsers(org);
      const { stdout, exitCode } = await exportUsers(org, ['--output-file', file]);
      expect(exitCode).to.equal(0);
      expect(readFileSync(file, 'utf8').trim()).to.equal(printed.stdout.trim());
      expect(stdout).to.contain(file).and.to.contain('integration-user apply').and.not.to.contain('users:');
      expect(readdirSync(folder)).to.deep.equal(['integrations.yaml']);
    }));

  it('gives the next command with the name of the file as a shell takes it', () =>
    withOrg({}, async (org) => {
      const odd = join(folder, 'our integrations.yaml');
      const { stdout } = await exportUsers(org, ['--output-file', odd]);
      expect(stdout).to.contain(`--definition-file ${commandLine([odd])} --dry-run`);
      expect(commandLine([odd]), 'quoted').not.to.equal(odd);
    }));

  it('names the file in the result', () =>
    withOrg({}, async (org) => {
      const { json } = await exportJson(org, ['--output-file', file]);
      expect(json.result?.outputFile).to.equal(file);
      expect(parse(readFileSync(file, 'utf8'))).to.deep.equal(json.result?.definition);
    }));

  it('refuses a file that exists, before it asks the org for anything', () =>
    withOrg({}, async (org) => {
      writeFileSync(file, 'mine');
      const { exitCode, json, requests } = await exportJson(org, ['--output-file', file]);
      expect([exitCode, readFileSync(file, 'utf8')]).to.deep.equal([1, 'mine']);
      expect(json.message).to.contain(`The file ${file} exists already.`);
      expect(json.actions?.[0]).to.contain('--overwrite');
      expect(requests.map(inShort)).to.deep.equal([]);
    }));

  it('replaces it with --overwrite', () =>
    withOrg({}, async (org) => {
      writeFileSync(file, 'mine');
      expect((await exportUsers(org, ['--output-file', file, '--overwrite'])).exitCode).to.equal(0);
      expect(readFileSync(file, 'utf8')).to.contain(WAREHOUSE);
      expect(readdirSync(folder)).to.deep.equal(['integrations.yaml']);
    }));

  it('keeps the file when the export fails', () =>
    withOrg({}, async (org) => {
      writeFileSync(file, 'mine');
      const args = ['--output-file', file, '--overwrite', '--username', 'nobody@nowhere.test'];
      expect((await exportUsers(org, args)).exitCode).to.equal(1);
      expect(readFileSync(file, 'utf8')).to.equal('mine');
    }));

  it('says why it cannot write', () =>
    withOrg({}, async (org) => {
      const there = join(folder, 'no', 'such', 'folder.yaml');
      const { exitCode, json } = await exportJson(org, ['--output-file', there]);
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain(there).and.to.contain('ENOENT');
      expect(existsSync(join(folder, 'no'))).to.equal(false);
    }));
});

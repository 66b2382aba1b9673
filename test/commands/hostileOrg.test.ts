import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { parseDefinition } from '../../src/definition/file.ts';
import IntegrationUserExport from '../../src/commands/integration-user/export.ts';
import { junitProblems, sarifProblems } from '../report/schemas.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { auditJson, audit } from './auditing.ts';
import { idOf } from './change.ts';
import { credentialCreate } from './credentialing.ts';
import { createJson, retire, run, type Ran } from './harness.ts';
import { migrate } from './migrating.ts';
import { display, list, listJson } from './reading.ts';
import { verify, verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { PROFILE, SET, USERNAME, ZOOMINFO } from './zoomInfo.ts';

/** What an org may hold to do harm where it is not escaped: SOQL and markup, a formula and a path, commands of a terminal. */
const HOSTILE = [
  `x' OR Name != '</name><script>alert(1)</script>"]]>|<img src=x onerror=y>`,
  `=HYPERLINK("x")|[a](javascript:b) \`c\` **d** %s {0} $\{e} ../../../f`,
  'g\u001b[2J\u001b]0;title\u0007\u009b31m\u202egnp\rAll is well\u0000',
];
/** An address may be a path, a formula and a variable. */
const ERP = '/tmp/=e|r${HOME}@evil.com';
/** What the output of a command may hold of what a terminal takes for a command: line feeds. */
// eslint-disable-next-line no-control-regex -- they are what this is about
const COMMANDS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Puts the text wherever an org keeps text that somebody chose, around its rules. */
function plant(org: RunningOrg, text: string): void {
  const { store } = org.org;
  const change = (object: string, id: string, row: Record<string, string>): void => store.update(object, id, row);
  change('User', idOf(org, 'User', { Username: USERNAME }), { LastName: text });
  change('User', idOf(org, 'User', { Username: 'erp.sync@example.com' }), { LastName: text, Username: ERP });
  for (const { Id } of store.find('PermissionSet', { IsOwnedByProfile: 0 }))
    change('PermissionSet', String(Id), { Label: text, Description: text });
  for (const { Id, Name } of store.find('Profile'))
    if (Name === PROFILE) change('Profile', String(Id), { Name: `${PROFILE} ${text}`, Description: text });
  for (const object of ['PermissionSetGroup', 'RecordType', 'UserRole'])
    for (const { Id } of store.find(object))
      change(object, String(Id), object === 'PermissionSetGroup' ? { MasterLabel: text } : { Name: text });
  for (const { Id } of store.find('OauthToken')) change('OauthToken', String(Id), { AppName: text });
  for (const { Id } of store.find('ConnectedApplication')) change('ConnectedApplication', String(Id), { Name: text });
  for (const { Id } of store.find('LoginHistory'))
    change('LoginHistory', String(Id), { Application: text, Browser: text, Platform: text });
}

describe('an org whose texts are hostile', () => {
  let folder: string;
  const cwd = process.cwd();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    mkdirSync(join(folder, 'a', 'b', 'c', 'work'), { recursive: true });
    process.chdir(join(folder, 'a', 'b', 'c', 'work'));
  });
  afterEach(() => {
    process.chdir(cwd);
    rmSync(folder, { recursive: true });
  });

  /** The files that were written, each where it was to be. */
  function written(): string[] {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath } of found) expect(basename(parentPath)).to.equal('work');
    return found.map(({ name }) => name).sort();
  }

  function expectHarmless({ stdout, stderr, requests }: Ran): void {
    expect(COMMANDS.exec(stdout + stderr)?.[0]).to.equal(undefined);
    expect(requests.filter(({ status }) => status >= 400)).to.deep.equal([]);
  }

  for (const [index, text] of HOSTILE.entries())
    it(`does no harm through any command (${String(index + 1)})`, () =>
      withOrg({}, async (org) => {
        await createJson(org, ZOOMINFO);
        plant(org, text);
        const options = { raw: true };
        const harmless = async (running: Promise<Ran>, code = 0): Promise<string> => {
          const ran = await running;
          expect(ran.exitCode, ran.stdout + ran.stderr).to.equal(code);
          expectHarmless(ran);
          return ran.stdout;
        };
        const own = ['--username', USERNAME];
        await harmless(list(org, [], org.adminUsername));
        expect((await listJson(org)).json.result?.users).to.have.length.greaterThan(0);
        await harmless(display(org, own));
        await harmless(display(org, [...own, '--access', 'Account.Website=edit']));
        await harmless(display(org, ['--username', ERP]));
        await harmless(verify(org, own, options));
        const { json } = await verifyJson(org, ['--username', ERP]);
        expect(json.result?.users).to.have.length(1);
        for (const format of ['junit', 'sarif', 'markdown', 'json'])
          await verify(
            org,
            ['--username', ERP, ...['--output-format', format, '--output-file', `v.${format}`]],
            options,
          );
        const junit = readFileSync('v.junit', 'utf8');
        expect(await junitProblems(junit, 'jenkins')).to.deep.equal([]);
        expect(JSON.stringify(new XMLParser().parse(junit))).not.to.contain('"script"');
        expect(sarifProblems(JSON.parse(readFileSync('v.sarif', 'utf8')))).to.deep.equal([]);
        JSON.parse(readFileSync('v.json', 'utf8'));
        const markdown = readFileSync('v.markdown', 'utf8');
        expect(markdown).not.to.match(/<script|<img|[^\\]\]\(javascript/);
        const columns = markdown.split('\n').filter((line) => line.startsWith('|'));
        expect(new Set(columns.map((line) => line.replace(/\\\\|\\\|/g, '').split('|').length)).size).to.be.at.most(1);
        await harmless(run(IntegrationUserExport, org, ['--output-file', 'export.yaml'], options));
        const exported = readFileSync('export.yaml', 'utf8');
        const { raw, problems } = parseDefinition('export.yaml', exported);
        expect(problems).to.deep.equal([]);
        expect(raw?.users.map(({ username }) => username)).to.include(USERNAME);
        expect(exported).not.to.match(COMMANDS);
        await harmless(audit(org, [], options));
        for (const format of ['csv', 'html', 'markdown'])
          await harmless(audit(org, ['--output-format', format, '--output-file', `a.${format}`], options));
        const cells = parse(readFileSync('a.csv', 'utf8'), {}).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).to.deep.equal([]);
        expect(readFileSync('a.html', 'utf8')).not.to.match(/<script>alert|<img src=x|href="javascript/);
        expect(readFileSync('a.markdown', 'utf8')).not.to.match(/<script|<img|[^\\]\]\(javascript/);
        expect((await auditJson(org)).json.result?.users).to.have.length.greaterThan(0);
        await harmless(retire(org, [...own, '--dry-run'], options));
        await harmless(credentialCreate(org, ['--type', 'client-credentials', '--dry-run', '--no-prompt'], options));
        expect(written()).to.deep.equal([
          ...['csv', 'html', 'markdown'].map((format) => `a.${format}`),
          'export.yaml',
          'v.json',
          'v.junit',
          'v.markdown',
          'v.sarif',
        ]);
        await harmless(migrate(org, ['--username', ERP, '--no-prompt'], { ...options, limit: 60 }));
        const [snapshot = ''] = written().filter((name) => name.startsWith('migrate-'));
        expect(snapshot).to.match(/^migrate-[\w.@+-]+\.json$/);
        expect(JSON.parse(readFileSync(snapshot, 'utf8'))).to.be.an('object');
        await harmless(migrate(org, ['--undo', snapshot, '--no-prompt'], { ...options, limit: 60 }));
        expect(org.org.store.find('PermissionSet', { Name: SET })).to.have.length(1);
      })).timeout(60_000);
});

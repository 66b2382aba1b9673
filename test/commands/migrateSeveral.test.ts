import { expect } from 'chai';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf, pslId } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { apply } from './harness.ts';
import { matrixOf } from './matrix.ts';
import { migrate, migrateJson } from './migrating.ts';
import { ERP, BROAD, on, holdings, MIGRATED, grow } from './erpSync.ts';

describe('integration-user migrate: at a terminal', () => {
  it('asks, and a no leaves everything as it is', () =>
    on(async (org, file) => {
      const before = dumpOf(org);
      const asked: string[] = [];
      const answer = (question: string): boolean => {
        asked.push(question);
        return false;
      };
      const { exitCode, stderr } = await migrate(org, ['--username', ERP, '--snapshot-file', file], { answer });
      expect(exitCode).to.equal(1);
      expect(asked).to.have.length(1);
      expect(asked[0]).to.contain(`Move ${ERP} to the integration license? Rights lost: 4.`);
      expect(stderr).to.contain('Nothing was written');
      expect(() => statSync(file)).to.throw('ENOENT');
      expectSame(before, dumpOf(org));
    }));
});

describe('integration-user migrate: a definition', () => {
  it('is written for review, applied by migrate, and found unchanged by apply', () =>
    on(async (org, file) => {
      grow(org);
      const out = `${file}.yaml`;
      const args = ['--username', ERP, '--snapshot-file', file];
      const dry = await migrate(org, [...args, '--dry-run', '--definition-file-out', out]);
      expect(dry.exitCode, dry.stderr).to.equal(0);
      writeFileSync(out, readFileSync(out, 'utf8').replace(/^ +Lead:\n(?: {10}.*\n)+/m, ''));
      const before = matrixOf(org, ERP);
      const { json, exitCode } = await migrateJson(org, ['--definition-file', out, '--snapshot-file', file]);
      expect(exitCode, json.message).to.equal(0);
      const isOut = (right: string): boolean =>
        right.startsWith('Lead') || BROAD.includes(right) || right === 'ExportReport';
      expect(matrixOf(org, ERP)).to.deep.equal(before.filter((right) => !isOut(right)));
      const reasons = new Set(json.result?.users[0]?.access?.lost.map(({ reason }) => reason));
      expect(reasons).to.deep.equal(new Set(['notDefined']));
      const after = dumpOf(org);
      const applied = await apply(org, ['--definition-file', out, '--dry-run', '--detailed-exit-code']);
      expect(applied.exitCode, applied.stdout + applied.stderr).to.equal(0);
      expectSame(after, dumpOf(org));
    }));
});

describe('integration-user migrate: several users', () => {
  it('from a report: those who are machines, and why another is not taken', () =>
    on(async (org, file) => {
      const report = `${file}.audit.json`;
      const users = [
        { username: ERP.toUpperCase(), verdict: 'machine', certainty: 'likely' },
        { username: 'sales.one@example.com', verdict: 'person', certainty: 'certain' },
      ];
      writeFileSync(report, JSON.stringify({ status: 0, result: { users } }));
      const args = ['--from-audit', report, '--snapshot-file', file, '--dry-run'];
      const { json } = await migrateJson(org, args);
      expect(json.result?.users.map(({ username }) => username)).to.deep.equal([ERP]);
      const other = await migrateJson(org, [...args, '--username', 'sales.one@example.com']);
      expect([other.exitCode, other.requests]).to.deep.equal([1, []]);
      expect(other.json.message).to.contain('certain or likely a machine: person, certain');
      writeFileSync(report, JSON.stringify({ users: users.slice(1) }));
      expect((await migrateJson(org, args)).json.message).to.contain('names nobody of whom it is certain');
    }));

  const OTHER = 'sales.two@example.com';
  const both = (file: string): string[] => ['--username', ERP, '--username', OTHER, '--snapshot-file', file];
  /** What somebody else does while the question is on the screen, after the trial. */
  const MEANWHILE: Readonly<Record<string, readonly [RegExp, (org: RunningOrg) => void]>> = {
    'the last seat but one goes to somebody else': [
      /LICENSE_LIMIT_EXCEEDED/,
      ({ org: { store } }) => {
        const row = store.find('PermissionSetLicense', { DeveloperName: 'SalesforceAPIIntegrationPsl' })[0];
        store.update('PermissionSetLicense', String(row?.['Id']), {
          TotalLicenses: Number(row?.['UsedLicenses']) + 1,
        });
      },
    ],
    'one of them is deactivated': [
      /inactive/i,
      (org) => {
        administer(org).update('User', idOf(org, 'User', { Username: OTHER }), { IsActive: false });
      },
    ],
  };
  for (const [what, [words, act]] of Object.entries(MEANWHILE)) {
    it(`of whom Salesforce refuses one because ${what}: the other is moved, exit code 68`, () =>
      on(async (org, file) => {
        const before = holdings(org, OTHER);
        const answer = (): boolean => {
          act(org);
          return true;
        };
        const { exitCode, stdout, stderr } = await migrate(org, both(file), { answer });
        expect(exitCode, stderr).to.equal(68);
        expect(stderr).to.contain('Sales Person Two').and.to.match(words).and.to.contain('taken back');
        expect(stderr).not.to.contain('ERP Sync:');
        expect(stdout).to.contain(`Rights of ${ERP}: `);
        expect([holdings(org, ERP), holdings(org, OTHER)]).to.deep.equal([MIGRATED, before]);
      }));
  }

  it('of a file that asks for what the license refuses: told with its lines, all of it, before anything is written', () =>
    on(async (org, file) => {
      const silent = ['EditTask', 'PasswordNeverExpires', 'RunReports', 'ViewSetup'];
      const columns = Object.fromEntries(silent.map((name) => [`MaximumPermissions${name}`, 0]));
      org.org.store.update('PermissionSetLicense', pslId(org), columns);
      const definition = `${file}.yaml`;
      const lines = [
        ...['users:', '  - name: ERP Sync', `    username: ${ERP}`, '    permissionSet:', '      userPermissions:'],
        ...['        - EditTask', '        - ViewRoles', '        - RunReports', '  - name: Two'],
        ...[`    username: ${OTHER}`, '    permissionSet: { userPermissions: [ViewSetup] }'],
      ];
      writeFileSync(definition, lines.join('\n'));
      const before = dumpOf(org);
      for (const dry of [['--dry-run'], []]) {
        const args = ['--definition-file', definition, '--snapshot-file', file, ...dry];
        const { exitCode, json } = await migrateJson(org, args);
        expect(exitCode).to.equal(1);
        const told = (json.message ?? '')
          .split('\n')
          .flatMap((line) => /^- (.*?) to the integration/.exec(line)?.[1] ?? []);
        const refused = ['6:11: Salesforce refuses EditTask', '8:11: Salesforce refuses RunReports'];
        expect(told, json.message).to.deep.equal(
          [...refused, '11:40: Salesforce refuses ViewSetup'].map((one) => `${definition}:${one}`),
        );
        expect(() => statSync(file)).to.throw('ENOENT');
        expectSame(before, dumpOf(org));
      }
    }));
});

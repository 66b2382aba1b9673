import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { plantLog } from './eventLog.ts';
import { matrixOf } from './matrix.ts';
import { migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { inShort } from './zoomInfo.ts';

const ERP = 'erp.sync@example.com';
const OTHER = 'sales.two@example.com';

const on = (body: (org: RunningOrg, file: string) => Promise<void>, options: Parameters<typeof withOrg>[0] = {}) =>
  withOrg(options, (org) => withSnapshotFile((file) => body(org, file)));
const flags = (file: string, ...more: string[]) => ['--username', ERP, '--only-used', '--snapshot-file', file, ...more];
const objectsIn = (matrix: readonly string[]): string[] => [
  ...new Set(matrix.flatMap((right) => /^(?!ApexClass)(\w+)(?:\.\w+)? /.exec(right)?.[1] ?? [])),
];

describe('integration-user migrate --only-used', () => {
  for (const entityNameSeparator of [';', ',', '|'] as const) {
    it(`keeps the objects that the logs name, separated by ${entityNameSeparator}, and nothing else of what the user may`, () =>
      on(
        async (org, file) => {
          plantLog(org, '2026-11-20', [
            { user: ERP, objects: ['Account', 'Contact'] },
            { user: OTHER, objects: ['Lead'] },
          ]);
          plantLog(org, '2026-11-22', [{ user: ERP, resource: `/v67.0/sobjects/Opportunity/006hs0000000001` }]);
          const before = matrixOf(org, ERP);
          expect(objectsIn(before)).to.include.members(['Account', 'Contact', 'Opportunity', 'Order']);
          const { json, exitCode } = await migrateJson(org, flags(file));
          expect(exitCode, json.message).to.equal(0);
          expect(objectsIn(matrixOf(org, ERP))).to.have.members(['Account', 'Contact', 'Opportunity']);
          const [user] = json.result?.users ?? [];
          const unused = user?.access?.lost.filter(({ reason }) => reason === 'unused');
          expect(unused?.map(({ name }) => name.split('.')[0])).to.include.members(['Order', 'Invoice__c']);
          expect(unused?.[0]?.meaning).to.contain('2 days, 2026-11-20 to 2026-11-22');
          const told = user?.findings.find(({ id }) => id === 'migrate-used')?.message;
          expect(told).to.contain('2 days, 2026-11-20 to 2026-11-22').and.to.contain('objects used: 3.');
          expect(user?.findings.map(({ id }) => id)).not.to.include('migrate-used-unnamed');
        },
        { switches: { entityNameSeparator } },
      ));
  }

  it('takes hourly logs of days that have no daily one, and says of how many requests it knows nothing', () =>
    on(async (org, file) => {
      plantLog(org, '2026-11-20', [{ user: ERP, objects: ['Account'] }]);
      plantLog(org, '2026-11-20', [{ user: ERP, objects: ['Order'] }], 'Hourly');
      const requests = ['/v67.0/composite', '/v67.0/composite/batch', '/v67.0/limits'];
      plantLog(
        org,
        '2026-11-21',
        requests.map((resource) => ({ user: ERP, resource })),
        'Hourly',
      );
      plantLog(org, '2026-11-21', [{ user: ERP, objects: ['Contact'] }], 'Hourly');
      const { json, requests: sent } = await migrateJson(org, flags(file, '--dry-run'));
      const [user] = json.result?.users ?? [];
      const unnamed = user?.findings.find(({ id }) => id === 'migrate-used-unnamed');
      expect(unnamed?.severity).to.equal('warning');
      expect(unnamed?.message).to.contain('with composite requests: 2.');
      const lost = new Set(user?.access?.lost.filter(({ reason }) => reason === 'unused').map(({ name }) => name));
      expect([lost.has('Order'), lost.has('Contact'), lost.has('Account')]).to.deep.equal([true, false, false]);
      expect(sent.map(inShort).filter((one) => one.includes('EventLogFile'))).to.have.length(3);
    }));

  const BLOCKED: Readonly<Record<string, readonly [RegExp, (org: RunningOrg) => void]>> = {
    'an org without such logs': [/no event log of its API requests/, () => undefined],
    'logs in which the user does not occur': [
      /\(1 day, 2026-11-20\) name no object that erp\.sync/,
      (org) => plantLog(org, '2026-11-20', [{ user: OTHER, objects: ['Lead'] }]),
    ],
    'logs that are too large': [
      /have 301 MB, and at most 200 MB/,
      (org) => {
        const id = plantLog(org, '2026-11-20', [{ user: ERP, objects: ['Lead'] }]);
        org.org.store.update('EventLogFile', id, { LogFileLength: 301 * 1024 * 1024 });
      },
    ],
    'a login that may not read them': [
      /could not be read from EventLogFile: .*EventLogFile/s,
      (org) => {
        plantLog(org, '2026-11-20', [{ user: ERP, objects: ['Lead'] }]);
        const admin = org.org.store.get('User', idOf(org, 'User', { Username: org.adminUsername }));
        const profile = org.org.store.get('Profile', String(admin?.['ProfileId']));
        const columns = { PermissionsViewEventLogFiles: 0 };
        org.org.store.update('Profile', String(profile?.['Id']), columns);
        for (const { Id } of org.org.store.find('PermissionSet', { ProfileId: profile?.['Id'] ?? null }))
          org.org.store.update('PermissionSet', String(Id), columns);
      },
    ],
  };
  for (const [what, [words, prepare]] of Object.entries(BLOCKED)) {
    it(`${what}: told before anything is written, and never everything kept instead`, () =>
      on(async (org, file) => {
        prepare(org);
        const before = dumpOf(org);
        const { json, exitCode } = await migrateJson(org, flags(file, '--definition-file-out', `${file}.yaml`));
        expect(exitCode).to.equal(1);
        expect(json.message).to.match(words);
        expect(json.actions?.join()).to.match(/--only-used|login/);
        expectSame(before, dumpOf(org));
      }));
  }

  it('a log that comes broken, or as a page, is asked for again', () =>
    on(async (org, file) => {
      plantLog(org, '2026-11-20', [{ user: ERP, objects: ['Account'] }]);
      for (const kind of ['truncated', 'html', 'drop-before'] as const)
        org.faults.add({ kind, match: /EventLogFile\/.*LogFile/ });
      const { json, exitCode } = await migrateJson(org, flags(file, '--dry-run'));
      expect(exitCode, json.message).to.equal(0);
      const found = json.result?.users[0]?.findings.find(({ id }) => id === 'migrate-used');
      expect(found?.message).to.contain('objects used: 1.');
    }));

  it('a rerun goes on with what was decided before, whatever the logs say then', () =>
    on(async (org, file) => {
      plantLog(org, '2026-11-20', [{ user: ERP, objects: ['Account'] }]);
      await migrateJson(org, flags(file));
      org.org.store.find('EventLogFile').forEach(({ Id }) => {
        org.org.store.delete('EventLogFile', String(Id));
      });
      administer(org);
      const { json, exitCode } = await migrateJson(org, flags(file));
      expect([exitCode, json.result?.outcome]).to.deep.equal([0, 'unchanged']);
    }));
});

import { expect } from 'chai';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf, licenseId, plantSet, pslId } from './change.ts';
import { dumpOf, expectSame } from './difference.ts';
import { makeMany, migrate, migrateJson, withSnapshotFile } from './migrating.ts';
import { withOrg } from './withOrg.ts';
import { inShort, PROFILE, writesOf } from './zoomInfo.ts';

const ERP = 'erp.sync@example.com';

/** Moves these users; then the test has the org and the snapshot file. */
const moved = (
  prepare: (org: RunningOrg) => readonly string[],
  body: (org: RunningOrg, file: string) => Promise<void>,
) =>
  withOrg({}, (org) =>
    withSnapshotFile(async (file) => {
      const args = prepare(org).flatMap((username) => ['--username', username]);
      const { exitCode, json } = await migrateJson(org, [...args, '--snapshot-file', file]);
      expect(exitCode, json.message).to.equal(0);
      await body(org, file);
    }),
  );
const erp = (): readonly string[] => [ERP];
const userId = (org: RunningOrg): string => idOf(org, 'User', { Username: ERP });

/** What somebody does to the user after its migration, and how that is told. */
const CHANGES: Readonly<Record<string, readonly [string, (org: RunningOrg) => void]>> = {
  'another profile of the license': [
    'the profile Other Integrations',
    (org) => {
      const admin = administer(org);
      const UserLicenseId = licenseId(org, 'Salesforce Integration');
      const ProfileId = admin.insert('Profile', { Name: 'Other Integrations', UserLicenseId });
      admin.update('User', userId(org), { ProfileId });
    },
  ],
  'its end': [
    'deactivated',
    (org) => {
      administer(org).update('User', userId(org), { IsActive: false });
    },
  ],
  'a permission set': [
    'permission set Account_Read',
    (org) => {
      administer(org).assign(ERP, idOf(org, 'PermissionSet', { Name: 'Account_Read' }));
    },
  ],
  'a permission set group': [
    'permission set group Sales_Sync',
    (org) => {
      const PermissionSetGroupId = idOf(org, 'PermissionSetGroup', { DeveloperName: 'Sales_Sync' });
      const PermissionSetId = plantSet(org, { Name: 'Behind_The_Group' });
      org.org.store.insert('PermissionSetAssignment', {
        AssigneeId: userId(org),
        PermissionSetId,
        PermissionSetGroupId,
      });
    },
  ],
  'a permission set license': [
    'permission set license HealthCloudStarterPsl',
    (org) => {
      const PermissionSetLicenseId = pslId(org, 'HealthCloudStarterPsl');
      org.org.store.insert('PermissionSetLicenseAssign', { AssigneeId: userId(org), PermissionSetLicenseId });
    },
  ],
};

describe('integration-user migrate --undo', function () {
  this.timeout(30_000);

  for (const [what, [words, act]] of Object.entries(CHANGES))
    it(`after somebody gave the user ${what}: refused, told, and nothing is written`, () =>
      moved(erp, async (org, file) => {
        act(org);
        const before = dumpOf(org);
        for (const dry of [[], ['--dry-run']]) {
          const { exitCode, json } = await migrateJson(org, ['--undo', file, ...dry]);
          expect(exitCode).to.equal(1);
          expect(json.message).to.contain(`the user ${ERP}`).and.to.contain(`It has now, or is: ${words}.`);
          expectSame(before, dumpOf(org));
        }
      }));

  it('after everything was done to the user at once: all of it is told', () =>
    moved(erp, async (org, file) => {
      for (const what of ['a permission set', 'a permission set license', 'its end']) CHANGES[what]?.[1](org);
      const { json } = await migrateJson(org, ['--undo', file]);
      const all = 'deactivated, permission set Account_Read, permission set license HealthCloudStarterPsl';
      expect(json.message).to.contain(`It has now, or is: ${all}.`);
    }));

  it('after somebody took away what the migration gave: gives back all the same', () =>
    moved(erp, async (org, file) => {
      const [assigned] = org.org.store
        .find('PermissionSetAssignment', { AssigneeId: userId(org) })
        .filter(
          ({ PermissionSetId }) =>
            org.org.store.get('PermissionSet', String(PermissionSetId))?.['Name'] === 'Integration_ERP_Sync',
        );
      administer(org).remove('PermissionSetAssignment', String(assigned?.['Id']));
      const { exitCode, json } = await migrateJson(org, ['--undo', file]);
      expect(exitCode, json.message).to.equal(0);
      expect(org.org.store.get('User', userId(org))?.['ProfileId']).to.equal(
        idOf(org, 'Profile', { Name: 'Legacy API User' }),
      );
    }));

  it('tells whom it gave back what was there, one or several, and asks in these words', () =>
    moved(erp, async (org, file) => {
      const asked: string[] = [];
      const { stdout } = await migrate(org, ['--undo', file], { answer: (question) => asked.push(question) > 0 });
      expect(asked).to.deep.equal([`Give ${ERP} back what was there before? Changes: 6.`]);
      expect(stdout).to.contain(`As before the migration: ${ERP}.`);
    }));

  it('tells of many users by their number, and moves them in one request', () =>
    moved(
      (org) => makeMany(org, 5),
      async (org, file) => {
        const { stdout, requests } = await migrate(org, ['--undo', file]);
        expect(stdout).to.contain('As before the migration: 5 users.');
        expect(writesOf(requests).map(inShort)).to.deep.equal(['POST /composite', 'DELETE /composite/sobjects']);
      },
    ));

  it('of several of whom one is refused: the others get back what they had, exit code 68', () =>
    moved(
      (org) => makeMany(org, 3),
      async (org, file) => {
        const lastId = idOf(org, 'User', { Username: 'sync.2@example.com' });
        const answer = (): boolean => {
          administer(org).update('User', lastId, { IsActive: false });
          return true;
        };
        const { exitCode, stdout, stderr } = await migrate(org, ['--undo', file], { answer });
        expect(exitCode, stderr).to.equal(68);
        expect(stderr)
          .to.contain('sync.2@example.com could not be given back all that it had')
          .and.to.match(/inactive/i);
        expect(stdout).to.contain('As before the migration: sync.0@example.com, sync.1@example.com.');
        const profiles = [0, 1, 2].map((at) => {
          const user = org.org.store.find('User', { Username: `sync.${String(at)}@example.com` })[0];
          return org.org.store.get('Profile', String(user?.['ProfileId']))?.['Name'];
        });
        expect(profiles).to.deep.equal(['Legacy API User', 'Legacy API User', PROFILE]);
      },
    ));
});

describe('integration-user migrate: the gap without access', () => {
  it('is a line for each user and a number in the result; nothing of it where nothing was changed', () =>
    withOrg({}, (org) =>
      withSnapshotFile(async (file) => {
        const args = ['--username', ERP, '--snapshot-file', file];
        const dry = await migrateJson(org, [...args, '--dry-run']);
        expect(dry.json.result?.users[0]?.gapMilliseconds).to.equal(null);
        const { stdout } = await migrate(org, args);
        expect(stdout).to.match(/^erp\.sync@example\.com was without its access for at most \d+\.\d s\.$/m);
        expect(stdout).to.match(/^Rights of erp\.sync@example\.com: \d+ kept, 4 lost, 0 gained\.$/m);
        const again = await migrate(org, args);
        expect(again.stdout).not.to.contain('was without its access');
      }),
    ));
});

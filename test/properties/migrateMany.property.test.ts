import { expect } from 'chai';
import fc from 'fast-check';
import { idOf, licenseId, pslId } from '../commands/change.ts';
import { difference, dumpOf, type Dump } from '../commands/difference.ts';
import { matrixOf } from '../commands/matrix.ts';
import { migrateJson, withSnapshotFile } from '../commands/migrating.ts';
import { withOrg } from '../commands/withOrg.ts';
import { OWN_TIME } from '../matrix/canonical.ts';
import { legalFields } from '../org/access/fieldRights.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { anyIntegration, plant } from './anyIntegration.ts';
import { expectedAccess, isKept } from './expectedAccess.ts';

const USERS = Number(process.env['MIGRATE_USERS'] ?? 200);
const SEED = Number(process.env['MIGRATE_SEED'] ?? 8);

function raiseSeats(org: RunningOrg): void {
  const { store } = org.org;
  for (const name of ['Salesforce', 'Salesforce Integration'])
    store.update('UserLicense', licenseId(org, name), { TotalLicenses: USERS + 50 });
  store.update('PermissionSetLicense', pslId(org), { TotalLicenses: USERS + 50 });
}

/** Rows without their ids and times: an assignment that came back is the same one with another id. */
function shown(rows: Dump): Record<string, string[]> {
  const text = (row: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(Object.entries(row).filter(([name]) => name !== 'Id' && !OWN_TIME.test(name)));
  return Object.fromEntries(Object.entries(rows).map(([object, list]) => [object, list.map(text).sort()]));
}

describe(`migrate of ${String(USERS)} integrations in one org`, function () {
  this.timeout(900_000);

  it('keeps of each exactly what the license can hold, by an account of its own, and undo gives back the whole org', () =>
    withOrg({}, (org) =>
      withSnapshotFile(async (file) => {
        raiseSeats(org);
        const { schema } = org.org;
        const legal = legalFields(schema);
        const users = fc.sample(anyIntegration, { numRuns: USERS, seed: SEED }).map((integration, at) => {
          const username = `grown${String(at)}@example.com`;
          plant(org, integration, username, String(at));
          const fieldsOf = (object: string) =>
            (schema.objects.get(object.toLowerCase())?.fields ?? [])
              .map(({ name }) => `${object}.${name}`)
              .filter((field) => legal.has(field));
          const classId = (Name: string) => idOf(org, 'ApexClass', { Name });
          return { username, expected: expectedAccess(integration, fieldsOf, classId) };
        });
        for (const { username, expected } of users) expect(matrixOf(org, username), username).to.deep.equal(expected);
        const before = dumpOf(org);
        const args = [...users.flatMap(({ username }) => ['--username', username]), '--snapshot-file', file];
        const { exitCode, json } = await migrateJson(org, args, { limit: 600 });
        expect(exitCode, json.message).to.equal(0);
        for (const { username, expected } of users)
          expect(matrixOf(org, username), username).to.deep.equal(expected.filter(isKept));
        const back = await migrateJson(org, ['--undo', file], { limit: 600 });
        expect(back.exitCode, back.json.message).to.equal(0);
        for (const { username, expected } of users) expect(matrixOf(org, username), username).to.deep.equal(expected);
        const { SetupAuditTrail: _, ...rows } = difference(before, dumpOf(org)).added;
        const { added, removed, changed } = { ...difference(before, dumpOf(org)), added: rows };
        const assigned = ['PermissionSetAssignment', 'PermissionSetLicenseAssign'];
        const own = (all: Record<string, string[]>) => assigned.flatMap((object) => all[object] ?? []);
        // The profile stays for others, with the permission set that every profile has.
        expect(Object.keys(added).filter((object) => !assigned.includes(object))).to.have.members([
          'Profile',
          'PermissionSet',
        ]);
        expect([added['Profile']?.length, added['PermissionSet']?.length]).to.deep.equal([1, 1]);
        expect(own(shown(added))).to.deep.equal(own(shown(removed)));
        expect(Object.keys(removed).filter((object) => !assigned.includes(object))).to.deep.equal([]);
        const columns = Object.values(changed).flatMap((list) => list.flatMap((row) => Object.keys(row)));
        expect(columns.filter((name) => name !== 'Id' && !OWN_TIME.test(name))).to.deep.equal([]);
      }),
    ));
});

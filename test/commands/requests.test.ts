import { expect } from 'chai';
import type { RawDefinition } from '../../src/definition/raw.ts';
import type { LoggedRequest } from '../org/rest/requestLog.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { counts, difference, dumpOf, enabled, expectSame } from './difference.ts';
import { createJson } from './harness.ts';
import { applied } from './twoUsers.ts';
import { withOrg } from './withOrg.ts';
import { inShort, NOBODY, SET, writesOf, ZOOMINFO } from './zoomInfo.ts';

const OBJECTS = ['Wide__c', 'Wide2__c', 'Wide3__c', 'Wide4__c', 'Wide5__c'];

/** Fields of five objects, every third to be edited, the others to be read. */
function wide(fields: number): string[] {
  return [
    ...NOBODY,
    ...OBJECTS.flatMap((object) => [
      ...['--object', `${object}=read,edit`],
      ...Array.from({ length: fields }, (_, at) => {
        const name = `Field_${String(at + 1).padStart(3, '0')}__c`;
        return ['--field', `${object}.${name}${at % 3 === 0 ? '=edit' : ''}`];
      }).flat(),
    ]),
  ];
}

/** The administrator sees these fields through View All Fields, which lets nobody edit them. */
function letAdminEdit({ org, adminUsername }: RunningOrg, fields: number): void {
  const [admin] = org.store.find('User', { Username: adminUsername });
  const [set] = org.store.find('PermissionSet', { ProfileId: admin?.['ProfileId'] ?? null });
  for (const SobjectType of OBJECTS) {
    for (let at = 0; at < fields; at += 3) {
      const Field = `${SobjectType}.Field_${String(at + 1).padStart(3, '0')}__c`;
      const row = { ParentId: set?.['Id'] ?? null, SobjectType, Field, PermissionsRead: 1, PermissionsEdit: 1 };
      org.store.insert('FieldPermissions', row);
    }
  }
}

function expectComplete({ org }: RunningOrg, fields: number): void {
  const [set] = org.store.find('PermissionSet', { Name: SET });
  const ParentId = set?.['Id'] ?? null;
  const objects = org.store.find('ObjectPermissions', { ParentId });
  expect(objects.map((row) => row['SobjectType'])).to.have.members(OBJECTS);
  const rows = org.store.find('FieldPermissions', { ParentId });
  expect(rows).to.have.length(5 * fields);
  expect(new Set(rows.map((row) => row['Field'])).size).to.equal(5 * fields);
  const wrong = rows.filter((row) => {
    const at = Number(/Field_(\d+)__c/.exec(String(row['Field']))?.[1]) - 1;
    return enabled(row).join() !== (at % 3 === 0 ? 'Edit,Read' : 'Read');
  });
  expect(wrong).to.deep.equal([]);
}

/** The queries of a batch. */
function queriesIn({ body }: LoggedRequest): string[] {
  const parts = (body as { batchRequests?: readonly { readonly url: string }[] } | undefined)?.batchRequests ?? [];
  return parts.map(({ url }) => decodeURIComponent(url));
}

describe('integration-user create: requests', () => {
  it('5 objects x 40 fields: 8 at most with preflight and read-back, 3 at most the second time', () =>
    withOrg({}, async (org) => {
      letAdminEdit(org, 40);
      const first = await createJson(org, wide(40));
      expect(first.exitCode, first.json.message).to.equal(0);
      // With one refused try of the profile, and one request for the checks.
      expect(first.requests.map(inShort), 'first run').to.have.length(8);
      expectComplete(org, 40);
      const before = dumpOf(org);
      const second = await createJson(org, wide(40));
      expect(second.json.result?.outcome).to.equal('unchanged');
      expect(second.requests.map(inShort), 'second run').to.deep.equal([
        'POST /composite/batch',
        'POST /composite/batch',
        'POST /composite/batch',
      ]);
      expectSame(before, dumpOf(org));
    }));

  it('at most 3 come before the first write', () =>
    withOrg({}, async (org) => {
      letAdminEdit(org, 40);
      const { requests } = await createJson(org, [...wide(40), '--record-type', 'Account.Partner']);
      const [first] = writesOf(requests);
      expect(requests.findIndex((request) => request === first)).to.be.within(1, 3);
    }));

  it('5 x 41 fields, more than fit into one collection', () =>
    withOrg({}, async (org) => {
      letAdminEdit(org, 41);
      const first = await createJson(org, wide(41));
      expect(first.exitCode, first.json.message).to.equal(0);
      expect(first.requests.map(inShort)).to.have.length.at.most(8);
      expectComplete(org, 41);
      const second = await createJson(org, wide(41));
      expect(second.json.result?.outcome).to.equal('unchanged');
      expect(second.requests).to.have.length.at.most(3);
    }));

  it('5 x 400 fields, more than fit into one composite request or one page', () =>
    withOrg({}, async (org) => {
      letAdminEdit(org, 400);
      const before = dumpOf(org);
      const first = await createJson(org, wide(400));
      expect(first.exitCode, first.json.message).to.equal(0);
      // 10 collections of fields, at most 5 of them in one composite request.
      expect(first.requests.map(inShort)).to.have.length.at.most(10);
      expectComplete(org, 400);
      expect(counts(difference(before, dumpOf(org)).added)).to.include({ FieldPermissions: 2000, PermissionSet: 2 });
      const second = await createJson(org, wide(400));
      expect(second.json.result?.outcome).to.equal('unchanged');
      expect(writesOf(second.requests)).to.deep.equal([]);
    }));

  it('reads every page of what the set holds: 2001 fields and more', () =>
    withOrg({}, async (org) => {
      letAdminEdit(org, 400);
      const all = [...wide(400), '--object', 'Account=read', '--field', 'Account.Website', '--field', 'Account.Phone'];
      expect((await createJson(org, all)).exitCode).to.equal(0);
      const second = await createJson(org, all);
      expect(second.json.result?.outcome).to.equal('unchanged');
      expect(second.requests.map(inShort).filter((text) => text.startsWith('GET /query/'))).to.have.length(1);
    }));

  it('the checks do not read again what the set holds, which the run has read', () =>
    withOrg({}, async (org) => {
      expect((await createJson(org, ZOOMINFO)).exitCode).to.equal(0);
      const id = String(org.org.store.find('PermissionSet', { Name: SET })[0]?.['Id']);
      const asked = (await createJson(org, ZOOMINFO)).requests.flatMap(queriesIn);
      const about = (object: string): string[] =>
        asked.filter((query) => query.includes(` FROM ${object} `) && query.includes(id));
      expect(about('ObjectPermissions'), asked.join('\n')).to.have.length(1);
      expect([...about('PermissionSet'), ...about('FieldPermissions')]).to.deep.equal([]);
    }));

  it('a refused PasswordNeverExpires costs one, and only the first run', () =>
    withOrg({}, async (org) => {
      const refused = (await createJson(org, ZOOMINFO)).requests.filter(({ status }) => status >= 400);
      expect(refused.map(inShort)).to.deep.equal(['POST /sobjects/Profile']);
      const again = await createJson(org, ZOOMINFO);
      expect(again.requests.filter(({ status }) => status >= 400)).to.deep.equal([]);
    }));
});

describe('credentials: requests', () => {
  const login = { type: 'client-credentials' } as const;
  const names = Array.from({ length: 10 }, (_, at) => `Sync${String(at)}`);
  const users = (credential: object): RawDefinition => ({
    users: names.map((name) => ({
      ...{ name, username: `${name.toLowerCase()}@acme.integration`, email: 'team@acme.com' },
      ...{ permissionSet: { objects: { Account: { access: ['read'] as const } } }, ...credential },
    })),
  });
  const soap = (requests: readonly LoggedRequest[], operation: string): number =>
    requests.filter(({ soapOperation }) => soapOperation === operation).length;

  it('create --credential: one deploy; a second run reads the app once', () =>
    withOrg({}, async (org) => {
      const bare = await createJson(org, ZOOMINFO);
      expect(bare.requests.filter(({ soapOperation }) => soapOperation !== undefined)).to.deep.equal([]);
      const unchanged = (await createJson(org, ZOOMINFO)).requests.length;
      const args = [...ZOOMINFO, '--credential', 'client-credentials'];
      const first = await createJson(org, args);
      expect(first.exitCode, first.json.message).to.equal(0);
      expect(soap(first.requests, 'deploy')).to.equal(1);
      const second = await createJson(org, args);
      expect(second.json.result?.outcome).to.equal('unchanged');
      // Who the user is and who asks take two batches; the app, one list and its five components.
      expect(second.requests.length - unchanged, second.requests.map(inShort).join('\n')).to.equal(8);
      expect(soap(second.requests, 'listMetadata')).to.equal(1);
    }));

  it('apply of ten users: reads grow with tens of users, not with users', () =>
    withOrg({}, async (org) => {
      for (const object of ['UserLicense', 'PermissionSetLicense'])
        org.org.store.db.exec(`UPDATE ${object} SET TotalLicenses = 20 WHERE TotalLicenses = 5`);
      const run = async (credential: object) => {
        const done = await applied(org, users(credential));
        expect(done.exitCode, done.json.message).to.equal(0);
        return done;
      };
      expect(soap((await run({})).requests, 'listMetadata')).to.equal(0);
      const unchanged = (await run({})).requests.length;
      const first = await run({ credential: login });
      expect(soap(first.requests, 'deploy')).to.equal(10);
      const second = await run({ credential: login });
      expect(second.json.result?.outcome).to.equal('unchanged');
      expect(second.requests.length - unchanged, second.requests.map(inShort).join('\n')).to.equal(8);
    }));
});

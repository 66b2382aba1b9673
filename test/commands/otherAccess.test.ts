import { expect } from 'chai';
import type { RawPermissionSet, RawUser } from '../../src/definition/raw.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { administer } from './administer.ts';
import { idOf } from './change.ts';
import { withDefinition } from './definitionFile.ts';
import { dumpOf, expectSame } from './difference.ts';
import { exportJson } from './exporting.ts';
import { displayJson } from './reading.ts';
import { applied } from './twoUsers.ts';
import { verifyJson } from './verifying.ts';
import { withOrg } from './withOrg.ts';
import { SET, USERNAME } from './zoomInfo.ts';

const PRINCIPAL = 'Warehouse_API-Integration';
const ACCESS: RawPermissionSet = {
  apexPages: ['SyncStatus'],
  flows: ['Sync_Orders'],
  externalCredentials: [PRINCIPAL],
};
const zoomInfo = (more: RawPermissionSet): RawUser => ({
  name: 'ZoomInfo',
  username: USERNAME,
  email: 'team@acme.com',
  permissionSet: { objects: { Account: { access: ['read'] } }, ...more },
});
const apply = (org: RunningOrg, more: RawPermissionSet) => applied(org, { users: [zoomInfo(more)] });

async function made(org: RunningOrg, more: RawPermissionSet): Promise<void> {
  const { exitCode, json } = await apply(org, more);
  expect(exitCode, json.message).to.equal(0);
}

/** Types and ids of what the set of ZoomInfo gives access to. */
function held({ org }: RunningOrg): string[] {
  const [set] = org.store.find('PermissionSet', { Name: SET });
  return org.store
    .find('SetupEntityAccess', { ParentId: set?.['Id'] ?? null })
    .map((row) => `${String(row['SetupEntityType'])} ${String(row['SetupEntityId'])}`)
    .sort();
}

/** External credentials came with API 56, and not every login sees them: INVALID_TYPE. */
async function withoutExternalCredentials({ org }: RunningOrg, body: () => Promise<void>): Promise<void> {
  const { schema } = org;
  const object = (name: string) => (/^ExternalCredential/i.test(name) ? undefined : schema.object(name));
  Object.assign(org, { schema: { ...schema, object } });
  try {
    await body();
  } finally {
    Object.assign(org, { schema });
  }
}

const asksFor = (requests: readonly { readonly body?: unknown }[], object: string): boolean =>
  requests.some(({ body }) => JSON.stringify(body ?? '').includes(object));

describe('pages, flows and external credentials', () => {
  it('are given, kept, displayed, verified and exported by name', () =>
    withOrg({}, async (org) => {
      await made(org, ACCESS);
      const principal = idOf(org, 'ExternalCredentialParameter', { ParameterName: 'Integration' });
      expect(held(org)).to.deep.equal([
        `ApexPage ${idOf(org, 'ApexPage', { Name: 'SyncStatus' })}`,
        `ExternalCredentialParameter ${principal}`,
        'FlowDefinition 300hs0000000001AAA',
      ]);
      const once = dumpOf(org);
      expect((await apply(org, ACCESS)).json.result?.outcome).to.equal('unchanged');
      expectSame(once, dumpOf(org));

      const shown = await displayJson(org, ['--username', USERNAME]);
      expect(shown.json.result?.setupEntities.map(({ type, name }) => `${type} ${name}`)).to.have.members([
        'ApexPage SyncStatus',
        'FlowDefinition Sync_Orders',
        `ExternalCredentialParameter ${PRINCIPAL}`,
      ]);
      const { json } = await exportJson(org, ['--username', USERNAME]);
      expect(json.result?.definition.users[0]?.permissionSet).to.deep.include(ACCESS);
      expect(json.result?.findings).to.deep.equal([]);
      await withDefinition({ users: json.result?.definition.users ?? [] }, async (file) => {
        const verified = await verifyJson(org, ['--definition-file', file]);
        const findings = verified.json.result?.users.flatMap((user) => user.findings);
        expect(findings?.map(({ id }) => id).filter((id) => id.endsWith('-setup-access'))).to.deep.equal([]);
      });
    }));

  it('go with the next definition that does not list them', () =>
    withOrg({}, async (org) => {
      await made(org, ACCESS);
      const { json } = await apply(org, {});
      expect(json.result?.users[0]?.changes.map(({ action, name }) => `${action} ${name}`)).to.have.members([
        'delete SyncStatus',
        'delete Sync_Orders',
        `delete ${PRINCIPAL}`,
      ]);
      expect(held(org)).to.deep.equal([]);
    }));

  it('stay when record types change, for which Salesforce replaces the whole set', () =>
    withOrg({}, async (org) => {
      await made(org, ACCESS);
      const before = held(org);
      await made(org, { ...ACCESS, recordTypes: ['Account.Partner'] });
      expect(held(org)).to.deep.equal(before);
    }));

  it('a principal is offered whose name is near; another parameter is none', () =>
    withOrg({}, async (org) => {
      const { exitCode, json } = await apply(org, {
        externalCredentials: ['Warehouse_API-Integratoin', 'Warehouse_API-X-Api-Key', 'Nothing-Like It'],
      });
      expect(exitCode).to.equal(1);
      expect(json.message).to.contain('no principal "Warehouse_API-Integratoin"').and.contain('"Nothing-Like It"');
      expect(json.message).to.contain('"Warehouse_API-X-Api-Key"');
      expect(json.actions?.join()).to.contain(`Did you mean ${PRINCIPAL}`).and.contain('MyCredential-MyPrincipal');
    }));
});

describe('an org that shows no external credentials', () => {
  it('is asked for none where the definition names none', () =>
    withOrg({}, (org) =>
      withoutExternalCredentials(org, async () => {
        const { exitCode, requests } = await apply(org, { flows: ['Sync_Orders'] });
        expect(exitCode).to.equal(0);
        expect(asksFor(requests, 'ExternalCredential')).to.equal(false);
      }),
    ));

  it('stops a definition that names one, with the reason', () =>
    withOrg({}, (org) =>
      withoutExternalCredentials(org, async () => {
        const before = dumpOf(org);
        const { exitCode, json } = await apply(org, { externalCredentials: [PRINCIPAL] });
        expect(exitCode).to.equal(1);
        expect(json.message).to.contain('did not let you read externalCredentials');
        expect(json.message).to.contain('ExternalCredentialParameter');
        expectSame(before, dumpOf(org));
      }),
    ));

  it('has its users displayed and exported all the same; what has no name is told by type and id', () =>
    withOrg({}, async (org) => {
      await made(org, ACCESS);
      const id = held(org).find((text) => text.startsWith('ExternalCredentialParameter')) ?? '';
      await withoutExternalCredentials(org, async () => {
        const shown = await displayJson(org, ['--username', USERNAME]);
        expect(shown.json.result?.setupEntities.map(({ type, name }) => `${type} ${name}`)).to.include(id);
        const { json } = await exportJson(org, ['--username', USERNAME]);
        expect(json.result?.definition.users[0]).to.deep.include({ permissionSet: 'none', permissionSets: [SET] });
        expect(json.result?.findings.map((one) => one.id)).to.deep.equal(['export-only-assigned']);
        expect(json.result?.findings[0]?.message).to.contain(USERNAME).and.contain(SET).and.contain(id);
      });
    }));
});

describe('what a definition cannot say of a set', () => {
  /** An application of a menu, a data source, and a tab. */
  function addByHand(org: RunningOrg): string {
    const admin = administer(org);
    const ParentId = idOf(org, 'PermissionSet', { Name: SET });
    const source = { DeveloperName: 'Ledger', MasterLabel: 'Ledger', Language: 'en_US', Type: 'Identity' };
    const id = org.org.store.insert('ExternalDataSource', source);
    admin.insert('SetupEntityAccess', { ParentId, SetupEntityId: id });
    admin.insert('SetupEntityAccess', { ParentId, SetupEntityId: '02uhs0000000001AAA' });
    admin.insert('PermissionSetTabSetting', { ParentId, Name: 'standard-Account', Visibility: 'DefaultOn' });
    return id;
  }

  it('apply leaves, and says so', () =>
    withOrg({}, async (org) => {
      await made(org, ACCESS);
      addByHand(org);
      const before = dumpOf(org);
      const { exitCode, json } = await apply(org, ACCESS);
      expect([exitCode, json.result?.outcome]).to.deep.equal([0, 'unchanged']);
      expectSame(before, dumpOf(org));
      const warnings = json.warnings.filter((text) => text.includes('cannot name'));
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain(SET).and.contain('ExternalDataSource Ledger').and.not.contain('TabSet');
    }));

  it('export tells once, describes the rest, and apply of that changes nothing', () =>
    withOrg({}, async (org) => {
      await made(org, ACCESS);
      addByHand(org);
      const before = dumpOf(org);
      const { json } = await exportJson(org, ['--username', USERNAME]);
      const users = json.result?.definition.users ?? [];
      expect(users[0]?.permissionSet).to.deep.include({ name: SET, ...ACCESS });
      expect(
        json.result?.findings.filter(({ id }) => id === 'export-left-out').map(({ message }) => message),
      ).to.have.length(1);
      const message = json.result?.findings.find(({ id }) => id === 'export-left-out')?.message ?? '';
      for (const left of ['ExternalDataSource Ledger', 'TabSet 02uhs0000000001AAA', 'standard-Account'])
        expect(message).to.contain(left);
      const again = await applied(org, { users });
      expect(again.json.result?.outcome, again.json.message).to.equal('unchanged');
      expectSame(before, dumpOf(org));
    }));
});

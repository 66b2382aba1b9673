import { Ajv } from 'ajv';
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDefinition } from '../../src/definition/file.ts';
import { DEFINITION_SCHEMA } from '../../src/definition/schema.ts';
import { difference, dumpOf, enabled, expectSame, type Difference } from '../commands/difference.ts';
import { apply } from '../commands/harness.ts';
import { withOrg } from '../commands/withOrg.ts';
import type { Row } from '../org/org.ts';
import type { RunningOrg } from '../org/rest/start.ts';
import { holdings, type Holding } from './holdings.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'examples');
const ENVIRONMENT = { INTEGRATION_DOMAIN: 'acme.integration', INTEGRATION_EMAIL: 'team@acme.com' };

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** What an example makes in an org, user by user. */
const MADE: Readonly<Record<string, Readonly<Record<string, Holding>>>> = {
  'minimal.yaml': {
    'nightlybackup@00dhs0000000001eaa.integration': {
      name: 'Nightly Backup',
      profile: 'Integration API Only',
      licenses: ['SalesforceAPIIntegrationPsl'],
      sets: ['Integration_Nightly_Backup'],
      groups: [],
      role: null,
      memberships: [],
      objects: { Account: ['Read'] },
      access: [],
      permissions: ['PasswordNeverExpires'],
    },
  },
  'typical.yaml': {
    'zoominfo@acme.integration': {
      name: 'ZoomInfo',
      profile: 'Integration API Only',
      licenses: ['SalesforceAPIIntegrationPsl'],
      sets: ['Integration_ZoomInfo'],
      groups: [],
      role: null,
      memberships: [],
      objects: { Account: ['Create', 'Edit', 'Read'], Contact: ['Read'] },
      access: ['ZoomInfoInbound'],
      permissions: ['PasswordNeverExpires'],
    },
    'warehouse@acme.integration': {
      name: 'Warehouse',
      profile: 'Integration API Only',
      licenses: ['SalesforceAPIIntegrationPsl'],
      sets: ['Integration_Warehouse'],
      groups: [],
      role: null,
      memberships: [],
      objects: { Account: ['Read'], Order: ['Edit', 'Read'], Product2: ['Read'] },
      access: [],
      permissions: ['ActivateOrder', 'PasswordNeverExpires'],
    },
  },
  'everything.yaml': {
    'billing.sync@acme.integration': {
      name: 'Billing Sync',
      profile: 'Integration API Only',
      licenses: ['SalesforceAPIIntegrationPsl'],
      sets: ['Existing_Set', 'Integration_Billing'],
      groups: ['Sales_Sync'],
      role: 'Integrations',
      memberships: ['Integrations', 'Order_Intake'],
      objects: {
        Account: ['Create', 'Edit', 'Read'],
        Invoice_Line__c: ['Create', 'Read'],
        Invoice__c: ['Create', 'Delete', 'Edit', 'Read'],
      },
      access: [
        'AccountSync',
        'ERP Connector',
        'Integration',
        'Skip_Validation',
        'SyncStatus',
        'Sync_Orders',
        'Warehouse',
      ],
      permissions: ['EditTask', 'PasswordNeverExpires', 'RunReports'],
    },
    'reporting@acme.integration': {
      name: 'Reporting',
      profile: 'Minimum Access - API Only Integrations',
      licenses: ['SalesforceAPIIntegrationPsl'],
      sets: ['Account_Read'],
      groups: [],
      role: null,
      memberships: [],
      objects: {},
      access: [],
      permissions: [],
    },
  },
};

/** Field permissions of the set with this name: field and rights. */
function fieldsOf({ org }: RunningOrg, set: string): Record<string, string[]> {
  const ParentId = org.store.find('PermissionSet', { Name: set })[0]?.['Id'] ?? null;
  return Object.fromEntries(
    org.store.find('FieldPermissions', { ParentId }).map((row) => [String(row['Field']), enabled(row)]),
  );
}

function count(rows: Difference['added'], object: string): number {
  return rows[object]?.length ?? 0;
}

describe('examples', () => {
  const saved = Object.fromEntries(Object.keys(ENVIRONMENT).map((name) => [name, process.env[name]]));
  before(() => {
    Object.assign(process.env, ENVIRONMENT);
  });
  after(() => {
    for (const [name, value] of Object.entries(saved)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it('are three: the least, the usual, and everything, with the certificate that it names, beside pipelines', () => {
    expect(readdirSync(FOLDER).sort()).to.deep.equal(['billing.pem', 'pipelines', ...Object.keys(MADE)].sort());
  });

  it('have the schema that the code has', () => {
    expect(json(join(ROOT, 'schemas/definition.schema.json'))).to.deep.equal(
      JSON.parse(JSON.stringify(DEFINITION_SCHEMA)),
    );
  });

  it('everything.yaml uses every key of the schema', () => {
    const keys = (value: unknown): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Array.isArray(value)
          ? value.flatMap(keys)
          : Object.entries(value).flatMap(([key, inside]) => [key, ...keys(inside)]);
    const properties = (schema: unknown): string[] =>
      typeof schema !== 'object' || schema === null
        ? []
        : Object.entries(schema).flatMap(([key, inside]) => [
            ...(key === 'properties' ? Object.keys(inside as object) : []),
            ...properties(inside),
          ]);
    const used = new Set(keys(parse(readFileSync(join(FOLDER, 'everything.yaml'), 'utf8'))));
    expect(properties(DEFINITION_SCHEMA).filter((key) => !used.has(key))).to.deep.equal([]);
  });

  for (const [name, made] of Object.entries(MADE)) {
    const path = join(FOLDER, name);

    it(`${name} completes in an editor and fits the schema`, () => {
      const text = readFileSync(path, 'utf8');
      const [line] = text.split('\n');
      expect(line).to.equal('# yaml-language-server: $schema=../schemas/definition.schema.json');
      expect(parseDefinition(path, text).problems).to.deep.equal([]);
      const ajv = new Ajv({ allErrors: true });
      const valid = ajv.validate(json(join(ROOT, 'schemas/definition.schema.json')) as object, parse(text));
      expect(valid, ajv.errorsText()).to.equal(true);
    });

    it(`${name} applied to an org makes what it says and touches nothing else, once`, () =>
      withOrg({}, async (org) => {
        const before = dumpOf(org);
        const first = await apply.json(org, ['--definition-file', path]);
        expect(first.exitCode, first.json.message).to.equal(0);
        expect(first.json.result?.outcome).to.equal('created');
        const made_ = Object.keys(made);
        expect(first.json.result?.users.map(({ username }) => username)).to.have.length(made_.length);
        const names = first.json.result?.users.map(({ username }) => username ?? '') ?? [];
        expect(holdings(org, names)).to.deep.equal(expected(org, made));

        const { added, removed, changed } = difference(before, dumpOf(org));
        expect(removed).to.deep.equal({});
        expect(Object.keys(changed)).to.deep.equal([]);
        expect(count(added, 'User')).to.equal(names.length);
        expect(count(added, 'Profile')).to.equal(1);

        const once = dumpOf(org);
        const second = await apply.json(org, ['--definition-file', path]);
        expect([second.exitCode, second.json.result?.outcome]).to.deep.equal([0, 'unchanged']);
        expectSame(once, dumpOf(org));
      }));
  }

  it('everything.yaml gives the field rights and record types that it lists, and all fields where it says so', () =>
    withOrg({}, async (org) => {
      expect((await apply(org, ['--definition-file', join(FOLDER, 'everything.yaml')])).exitCode).to.equal(0);
      const fields = fieldsOf(org, 'Integration_Billing');
      const ofObject = (object: string): Record<string, string[]> =>
        Object.fromEntries(Object.entries(fields).filter(([field]) => field.startsWith(`${object}.`)));
      expect(ofObject('Account')).to.deep.equal({
        'Account.AnnualRevenue': ['Read'],
        'Account.BillingAddress': ['Edit', 'Read'],
        'Account.Industry': ['Read'],
        'Account.Phone': ['Edit', 'Read'],
        'Account.Website': ['Edit', 'Read'],
      });
      const invoice = ofObject('Invoice__c');
      // A formula cannot be edited, whatever is asked.
      expect(invoice['Invoice__c.Gross__c']).to.deep.equal(['Read']);
      expect(Object.values(invoice).filter((rights) => rights.join() === 'Edit,Read')).to.have.length.above(10);
      const lines = ofObject('Invoice_Line__c');
      expect(Object.keys(lines)).not.to.be.empty;
      for (const rights of Object.values(lines)) expect(rights).to.deep.equal(['Read']);
      const { store } = org.org;
      const shown: readonly Row[] = (dumpOf(org)['_RecordTypeVisibility'] ?? []).filter((row) => row['Visible'] === 1);
      expect(
        shown.map((row) => store.get('RecordType', String(row['RecordTypeId']))?.['DeveloperName']),
      ).to.have.members(['Partner', 'Customer']);
    }));

  it('minimal.yaml gives every field of an account that takes field-level security, to be read', () =>
    withOrg({}, async (org) => {
      expect((await apply(org, ['--definition-file', join(FOLDER, 'minimal.yaml')])).exitCode).to.equal(0);
      const fields = Object.entries(fieldsOf(org, 'Integration_Nightly_Backup'));
      expect(fields.map(([field]) => field)).to.include.members(['Account.Website', 'Account.BillingAddress']);
      expect(fields).to.have.length.above(25);
      for (const [, rights] of fields) expect(rights).to.deep.equal(['Read']);
    }));

  it('typical.yaml names the variables that are not set, all at once', () =>
    withOrg({}, async (org) => {
      for (const name of Object.keys(ENVIRONMENT)) Reflect.deleteProperty(process.env, name);
      try {
        const {
          exitCode,
          json: envelope,
          requests,
        } = await apply.json(org, ['--definition-file', join(FOLDER, 'typical.yaml')]);
        expect(exitCode).to.equal(1);
        for (const text of ['INTEGRATION_DOMAIN', 'INTEGRATION_EMAIL', 'typical.yaml:9:15'])
          expect(envelope.message).to.contain(text);
        expect(requests).to.deep.equal([]);
      } finally {
        Object.assign(process.env, ENVIRONMENT);
      }
    }));
});

/** The default username holds the id of the org, where it has no My Domain in its address. */
function expected({ org }: RunningOrg, made: Readonly<Record<string, Holding>>): Record<string, Holding> {
  return Object.fromEntries(
    Object.entries(made).map(([name, holding]) => [name.replace(/00d\w{15}/, org.id.toLowerCase()), holding]),
  );
}

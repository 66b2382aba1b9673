import { expect } from 'chai';
import type { Org, Row, Session } from '../org.ts';
import { buildOrg } from '../scenarios/scenario.ts';
import { callSoap, plain, type CallOptions } from './callSoap.ts';
import type { Content } from './printXml.ts';
import { dumpMetadata } from './dump.ts';
import { childText } from './xml.ts';

export const psl = 'SalesforceAPIIntegrationPsl';

export const minimumAccess = 'Minimum Access - API Only Integrations';

export function rights(object: string, ...granted: string[]): Content {
  const flags = [
    'allowCreate',
    'allowDelete',
    'allowEdit',
    'allowRead',
    'modifyAllRecords',
    'viewAllFields',
    'viewAllRecords',
  ];
  return { ...Object.fromEntries(flags.map((flag) => [flag, granted.includes(flag)])), object };
}

export const sync = {
  description: 'Reads & writes',
  fieldPermissions: [
    { editable: true, field: 'Account.BillingAddress', readable: true },
    { editable: false, field: 'Account.Industry', readable: true },
    { editable: true, field: 'Invoice__c.Amount__c', readable: true },
  ],
  hasActivationRequired: false,
  label: 'Sync',
  license: psl,
  objectPermissions: [
    rights('Account', 'allowRead', 'allowEdit'),
    rights('Contract', 'allowRead'),
    rights('Invoice_Line__c', 'allowRead', 'allowCreate'),
    rights('Invoice__c', 'allowRead', 'allowCreate', 'allowEdit'),
  ],
  userPermissions: [{ enabled: true, name: 'PasswordNeverExpires' }],
} satisfies Content;

function admin(org: Org): Session {
  const profile = org.store.find('Profile', { Name: 'System Administrator' })[0];
  const user = org.store.find('User', { ProfileId: profile?.['Id'] ?? null, IsActive: 1 })[0];
  if (user === undefined) throw new Error('no administrator');
  return { org, userId: String(user['Id']), apiVersion: 67 };
}

export function dump(org: Org): unknown {
  return { ...withoutTrail(org.store.dump()), ...dumpMetadata(org) };
}

function withoutTrail({ SetupAuditTrail: _, ...rest }: Record<string, Row[]>): Record<string, Row[]> {
  return rest;
}

/** What the calls are made with; a new one for each test. */
export let session: Session;
export let org: Org;

/** Puts a new org in the place of the one before, with the session of its administrator. */
export function freshOrg(...built: Parameters<typeof buildOrg>): void {
  org = buildOrg(...built);
  session = admin(org);
}

/** The next calls are those of another user. */
export function actAs(userId: string): void {
  session = { ...session, userId };
}

export const soap = (name: string, content: Content, options?: CallOptions): unknown => {
  const answer = callSoap(session, name, content, options);
  expect(answer.call, JSON.stringify(plain(answer.element))).to.equal(`${name}Response`);
  return (plain(answer.element) as Record<string, unknown>)['result'];
};

export const fault = (
  name: string,
  content: Content,
  options?: CallOptions,
): { status: number; code: string; text: string } => {
  const { status, element } = callSoap(session, name, content, options);
  expect(element.name).to.equal('Fault');
  return { status, code: childText(element, 'faultcode') ?? '', text: childText(element, 'faultstring') ?? '' };
};

export const upsert = (fullName: string, content: Record<string, Content>, type = 'PermissionSet'): unknown =>
  soap('upsertMetadata', { metadata: { '@xsi:type': type, fullName, ...content } });

export const read = (fullName: string, type = 'PermissionSet', version = 67): Record<string, unknown> => {
  const result = soap('readMetadata', { type, fullNames: fullName }, { version }) as {
    records: Record<string, unknown>;
  };
  return result.records;
};

export const refused = (content: Record<string, Content>, type = 'PermissionSet'): string => {
  const before = dump(org);
  const result = upsert('Sync', { label: 'Sync', ...content }, type) as {
    success: string;
    errors: { message: string };
  };
  expect(result.success).to.equal('false');
  expect(dump(org)).to.deep.equal(before);
  return result.errors.message;
};

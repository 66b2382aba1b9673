import type { Org, Row, Session } from '../org.ts';
import { makeId } from '../store/ids.ts';
import { isAppType } from './appSections.ts';
import { checkAppPart, partsOf } from './clientApps.ts';
import { dropConsumer } from './consumers.ts';
import type { Component } from './component.ts';
import { checkOwners, firstCaseSettings, OWNER_TYPES } from './namedOwners.ts';
import { checkOrgPolicy, checkProfilePolicy, orgPolicy, policyOf } from './passwordPolicies.ts';
import type { KeptType } from './sections.ts';

/** Components that no sObject holds, each in a row: its elements as JSON, and the id or name of what it belongs to. */
const table = '_Metadata';

/** The key prefix of an External Client App as public recordings show it; those of the others are made up. */
const prefixOf: Partial<Record<KeptType, string>> = { ExternalClientApplication: '0xI' };

/** What is there before anybody writes it: settings are. */
const given: Partial<Record<KeptType, { readonly fullName: string; readonly content: (org: Org) => Content }>> = {
  CaseSettings: { fullName: 'Case', content: (org) => ({ values: firstCaseSettings(org), lists: {} }) },
  SecuritySettings: { fullName: 'Security', content: () => ({ values: {}, lists: { passwordPolicies: [orgPolicy] } }) },
  ExternalClientAppSettings: {
    fullName: 'ExternalClientApp',
    content: () => ({ values: { enableClientSecretInRestApiAccess: false }, lists: {} }),
  },
};

type Content = Pick<Component, 'values' | 'lists'>;

/** The rows of a type. Policies of profiles that are gone are gone with them. */
export function keptRows(org: Org, type: KeptType): readonly Row[] {
  ensureTable(org);
  const rows = org.store.db.prepare(`SELECT * FROM ${table} WHERE Type = ? ORDER BY FullName`).all(type) as Row[];
  if (type === 'ProfilePasswordPolicy') return rows.filter((row) => policyOf(org, row) !== undefined);
  const start = given[type];
  return rows.length > 0 || start === undefined
    ? rows
    : [{ FullName: start.fullName, Content: JSON.stringify(start.content(org)) }];
}

/** A row as metadata. */
export function keptComponent(org: Org, type: KeptType, row: Row): Component {
  const { values, lists } = JSON.parse(String(row['Content'])) as Content;
  const fullName = String(row['FullName']);
  if (type !== 'ProfilePasswordPolicy') return { type, fullName, values, lists };
  return { type, fullName, values: { ...values, profile: policyOf(org, row) ?? '' }, lists };
}

/** Every component of a type. */
export function keptComponents(org: Org, type: KeptType): readonly Component[] {
  return keptRows(org, type).map((row) => keptComponent(org, type, row));
}

/** Writes a component, the whole of it. Throws OrgError for what Salesforce refuses, NotSimulated for what nobody knows. */
export function writeKept(
  session: Session,
  component: Component & { readonly type: KeptType },
  ignoreWarnings: boolean,
): void {
  const { org } = session;
  const { type, fullName } = component;
  const others = keptRows(org, type).filter((row) => row['FullName'] !== fullName);
  if (isAppType(type)) {
    for (const one of checkAppPart(org, { ...component, type }, ignoreWarnings)) store(session, one, '');
    return;
  }
  if (type === 'SecuritySettings') checkOrgPolicy(component);
  if (OWNER_TYPES.includes(type)) checkOwners(org, component);
  store(session, component, type === 'ProfilePasswordPolicy' ? checkProfilePolicy(org, component, others) : '');
}

/** Forgets a component; an External Client App takes its parts and its consumer along. source: facts 6.1 */
export function removeKept(org: Org, type: KeptType, fullName: string): void {
  if (type === 'ExternalClientApplication') {
    for (const [part, component] of partsOf(org, fullName)) removeKept(org, part, component.fullName);
    dropConsumer(org, fullName);
  }
  org.store.db.prepare(`DELETE FROM ${table} WHERE Type = ? AND FullName = ?`).run(type, fullName);
}

function store({ org, userId }: Session, { type, fullName, values, lists }: Component, profileId: string): void {
  const before = keptRows(org, type as KeptType).find((row) => row['FullName'] === fullName);
  const now = org.now().toISOString();
  const { count } = org.store.db.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get() as { count: number };
  const id = String(before?.['Id'] ?? makeId(prefixOf[type as KeptType] ?? '0HV', 'hs0', count + 1));
  org.store.db
    .prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(
      ...[type, fullName, id, profileId, JSON.stringify({ values, lists })],
      ...[String(before?.['CreatedById'] ?? userId), String(before?.['CreatedDate'] ?? now), userId, now],
    );
}

function ensureTable(org: Org): void {
  org.store.db.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (Type TEXT, FullName TEXT, Id TEXT, ProfileId TEXT, Content TEXT,
       CreatedById TEXT, CreatedDate TEXT, LastModifiedById TEXT, LastModifiedDate TEXT, PRIMARY KEY (Type, FullName))`,
  );
}

import type { AuditOrg } from '../org/audit/auditOrg.ts';
import type { Inventory } from '../org/inventory/inventory.ts';
import type { FoundSource } from './audited.ts';
import type { Candidates } from './findCandidates.ts';
import { unknownTypes } from './flows.ts';
import type { IntegrationUse } from './readIntegrationUse.ts';
import type { Suspects } from './readSuspects.ts';
import { seesTokens } from './scene.ts';
import type { Scene } from './seen.ts';

export type Asked = {
  readonly about: AuditOrg;
  readonly candidates: Candidates;
  readonly suspects: Suspects;
  readonly use: IntegrationUse;
  readonly inventory: Inventory;
  readonly scene: Scene;
  readonly isSeen: boolean;
};

/** Where the org was asked, and what was not seen. Pure. */
export function sourcesOf(asked: Asked): FoundSource[] {
  return [loginHistory(asked), ...bulk(asked), tokens(asked), sessions(asked), usage(asked), ...refusals(asked)];
}

function source(
  name: string,
  status: FoundSource['status'],
  { days = null, rows = null, key, tokens: told = [] }: Partial<Omit<FoundSource, 'name' | 'status'>> = {},
): FoundSource {
  return { name, status, days, rows, key, tokens: told };
}

function loginHistory({ about, candidates, suspects, scene, isSeen }: Asked): FoundSource {
  const words = about.refused.get('LoginHistory');
  if (words !== undefined) return source('LoginHistory', 'refused', { key: 'refused', tokens: [words] });
  if (!isSeen) return source('LoginHistory', 'refused', { key: 'own' });
  const rows = about.ways.reduce((sum, { logins }) => sum + logins, 0);
  const read = { days: scene.days, rows };
  const unknown = unknownTypes(about.ways);
  if (candidates.unread.length > 0)
    return source('LoginHistory', 'partly', { ...read, key: 'unread', tokens: [candidates.unread.join(', ')] });
  if (!about.waysWhole) return source('LoginHistory', 'partly', { ...read, key: 'ways' });
  if (!suspects.loginsWhole) return source('LoginHistory', 'partly', { ...read, key: 'cut' });
  if (!suspects.rhythmRead) return source('LoginHistory', 'partly', { ...read, key: 'rhythm' });
  if (unknown.length > 0)
    return source('LoginHistory', 'partly', { ...read, key: 'types', tokens: [unknown.join(', ')] });
  return source('LoginHistory', 'read', read);
}

function bulk({ candidates: { bulk: engine, unread } }: Asked): FoundSource[] {
  if (!engine.used) return [];
  if (engine.refused === undefined) return [source('Bulk API 2.0', 'read')];
  const key = unread.length > 0 ? 'refused' : 'replaced';
  return [source('Bulk API 2.0', 'refused', { key, tokens: [engine.refused] })];
}

function tokens({ about, candidates, suspects, use }: Asked): FoundSource {
  const words = candidates.tokensRefused ?? suspects.tokens.refused ?? use.tokensRefused;
  if (words !== undefined) return source('OauthToken', 'refused', { key: 'refused', tokens: [words] });
  if (!seesTokens(about)) return source('OauthToken', 'refused', { key: 'own' });
  const isWhole = candidates.tokensWhole && suspects.tokens.whole;
  return isWhole ? source('OauthToken', 'read') : source('OauthToken', 'partly', { key: 'cut' });
}

function sessions({ about, suspects }: Asked): FoundSource {
  const words = suspects.refused.get('AuthSession');
  if (words !== undefined) return source('AuthSession', 'refused', { key: 'refused', tokens: [words] });
  const has = about.callerPermissions;
  return has === undefined || has.has('ManageUsers')
    ? source('AuthSession', 'read')
    : source('AuthSession', 'refused', { key: 'own' });
}

function usage({ suspects: { usage: logs, seen } }: Asked): FoundSource {
  if (logs.refused !== undefined) return source('EventLogFile', 'refused', { key: 'refused', tokens: [logs.refused] });
  if (seen.length === 0) return source('EventLogFile', 'read', { key: 'nobody' });
  const days = logs.days.length;
  if (days === 0 && logs.left > 0) return source('EventLogFile', 'partly', { days: 0, key: 'large' });
  if (days === 0) return source('EventLogFile', 'missing', { key: 'missing' });
  return logs.left === 0
    ? source('EventLogFile', 'read', { days })
    : source('EventLogFile', 'partly', { days, key: 'latest', tokens: [String(days), String(logs.left)] });
}

/** Objects whose refusal changes the result, by what is then not known. */
const MATTER: Readonly<Record<string, string>> = {
  User: 'user',
  UserLogin: 'frozen',
  UserLicense: 'license',
  PermissionSetLicense: 'setLicense',
  PermissionSetAssignment: 'rights',
  PermissionSet: 'rights',
  ObjectPermissions: 'rights',
  PermissionSetLicenseAssign: 'setLicense',
  Organization: 'organization',
};

/** Others' assignments are left out without a word for who may not see them (Object Reference, PermissionSetAssignment). */
const ASSIGNMENTS_UNSEEN = source('PermissionSetAssignment', 'refused', { key: 'assignments' });

function refusals({ about, suspects, inventory }: Asked): FoundSource[] {
  const all = new Map([...inventory.refused, ...suspects.refused, ...about.refused]);
  const unseen = inventory.assignmentsVisible || all.has('PermissionSetAssignment') ? [] : [ASSIGNMENTS_UNSEEN];
  return Object.entries(MATTER)
    .flatMap(([name, key]) => {
      const words = all.get(name);
      return words === undefined ? [] : [source(name, 'refused', { key, tokens: [words.split('\n').at(-1) ?? words] })];
    })
    .concat(unseen);
}

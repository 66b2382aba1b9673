import type { Org, Row } from '../org.ts';
import type { Component, Entry } from './component.ts';
import { notFoundIn } from './problem.ts';
import type { KeptType } from './sections.ts';

/** A user whom the org gives records by itself: in which element, and what Salesforce calls that when it refuses to deactivate it. */
type Named = { readonly element: string; readonly username: string; readonly what: string };

/** The types that name users. */
export const OWNER_TYPES: readonly KeptType[] = ['CaseSettings', 'AssignmentRules', 'EscalationRules'];

/** Users are named by username, queues by their API name. source: facts 4.3 [official; community] */
export function namedOwners({ type, values, lists }: Component): readonly Named[] {
  const inside = (entry: Entry, list: string): readonly Entry[] => {
    const value = entry[list];
    return Array.isArray(value) ? (value as readonly Entry[]) : [];
  };
  const user = (entry: Readonly<Record<string, unknown>>, element: string, what: string, typed = true): Named[] => {
    const username = entry[element];
    const isUser = !typed || String(entry[`${element}Type`]).toLowerCase() === 'user';
    return typeof username === 'string' && username !== '' && isUser ? [{ element, username, what }] : [];
  };
  if (type === 'CaseSettings') {
    const addresses = (lists['emailToCase'] ?? []).flatMap((one) => inside(one, 'routingAddresses'));
    return [
      ...user(values, 'defaultCaseOwner', 'the default owner of cases'),
      ...user(values, 'defaultCaseUser', 'the automated case user', false),
      ...addresses.flatMap((one) => user(one, 'caseOwner', 'the owner of cases of Email-to-Case')),
    ];
  }
  const rules = [...(lists['assignmentRule'] ?? []), ...(lists['escalationRule'] ?? [])];
  const ruleEntries = rules.flatMap((rule) => inside(rule, 'ruleEntry'));
  return [...ruleEntries, ...ruleEntries.flatMap((one) => inside(one, 'escalationAction'))].flatMap((one) => [
    ...user(one, 'assignedTo', 'in a rule that assigns records'),
    ...user(one, 'notifyTo', 'in a rule that assigns records', false),
  ]);
}

/** Throws OrgError for a user that the org does not have. */
export function checkOwners(org: Org, component: Component): void {
  for (const { element, username } of namedOwners(component))
    if (!org.store.find('User').some((row) => isNamed(row, username))) throw notFoundIn(element, 'User', username);
}

/** What a new org says: who made it owns what nobody else does. source: facts 4.3 [unverified] */
export function firstCaseSettings(org: Org): Component['values'] {
  const admins = org.store.find('Profile', { PermissionsModifyAllData: 1 }).map(({ Id }) => Id);
  const first = org.store.find('User', { IsActive: 1 }).find(({ ProfileId }) => admins.includes(ProfileId ?? null));
  const username = String(first?.['Username'] ?? '');
  return { defaultCaseOwner: username, defaultCaseOwnerType: 'User', defaultCaseUser: username };
}

/** Whether a username is that of a user, whatever its case. */
export function isNamed(row: Row, username: string): boolean {
  return String(row['Username']).toLowerCase() === username.toLowerCase();
}

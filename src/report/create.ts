import { Messages } from '@salesforce/core/messages';
import type { Run } from '../apply/run.ts';
import { externalClientAppsPage, setupPage } from '../org/links.ts';
import type { OrgTexts } from '../plan/context.ts';
import type { WriteResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');

/** A row of the table of changes; many changes of one type are counted, not listed. */
export type ChangeRow = { action: string; type: string; name: string; detail: string };
const LISTED = 6;

export function changeRows({ users }: WriteResult): ChangeRow[] {
  const changes = users.flatMap((user) => user.changes).filter(({ status }) => status !== 'skipped');
  const kinds = [...new Set(changes.map(({ action, type }) => `${action} ${type}`))];
  return kinds.flatMap((kind) => {
    const own = changes.filter(({ action, type }) => `${action} ${type}` === kind);
    const [first] = own;
    if (first === undefined) return [];
    if (own.length <= LISTED)
      return own.map(({ action, type, name, detail }) => ({ action, type, name, detail: detail ?? '' }));
    const byDetail = [...new Set(own.map(({ detail }) => detail ?? ''))];
    const counts = byDetail.map((detail) =>
      words.getMessage('summary.many', [own.filter((one) => (one.detail ?? '') === detail).length, detail]),
    );
    const { action, type } = first;
    const objects = [...new Set(own.map(({ name }) => name.split('.')[0] ?? name))];
    return [
      {
        action,
        type,
        name: objects.slice(0, 6).join(', ') + (objects.length > 6 ? ', ...' : ''),
        detail: counts.join(', '),
      },
    ];
  });
}

export function changeColumns(): { key: keyof ChangeRow; name: string }[] {
  const keys = ['action', 'type', 'name', 'detail'] as const;
  return keys.map((key) => ({ key, name: words.getMessage(`column.${key}`) }));
}

export function planTitle(name: string): string {
  return words.getMessage('plan.title', [name]);
}

/** What is written into the org as descriptions. */
export function orgTexts(): OrgTexts {
  return {
    profileDescription: words.getMessage('profile.description'),
    permissionSetDescription: words.getMessage('permissionSet.description'),
  };
}

export function headline({ outcome, users }: WriteResult): string {
  const username = users[0]?.username ?? '';
  if (outcome === 'planned') return words.getMessage('result.planned', [users[0]?.changes.length ?? 0]);
  return words.getMessage(`result.${outcome}`, [username]);
}

/** Where to look at what was made, and what comes next: each a text and the address of its Setup page. */
export function nextSteps(instanceUrl: string, run: Run): { text: string; url: string }[] {
  const { state, plan, outcome } = run;
  if (outcome === 'planned') return [{ text: words.getMessage('next.dryRun'), url: '' }];
  if (outcome === 'unchanged') return [];
  const user = state.users.find(({ username }) => username === plan.username);
  const made = plan.groups.flatMap(({ changes }) => changes);
  const set = state.permissionSets.find(({ name }) =>
    made.some((change) => change.type === 'PermissionSet' && change.name === name),
  );
  const profile = state.profiles.find(
    ({ name, id }) =>
      id === user?.profileId && made.some((change) => change.type === 'Profile' && change.name === name),
  );
  const link = (kind: 'user' | 'profile' | 'permissionSet', name: string, id: string) => {
    const url = setupPage(instanceUrl, kind, id);
    return { text: words.getMessage(`link.${kind}`, [name]), url };
  };
  const apps = externalClientAppsPage(instanceUrl);
  return [
    ...(user ? [link('user', user.username, user.id)] : []),
    ...(profile ? [link('profile', profile.name, profile.id)] : []),
    ...(set ? [link('permissionSet', set.name, set.id)] : []),
    ...(user && outcome === 'created'
      ? [{ text: words.getMessage('next.credentials', [user.username]), url: apps }]
      : []),
  ];
}

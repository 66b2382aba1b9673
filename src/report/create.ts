import { Messages } from '@salesforce/core/messages';
import type { UserRun } from '../apply/run.ts';
import type { UserCredential } from '../verify/runWithCredentials.ts';
import { externalClientAppsPage, setupPage } from '../org/links.ts';
import type { OrgState } from '../org/state/state.ts';
import type { OrgTexts } from '../plan/context.ts';
import { userNamed } from '../plan/held.ts';
import { allChanges } from '../plan/plan.ts';
import { credentialInfo } from './credential/credentialInfo.ts';
import type { ChangeResult, WriteResult } from './result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const words = Messages.loadMessages('sf-plugin-integration-user', 'output');
const credentialWords = Messages.loadMessages('sf-plugin-integration-user', 'integration-user.credential.create');

/** A row of the table of changes; many changes of one type are counted, not listed. */
export type ChangeRow = { action: ChangeResult['action']; type: string; name: string; detail: string };
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

export function userTitle(name: string): string {
  return words.getMessage('stages.title', [name]);
}

export function usersTitle(count: number): string {
  return words.getMessage('stages.titleMany', [count]);
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

/** Words for the description of the app of an integration user. */
export function appDescription(username: string): string {
  return credentialWords.getMessage('app.description', [username]);
}

export function headline({ outcome, users }: WriteResult): string {
  if (outcome === 'planned') {
    return words.getMessage('result.planned', [users.reduce((sum, { changes }) => sum + changes.length, 0)]);
  }
  const names = users.map(({ username, name }) => username ?? name).join(', ');
  const isUser = users.every(({ username }) => username !== null);
  return words.getMessage(`result.${outcome}${isUser ? '' : '.part'}`, [names]);
}

/** Where to look at what was made for a user, and what comes next: each a text and the address of its Setup page. */
export function nextSteps(
  instanceUrl: string,
  { plan, outcome, credential }: UserRun,
  state: OrgState,
): { text: string; url: string }[] {
  if (outcome === 'planned') return [{ text: words.getMessage('next.dryRun'), url: '' }];
  if (outcome === 'unchanged') return [];
  const user = userNamed(state, plan.username);
  const made = (of: string): ReadonlySet<string> =>
    new Set(allChanges(plan).flatMap(({ type, name }) => (type === of ? [name] : [])));
  const [sets, profiles] = [made('PermissionSet'), made('Profile')];
  const set = state.permissionSets.find(({ name }) => sets.has(name));
  const profile = state.profiles.find(({ name }) => profiles.has(name));
  const link = (kind: 'user' | 'profile' | 'permissionSet', name: string, id: string) => {
    const url = setupPage(instanceUrl, kind, id);
    return { text: words.getMessage(`link.${kind}`, [name]), url };
  };
  const apps = externalClientAppsPage(instanceUrl);
  return [
    ...(user ? [link('user', user.username, user.id)] : []),
    ...(profile ? [link('profile', profile.name, profile.id)] : []),
    ...(set ? [link('permissionSet', set.name, set.id)] : []),
    ...(credential ? credentialSteps(credential) : []),
    ...(user && outcome === 'created' && credential === undefined
      ? [{ text: words.getMessage('next.credentials', [user.username]), url: apps }]
      : []),
  ];
}

/** How the user logs in now, and what is left to do. */
function credentialSteps(credential: UserCredential): { text: string; url: string }[] {
  const { app, consumerKey, setupUrl, type } = credentialInfo(credential);
  const { username } = credential.wish;
  return [
    ...(consumerKey === null ? [] : [{ text: words.getMessage('link.app', [app, consumerKey]), url: setupUrl ?? '' }]),
    { text: credentialWords.getMessage(`next.${type}`, [username, app]), url: '' },
  ];
}

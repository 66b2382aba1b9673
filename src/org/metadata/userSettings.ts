import { partsOf, readMetadata, type Part } from './readMetadata.ts';
import { unlessRefused } from '../wire/unlessRefused.ts';
import type { Org } from '../wire/transport.ts';

/** A place in the org's settings that names a user; part of a key of messages/around.md. */
export type SettingKind = 'caseOwner' | 'caseUser' | 'emailToCase' | 'assignmentRule' | 'escalationRule';

/** `name` says which address or rule it is; empty where there is only one such place. */
export type UserSetting = { readonly kind: SettingKind; readonly name: string };

export type UserSettings = {
  /** By username in lower case. */
  readonly byUser: ReadonlyMap<string, readonly UserSetting[]>;
  /** What could not be read, with the reason. */
  readonly unread: readonly string[];
};

type Found = UserSetting & { readonly username: unknown };

/** The components that name users, and how to find them there (facts 4.3). */
const SOURCES: readonly {
  readonly type: string;
  readonly fullNames: readonly string[];
  readonly find: (component: Part) => readonly Found[];
}[] = [
  { type: 'CaseSettings', fullNames: ['Case'], find: inCaseSettings },
  {
    type: 'AssignmentRules',
    fullNames: ['Case', 'Lead'],
    find: (component) => inRules(component, 'assignmentRule'),
  },
  { type: 'EscalationRules', fullNames: ['Case'], find: (component) => inRules(component, 'escalationRule') },
];

/**
 * Reads where the org's settings name users, as far as the Metadata API tells it: not the default lead owner, the default lead creator and
 * the default workflow user (facts 4.3). Three requests. What is refused is told; nothing is thrown for it.
 */
export async function readUserSettings(org: Org): Promise<UserSettings> {
  const byUser = new Map<string, UserSetting[]>();
  const unread: string[] = [];
  const found = await Promise.all(
    SOURCES.map(({ type, fullNames, find }) =>
      unlessRefused(
        async () => (await readMetadata(org, type, fullNames)).flatMap(find),
        (why) => {
          unread.push(`${type}: ${why}`);
          return [];
        },
      ),
    ),
  );
  for (const { username, kind, name } of found.flat()) {
    if (typeof username !== 'string' || username === '') continue;
    const key = username.toLowerCase();
    byUser.set(key, [...(byUser.get(key) ?? []), { kind, name }]);
  }
  return { byUser, unread: unread.sort() };
}

function inCaseSettings(settings: Part): Found[] {
  const addresses = partsOf(settings['emailToCase']).flatMap((one) => partsOf(one['routingAddresses']));
  return [
    ...owner(settings, 'defaultCaseOwner', 'caseOwner', ''),
    { kind: 'caseUser', name: '', username: settings['defaultCaseUser'] },
    ...addresses.flatMap((one) =>
      owner(one, 'caseOwner', 'emailToCase', text(one['routingName']) || text(one['emailAddress'])),
    ),
  ];
}

/** One entry of a rule that names a user is as good as ten: each rule is told once. */
function inRules(component: Part, kind: 'assignmentRule' | 'escalationRule'): Found[] {
  const found = partsOf(component[kind]).flatMap((rule) => {
    const name = `${text(component['fullName'])} ${text(rule['fullName'])}`;
    const entries = partsOf(rule['ruleEntry']);
    const actions = entries.flatMap((entry) => partsOf(entry['escalationAction']));
    return [
      ...[...entries, ...actions].flatMap((one) => owner(one, 'assignedTo', kind, name)),
      ...actions.map((one): Found => ({ kind, name, username: one['notifyTo'] })),
    ];
  });
  return [...new Map(found.map((one) => [`${one.name} ${text(one.username).toLowerCase()}`, one])).values()];
}

/** An owner is a user or a queue, as the element beside it says. */
function owner(part: Part, element: string, kind: SettingKind, name: string): Found[] {
  const type = text(part[`${element}Type`]).toLowerCase();
  return type === 'user' ? [{ kind, name, username: part[element] }] : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

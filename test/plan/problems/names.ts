import type { Given } from '../given.ts';
import { license, orgUser, permissionSet } from '../snapshot.ts';
import { psl, type ProblemCase } from './case.ts';

const named = (name: string) => [{ id: `id of ${name}`, name, namespace: undefined }];

/** One case without and one with near names, of each kind of thing that a definition names. */
export const OF_NAMES: readonly ProblemCase[] = (
  [
    ['apexClasses', 'Inbound', (name) => ({ set: { apexClasses: [name] } }), (name) => ({ apexClasses: named(name) })],
    [
      'customPermissions',
      'Skip',
      (name) => ({ set: { customPermissions: [name] } }),
      (name) => ({ customPermissions: named(name) }),
    ],
    ['flows', 'Route', (name) => ({ set: { flows: [name] } }), (name) => ({ flows: named(name) })],
    [
      'namedCredentials',
      'Billing',
      (name) => ({ set: { namedCredentials: [name] } }),
      (name) => ({ namedCredentials: named(name) }),
    ],
    ['apexPages', 'Status', (name) => ({ set: { apexPages: [name] } }), (name) => ({ apexPages: named(name) })],
    [
      'externalCredentials',
      'Billing-Main',
      (name) => ({ set: { externalCredentials: [name] } }),
      (name) => ({ externalCredentials: named(name) }),
    ],
    [
      'connectedApps',
      'Gateway',
      (name) => ({ set: { connectedApps: [name] } }),
      (name) => ({ connectedApps: named(name) }),
    ],
    [
      'users',
      'some@acme.com',
      (name) => ({ account: 'existing', username: name }),
      (name) => ({ users: [orgUser(name)] }),
    ],
    [
      'recordTypes',
      'Account.Partner',
      (name) => ({ set: { recordTypes: [name] } }),
      () => ({ recordTypes: [{ id: '012', object: 'Account', name: 'Partner', active: true }] }),
    ],
    [
      'permissionSets',
      'Extra',
      (name) => ({ user: { permissionSets: [name] } }),
      (name) => ({ permissionSets: [permissionSet(name)] }),
    ],
    [
      'groups',
      'Bundle',
      (name) => ({ user: { permissionSetGroups: [name] } }),
      (name) => ({ groups: [{ id: '0PG', name, namespace: undefined, status: 'Updated' }] }),
    ],
    [
      'permissionSetLicenses',
      'FlowPsl',
      (name) => ({ user: { permissionSetLicenses: [name] } }),
      (name) => ({ permissionSetLicenses: [...psl({}), license(name)] }),
    ],
    ['roles', 'Integrations', (name) => ({ user: { role: name } }), (name) => ({ roles: named(name) })],
    [
      'publicGroups',
      'Everyone',
      (name) => ({ user: { publicGroups: [name] } }),
      (name) => ({ publicGroups: named(name) }),
    ],
    ['queues', 'Inbox', (name) => ({ user: { queues: [name] } }), (name) => ({ queues: named(name) })],
  ] as readonly [string, string, (name: string) => Given, (name: string) => NonNullable<Given['state']>][]
).flatMap(([kind, name, wish, has]): ProblemCase[] => {
  const near = { options: { candidates: { [kind]: [`${name}s`, 'Zzzzzzzzzzzzzzzz'] } } };
  const there = { ...wish(name), state: has(name) };
  const problem = { severity: 'error', subject: name, tokens: [name] } as const;
  return [
    {
      ...problem,
      id: `unknown.${kind}`,
      fix: [`${name}s`],
      when: { ...wish(name), ...near },
      notWhen: [there, wish(name)],
    },
    { ...problem, id: `unknown.${kind}NoneNear`, when: wish(name), notWhen: [there, { ...wish(name), ...near }] },
  ];
});

import { openSecrets } from '../commands/credentialing.ts';
import { giveSet } from './deploySet.ts';
import type { RunningOrg } from '../org/rest/start.ts';

const DAY = 86_400_000;

/** Logins and a token of an application, as a running integration leaves them. */
function use({ org: { store } }: RunningOrg, username: string, application: string): void {
  const at = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
  const UserId = String(store.find('User', { Username: username })[0]?.['Id']);
  const login = { UserId, LoginType: 'Remote Access 2.0', SourceIp: '192.0.2.7', Browser: 'Unknown' };
  for (const days of [1, 2, 3])
    store.insert('LoginHistory', { ...login, Application: application, Status: 'Success', LoginTime: at(days) });
  store.insert('OauthToken', { UserId, AppName: application, LastUsedDate: at(1), DeleteToken: 'a-token' });
}

/** What others did to the org before a page begins, by the name that pages call it. */
export const setups: Readonly<Record<string, (org: RunningOrg) => Promise<void> | void>> = {
  'ZoomInfo was used': (org) => use(org, 'zoominfo@acme.integration', 'ZoomInfo'),
  'ops holds Integration_User_Manager': (org) => giveSet(org, 'Integration_User_Manager'),
  'secrets are readable': openSecrets,
  'BillingInbound is deployed': ({ org: { store } }) => void store.insert('ApexClass', { Name: 'BillingInbound' }),
};

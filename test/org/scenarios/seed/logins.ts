import type { Org, Row } from '../../org.ts';
import type { People } from './people.ts';

type Seed = { readonly person: string; readonly days: readonly number[]; readonly row: Row };

/** Login rows (facts 5.1): people in the browser, systems through OAuth and SOAP. */
const SEEDS: readonly Seed[] = [
  {
    person: 'admin',
    days: [1, 3, 20],
    row: { LoginType: 'Application', Application: 'Browser', Browser: 'Chrome 138', Platform: 'Windows 11' },
  },
  {
    person: 'sales.one',
    days: [1, 2, 5],
    row: { LoginType: 'Application', Application: 'Browser', Browser: 'Safari 18', Platform: 'Mac OSX' },
  },
  {
    person: 'sales.two',
    days: [40],
    row: { LoginType: 'Application', Application: 'Browser', Browser: 'Firefox 140', Platform: 'Windows 11' },
  },
  {
    person: 'erp.sync',
    days: [1, 2, 3, 4, 5, 6, 7, 30, 90],
    row: {
      LoginType: 'Remote Access 2.0',
      LoginSubType: 'OAuth Username-Password',
      Application: 'ERP Connector',
      Browser: 'Unknown',
      Platform: 'Unknown',
    },
  },
  {
    person: 'erp.sync',
    days: [8, 60],
    row: {
      LoginType: 'Other Apex API',
      Application: 'Data Loader',
      Browser: 'Java (Salesforce.com)',
      Platform: 'Unknown',
      ApiType: 'SOAP Partner',
      ApiVersion: '58.0',
    },
  },
  {
    person: 'warehouse',
    days: [1, 2, 3],
    row: {
      LoginType: 'Remote Access 2.0',
      LoginSubType: 'OAuth Client Credentials',
      Application: 'Warehouse',
      Browser: 'Unknown',
      Platform: 'Unknown',
    },
  },
];

/** Writes LoginHistory, users' LastLoginDate, and the refresh token of the one user who has one (facts 5.2). */
export const plantLogins = (org: Org, people: People): void => {
  const at = (days: number): string => new Date(org.now().getTime() - days * 86_400_000).toISOString();
  for (const { person, days, row } of SEEDS) {
    const id = people[person];
    if (id === undefined) continue;
    for (const day of days) {
      const login = {
        UserId: id,
        LoginTime: at(day),
        SourceIp: '192.0.2.10',
        Status: 'Success',
        TlsProtocol: 'TLS 1.3',
        CountryIso: 'US',
      };
      org.store.insert('LoginHistory', { ...login, LoginUrl: 'login.salesforce.com', ...row });
    }
    org.store.update('User', id, { LastLoginDate: at(Math.min(...days)) });
  }
  const erp = people['erp.sync'];
  if (erp === undefined) return;
  const token = { UserId: erp, AppName: 'ERP Connector', UseCount: 412, CreatedDate: at(200), LastUsedDate: at(1) };
  org.store.insert('OauthToken', { ...token, DeleteToken: 'delete.erp.connector' });
};

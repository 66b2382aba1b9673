import { number, required, type Row } from '../wire/query.ts';
import { columns, soql, type SoqlName, type SoqlPart } from '../wire/soql.ts';

/** Columns of LoginHistory by which logins are counted; what a query does not group by is empty (facts 5.1). */
export type LoginColumn = 'UserId' | 'Application' | 'LoginType' | 'LoginSubType' | 'Status' | 'Browser' | 'SourceIp';

/** Logins that are alike, counted. */
export type LoginGroup = {
  readonly userId: string;
  readonly application: string;
  readonly type: string;
  readonly subType: string;
  readonly status: string;
  readonly browser: string;
  readonly address: string;
  readonly count: number;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
};

/** The logins that are looked at: from, up to and with. */
export type Period = { readonly from: Date; readonly to: Date };

/** What to count: which logins, and by which columns. */
export type LoginAsk = {
  readonly where: SoqlPart;
  readonly by: readonly LoginColumn[];
};

export function within({ from, to }: Period): string {
  return soql`LoginTime >= ${from} AND LoginTime <= ${to}`;
}

/** The columns of an ask, and what is counted of each group. */
export function loginColumns(by: readonly LoginColumn[]): SoqlPart {
  return { part: `${by.join(', ')}, COUNT(Id) logins, MIN(LoginTime) firstLogin, MAX(LoginTime) lastLogin` };
}

export function byColumns(by: readonly LoginColumn[]): SoqlName {
  return columns(by);
}

export function loginGroup(row: Row): LoginGroup {
  return {
    userId: required(row, 'UserId'),
    application: required(row, 'Application'),
    type: required(row, 'LoginType'),
    subType: required(row, 'LoginSubType'),
    status: required(row, 'Status'),
    browser: required(row, 'Browser'),
    address: required(row, 'SourceIp'),
    count: number(row, 'logins'),
    first: iso(required(row, 'firstLogin')),
    last: iso(required(row, 'lastLogin')),
  };
}

/** `2026-11-30T12:10:09.000+0000` of the org as ISO 8601; empty stays empty. */
export function iso(datetime: string): string {
  return datetime === '' ? '' : new Date(datetime.replace(/\+0000$/, 'Z')).toISOString();
}

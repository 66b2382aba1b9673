import { countLogins } from '../org/audit/countLogins.ts';
import { within, type LoginColumn, type LoginGroup, type Period } from '../org/audit/logins.ts';
import { readTokensFor, type TokenUse } from '../org/audit/tokens.ts';
import { chunks } from '../org/wire/chunks.ts';
import { soql } from '../org/wire/soql.ts';
import type { Org } from '../org/wire/transport.ts';

/** How integration users are used. */
export type IntegrationUse = {
  /** Successful ones; undefined: nobody may see them. */
  readonly logins: readonly LoginGroup[] | undefined;
  readonly tokens: readonly TokenUse[];
  readonly tokensRefused: string | undefined;
};

const COLUMNS: readonly LoginColumn[] = ['UserId', 'Application', 'LoginType', 'LoginSubType', 'Status'];
const STEPS = 4;

/** @throws OrgRefusal, OrgSilence when a request itself fails */
export async function readIntegrationUse(
  org: Org,
  ids: readonly string[],
  period: Period,
  isSeen: boolean,
): Promise<IntegrationUse> {
  const asks = chunks(isSeen ? ids : []).map((some) => ({
    where: { part: soql`${{ part: within(period) }} AND UserId IN ${some}` },
    by: COLUMNS,
  }));
  const [counted, { tokens, refused }] = await Promise.all([countLogins(org, asks, STEPS), readTokensFor(org, ids)]);
  return {
    logins: isSeen ? counted.flatMap(({ groups }) => groups).filter(({ status }) => status === 'Success') : undefined,
    tokens,
    tokensRefused: refused,
  };
}

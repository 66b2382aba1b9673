import { chunks } from '../wire/chunks.ts';
import { USER_LICENSE } from '../names.ts';
import { required } from '../wire/query.ts';
import { queryKinds } from '../wire/queryKinds.ts';
import { soql } from '../wire/soql.ts';
import type { Org } from '../wire/transport.ts';

/** As many letters as a slip of the pen most often leaves right. */
const LETTERS = 3;

/**
 * Usernames that somebody may have meant: those on the license, and those that begin like the ones given. One request.
 * @throws OrgRefusal, OrgSilence
 */
export async function readUsernamesLike(org: Org, usernames: readonly string[]): Promise<string[]> {
  const starts = new Set(usernames.map((name) => `${name.slice(0, LETTERS).replace(/[%_\\]/g, '\\$&')}%`));
  const { rows } = await queryKinds(org, {
    onLicense: {
      object: 'User',
      queries: [soql`SELECT Username FROM User WHERE Profile.UserLicense.Name = ${USER_LICENSE} LIMIT 2000`],
    },
    alike: {
      object: 'User',
      queries: [...starts].map((start) => soql`SELECT Username FROM User WHERE Username LIKE ${start} LIMIT 2000`),
    },
  });
  return [...new Set([...rows.onLicense, ...rows.alike].map((row) => required(row, 'Username').toLowerCase()))];
}

/**
 * Usernames by the first 15 characters of the id.
 * @throws OrgRefusal, OrgSilence
 */
export async function readUserIds(org: Org, usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await queryKinds(org, {
    users: {
      object: 'User',
      queries: chunks(usernames).map((names) => soql`SELECT Id, Username FROM User WHERE Username IN ${names}`),
    },
  });
  return new Map(rows.users.map((row) => [required(row, 'Id').slice(0, 15), required(row, 'Username').toLowerCase()]));
}

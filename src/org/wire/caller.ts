import { fromThrown } from './refusal.ts';
import { carry, type Org } from './transport.ts';

/**
 * The username of who is asking. A login by access token alone has the token for a name; then the org is asked.
 * @throws OrgRefusal, OrgSilence
 */
export async function callerUsername(org: Org): Promise<string> {
  const { connection } = org;
  const known = connection.getUsername();
  if (known?.includes('@') === true) return known;
  try {
    const url = `${connection.instanceUrl.replace(/\/$/, '')}/services/oauth2/userinfo`;
    const info = await carry<{ preferred_username: string }>(org, { method: 'GET', url });
    return info.preferred_username;
  } catch (thrown) {
    throw fromThrown(thrown);
  }
}

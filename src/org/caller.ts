import { fromThrown } from './refusal.ts';
import type { Org } from './transport.ts';

/**
 * The username of who is asking. A login by access token alone has the token for a name; then the org is asked.
 * @throws OrgRefusal, OrgSilence
 */
export async function callerUsername({ connection }: Org): Promise<string> {
  const known = connection.getUsername();
  if (known?.includes('@') === true) return known;
  try {
    const info = await connection.request<{ preferred_username: string }>(
      `${connection.instanceUrl.replace(/\/$/, '')}/services/oauth2/userinfo`,
    );
    return info.preferred_username;
  } catch (thrown) {
    throw fromThrown(thrown);
  }
}

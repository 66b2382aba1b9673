import { Org } from '@salesforce/core';
import { isProduction } from './production.ts';
import { httpTarget } from './target.ts';
import type { Target } from './target.ts';

/**
 * The org that the Salesforce CLI knows by this alias or username, at its newest API version.
 *
 * @throws SfError when the CLI does not know it or its login has ended; Error when the org is in production and
 * `forceProduction` is not set.
 */
export async function realOrg(aliasOrUsername: string, forceProduction: boolean): Promise<Target> {
  const org = await Org.create({ aliasOrUsername });
  await org.refreshAuth();
  const connection = org.getConnection();
  const apiVersion = await connection.retrieveMaxApiVersion();
  const target = httpTarget({
    name: 'org',
    apiVersion,
    url: connection.instanceUrl,
    token: () => connection.accessToken ?? '',
  });
  if (!forceProduction && (await isProduction(target))) {
    throw new Error(
      'This is a production org. The cases create, change and delete permission sets, profiles and users. ' +
        'Use a sandbox, scratch org or Developer Edition, or pass --force-production.',
    );
  }
  return target;
}

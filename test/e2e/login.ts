import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningOrg } from '../org/rest/start.ts';
import type { SfHome } from './sf.ts';

/** The arguments of `sf org login jwt` for the administrator of a simulated org; writes the key into the private HOME. */
export function jwtLogin(sf: SfHome, org: RunningOrg, alias: string): string[] {
  const keyFile = join(sf.home, 'server.key');
  writeFileSync(keyFile, org.login.privateKeyPem, { mode: 0o600 });
  return [
    ...['org', 'login', 'jwt', '--username', org.adminUsername, '--client-id', org.login.consumerKey],
    ...['--jwt-key-file', keyFile, '--instance-url', org.url, '--alias', alias],
  ];
}

/** Logs the real sf in to a simulated org. */
export async function logIn(sf: SfHome, org: RunningOrg, alias: string): Promise<void> {
  const { code, stdout, stderr } = await sf.sf(jwtLogin(sf, org, alias));
  if (code !== 0) throw new Error(`sf org login jwt failed:\n${stdout}\n${stderr}`);
}

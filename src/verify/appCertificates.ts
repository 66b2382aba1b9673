import type { AppCertificates } from '../checks/proof.ts';
import { parseCertificate } from '../credential/certificate.ts';
import { defaultAppName } from '../credential/create.ts';
import { readAppCertificateTexts } from '../org/clientApps.ts';
import type { InventoryUser } from '../org/inventory.ts';
import { COMPONENTS } from '../org/soap.ts';
import type { Org } from '../org/transport.ts';
import { unlessRefused } from './unlessRefused.ts';
import { reason } from './words.ts';

/**
 * The certificates of the External Client Apps of users, by user id: of those apps that bear the name which `credential create` gives. Where the
 * org refuses, or the requests do not suffice, the reason is told; nothing is thrown, as nothing else depends on it.
 * @param left tells how many requests may be spent
 */
export async function readAppCertificates(
  org: Org,
  users: readonly InventoryUser[],
  left: () => number,
): Promise<ReadonlyMap<string, AppCertificates>> {
  const most = Math.max(0, left()) * COMPONENTS;
  const [read, unread] = [users.slice(0, most), users.slice(most)];
  const spent: AppCertificates = { apps: [], reason: reason('noRequestsLeft') };
  const known = await unlessRefused(
    () => readKnown(org, read),
    (why) => read.map(({ id }) => [id, { apps: [], reason: why }] as const),
  );
  return new Map([...known, ...unread.map(({ id }) => [id, spent] as const)]);
}

async function readKnown(org: Org, users: readonly InventoryUser[]): Promise<(readonly [string, AppCertificates])[]> {
  const parts = await readAppCertificateTexts(
    org,
    users.map(({ name }) => defaultAppName(name)),
  );
  return users.map(({ id, name }) => {
    const app = defaultAppName(name);
    const certificate = parseCertificate(parts.get(app.toLowerCase()) ?? '');
    return [id, { apps: certificate ? [{ app, ends: certificate.ends }] : [], reason: undefined }];
  });
}

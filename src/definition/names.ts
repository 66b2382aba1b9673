/** Names that are made from the name of an integration, within Salesforce's lengths. */

/** Letters, digits and single underscores, as the API name of a permission set demands (Object Reference, PermissionSet.Name). */
export function apiName(text: string): string {
  return plain(text)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

export function defaultPermissionSetName(name: string): string {
  return `Integration_${apiName(name)}`;
}

export function defaultPermissionSetLabel(name: string): string {
  return `Integration - ${name}`;
}

/** The External Client App of an integration is called as its permission set is. */
export function defaultAppName(name: string): string {
  return defaultPermissionSetName(name);
}

/**
 * `zoominfo@acme.integration`; in a sandbox `zoominfo@acme--uat.integration`; without a My Domain the org id stands for it.
 * @param instanceUrl the org's URL; a My Domain is the first label of `<domain>[.sandbox|.develop|...].my.salesforce.com`
 * @param orgId 15 or 18 characters
 */
export function defaultUsername(name: string, instanceUrl: string, orgId: string): string {
  const domain = `${(myDomain(instanceUrl) ?? to18(orgId)).toLowerCase()}.integration`;
  return `${localPart(name).slice(0, 79 - domain.length)}@${domain}`;
}

/** What stands before the @ of a default username. */
export function localPart(name: string): string {
  return apiName(name).replace(/_/g, '').toLowerCase();
}

/** The My Domain of an org's URL, e.g. `acme--uat`; undefined for a URL without one. */
export function myDomain(instanceUrl: string): string | undefined {
  const host = URL.canParse(instanceUrl) ? new URL(instanceUrl).hostname : '';
  return /^([a-z0-9-]+)(\.[a-z0-9-]+)*\.my\.(salesforce|salesforce-[a-z]+|sfcrmproducts|sfcrmapps)\.[a-z]+$/i.exec(
    host,
  )?.[1];
}

/** At most 8 letters and digits, the limit of User.Alias. */
export function alias(name: string): string {
  return apiName(name).replace(/_/g, '').slice(0, 8).toLowerCase();
}

/** The 18-character form of an id: three letters more, which tell where the capital letters are. */
function to18(id: string): string {
  if (id.length !== 15) return id;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
  const sum = (part: string): number =>
    Array.from(part).reduce((bits, letter, at) => bits + (/[A-Z]/.test(letter) ? 2 ** at : 0), 0);
  return id + [id.slice(0, 5), id.slice(5, 10), id.slice(10)].map((part) => letters.charAt(sum(part))).join('');
}

/** Without accents: "Müller" becomes "Muller". */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

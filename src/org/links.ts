/** Addresses of Setup pages, relative to the org's instance. */

export type SetupPages = { readonly user: string; readonly profile: string; readonly permissionSet: string };

export function setupPage(instanceUrl: string, kind: keyof SetupPages, id: string): string {
  const page = { user: 'ManageUsers', profile: 'EnhancedProfiles', permissionSet: 'PermSets' }[kind];
  return `${base(instanceUrl)}/lightning/setup/${page}/page?address=${encodeURIComponent(`/${id}${kind === 'user' ? '?noredirect=1' : ''}`)}`;
}

export function externalClientAppsPage(instanceUrl: string): string {
  return `${base(instanceUrl)}/lightning/setup/ManageExternalClientApplication/home`;
}

/** The page of one app, on which Setup shows its consumer key and secret; the manager of all where its id is not known (facts 6.1). */
export function externalClientAppPage(instanceUrl: string, id: string): string {
  if (id === '') return externalClientAppsPage(instanceUrl);
  return `${base(instanceUrl)}/lightning/setup/ManageExternalClientApplication/${id.slice(0, 15)}/detail`;
}

/** Setup lives on the Lightning domain of a My Domain. */
function base(instanceUrl: string): string {
  return instanceUrl.replace(/\/$/, '').replace(/\.my\.salesforce\.com$/i, '.lightning.force.com');
}

/** Addresses of Setup pages, relative to the org's instance. */

export type SetupPages = { readonly user: string; readonly profile: string; readonly permissionSet: string };

export function setupPage(instanceUrl: string, kind: keyof SetupPages, id: string): string {
  const page = { user: 'ManageUsers', profile: 'EnhancedProfiles', permissionSet: 'PermSets' }[kind];
  return `${base(instanceUrl)}/lightning/setup/${page}/page?address=${encodeURIComponent(`/${id}${kind === 'user' ? '?noredirect=1' : ''}`)}`;
}

export function externalClientAppsPage(instanceUrl: string): string {
  return `${base(instanceUrl)}/lightning/setup/ManageExternalClientApplication/home`;
}

/** Setup lives on the Lightning domain of a My Domain. */
function base(instanceUrl: string): string {
  return instanceUrl.replace(/\/$/, '').replace(/\.my\.salesforce\.com$/i, '.lightning.force.com');
}

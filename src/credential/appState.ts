import { appText, type AppPart, type ClientApp } from '../org/metadata/clientApps.ts';
import { namesProfile } from '../org/metadata/profileNames.ts';
import type { Account } from './account.ts';
import { parseCertificate, type Certificate } from './certificate.ts';

/** What of an External Client App decides about a token (facts 6.1). */
export type AppState = {
  readonly name: string;
  readonly consumerKey: string;
  readonly isEnabled: boolean;
  /** The client credentials flow is switched on twice. */
  readonly globalSwitch: boolean;
  readonly policySwitch: boolean;
  readonly runAs: string;
  readonly isPreAuthorized: boolean;
  readonly permissionSets: readonly string[];
  readonly profiles: readonly string[];
  readonly certificate: Certificate | undefined;
};

export function appState(app: ClientApp): AppState {
  const text = (part: AppPart, name: string): string => appText(app, part, name);
  const isOn = (part: AppPart, name: string): boolean => text(part, name) === 'true';
  const list = (name: string): string[] => namesIn(text('oauthPolicies', name));
  return {
    name: app.name,
    consumerKey: text('global', 'consumerKey'),
    isEnabled: text('policies', 'isEnabled') !== 'false' && text('policies', 'isOauthPluginEnabled') !== 'false',
    globalSwitch: isOn('global', 'isClientCredentialsFlowEnabled'),
    policySwitch: isOn('oauthPolicies', 'isClientCredentialsFlowEnabled'),
    runAs: text('oauthPolicies', 'clientCredentialsFlowUser'),
    isPreAuthorized: text('oauthPolicies', 'permittedUsersPolicyType') === 'AdminApprovedPreAuthorized',
    permissionSets: list('commaSeparatedPermissionSet'),
    profiles: list('commaSeparatedProfile'),
    certificate: parseCertificate(text('global', 'certificate')),
  };
}

/** The names of a comma-separated element. */
export function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/**
 * Whether the user has one of the permission sets, directly or in a group, or the profile, whose users may use the app. Sets are named by API
 * name or by id, as the guide says the one and shows the other (facts 6.1).
 */
export function isAdmitted(
  app: Pick<AppState, 'permissionSets' | 'profiles'>,
  { user, inventory }: Pick<Account, 'user' | 'inventory'>,
): boolean {
  const groups = user.groups.flatMap(({ id }) => inventory.groups.get(id)?.setIds ?? []);
  const held = [...user.sets.map(({ id }) => id), ...groups];
  const names = held.flatMap((id) => [id, inventory.sets.get(id)?.name ?? id]).map(normal);
  return (
    app.permissionSets.some((name) => names.includes(normal(name))) ||
    app.profiles.some((name) => namesProfile(name, user.profile))
  );
}

/** Names have no case; of an id the first 15 characters count. */
function normal(name: string): string {
  return (/^0PS[A-Za-z0-9]{12,15}$/.test(name) ? name.slice(0, 15) : name).toLowerCase();
}

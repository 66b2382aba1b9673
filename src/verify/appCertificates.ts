import { daysSince } from '../checks/use/days.ts';
import type { AppCertificates } from '../checks/proof.ts';
import { parseCertificate } from '../credential/certificate.ts';
import { ENDS_SOON } from '../definition/credential.ts';
import { APP_PARTS, isPartOf } from '../org/metadata/clientApps.ts';
import type { Listed } from '../org/metadata/components.ts';
import type { Inventory } from '../org/inventory/inventory.ts';
import type { Org } from '../org/wire/transport.ts';
import { textOf, type Node } from '../org/metadata/xml.ts';
import { isNamedAfter, letsIn, uses, type AppUser, type OwnedApp } from './appOwners.ts';
import { namesOf, readWithin, type Listing } from './listing.ts';
import { reason } from './words.ts';

const { global: SETTINGS, oauthPolicies: POLICIES } = APP_PARTS;
/** What is listed to find certificates and whose they are. */
export const CERTIFICATE_TYPES = [SETTINGS.type, POLICIES.type] as const;

type App = OwnedApp & { readonly ends: Date };

/**
 * The certificates of External Client Apps that have ended or end soon, by the id of the user who logs in by the app. All apps are looked at,
 * those that bear a user's name first. Name and logins say whose an app is; only where neither does and its certificate ends are its
 * policies read, which take a request more than one user has. Where the org refuses, or the requests do not suffice, the reason is told;
 * nothing is thrown, as nothing else depends on it.
 * @param listing what the org has of {@link CERTIFICATE_TYPES}, or why that is not known
 * @param left tells how many requests may be spent
 */
export async function readAppCertificates(
  org: Org,
  inventory: Inventory,
  users: readonly AppUser[],
  listing: Listing,
  left: () => number,
): Promise<ReadonlyMap<string, AppCertificates>> {
  if (typeof listing === 'string') return new Map(users.map(({ user }) => [user.id, { apps: [], reason: listing }]));
  const likely = likelyFirst(namesOf(listing, SETTINGS.type), (name) => isSettingsOfOne(name, users));
  const settings = await readWithin(org, SETTINGS.type, likely, left);
  const due = settings.components.flatMap((content) => appOf(content, inventory.readAt));
  const others = due.filter((app) => !users.some((one) => uses(one, app)));
  const { policyOf, why } = await readPolicies(org, others, listing, left);
  const reasons = [settings.reason, notPem(settings.components), why].filter((one) => one !== undefined);
  return new Map(
    users.map((one) => [
      one.user.id,
      {
        apps: due.filter((app) => uses(one, app) || letsIn(policyOf(app), one, inventory)),
        reason: reasons.length === 0 ? undefined : reasons.join(' '),
      },
    ]),
  );
}

/** Whether an app of the org bears the name of one of these users. */
export function hasNamedApp(listing: readonly Listed[], users: readonly AppUser[]): boolean {
  return namesOf(listing, SETTINGS.type).some((name) => isSettingsOfOne(name, users));
}

type Policies = {
  readonly policyOf: (app: App) => readonly Node[];
  /** Why those of some apps were not read. */
  readonly why: string | undefined;
};

async function readPolicies(
  org: Org,
  apps: readonly App[],
  listing: readonly Listed[],
  left: () => number,
): Promise<Policies> {
  if (apps.length === 0) return { policyOf: () => [], why: undefined };
  const named = new Set(apps.map(({ app }) => `${app}${POLICIES.ending}`.toLowerCase()));
  const likely = likelyFirst(namesOf(listing, POLICIES.type), (name) => named.has(name.toLowerCase()));
  const { components, reason: why } = await readWithin(org, POLICIES.type, likely, left);
  const find = ({ app }: App) => components.find((content) => isPartOf(content, app));
  const unknown = why === undefined ? [] : apps.filter((app) => find(app) === undefined);
  const names = unknown.map(({ app }) => app).join(', ');
  return {
    policyOf: (app) => find(app) ?? [],
    why: unknown.length === 0 ? undefined : reason('whoseApp', [names, why ?? '']),
  };
}

/** The app of global settings with a certificate of which it is time to tell. */
function appOf(content: readonly Node[], readAt: Date): App[] {
  const ends = parseCertificate(textOf(content, 'certificate'))?.ends;
  return ends === undefined || daysSince(readAt.toISOString(), ends) > ENDS_SOON
    ? []
    : [{ app: textOf(content, 'externalClientApplication'), label: textOf(content, 'label'), ends }];
}

/** Apps whose certificate is told in another form than that of the facts (6.1). */
function notPem(settings: readonly (readonly Node[])[]): string | undefined {
  const apps = settings.filter((content) => {
    const text = textOf(content, 'certificate');
    return text !== '' && parseCertificate(text) === undefined;
  });
  const names = apps.map((content) => textOf(content, 'externalClientApplication')).join(', ');
  return names === '' ? undefined : reason('notPem', [names]);
}

function isSettingsOfOne(fullName: string, users: readonly AppUser[]): boolean {
  const app = fullName.replace(new RegExp(`${SETTINGS.ending}$`), '');
  return users.some((one) => isNamedAfter(app, one));
}

function likelyFirst(names: readonly string[], isLikely: (name: string) => boolean): string[] {
  return [...names.filter(isLikely), ...names.filter((name) => !isLikely(name))];
}

import { listComponents, readComponents } from './components.ts';
import { deploy } from './deploy.ts';
import type { Org } from './transport.ts';
import { children, each, tag, textOf, type Node } from './xml.ts';

/**
 * What an External Client App with OAuth is made of, in the order in which one needs the other: types, folders and suffixes of the
 * Metadata API; the endings of names are those that Setup gives (facts 6.1).
 */
export const APP_PARTS = {
  app: { type: 'ExternalClientApplication', folder: 'externalClientApps', suffix: 'eca', ending: '' },
  oauth: { type: 'ExtlClntAppOauthSettings', folder: 'extlClntAppOauthSettings', suffix: 'ecaOauth', ending: '_oauth' },
  global: {
    ...{ type: 'ExtlClntAppGlobalOauthSettings', folder: 'extlClntAppGlobalOauthSets' },
    ...{ suffix: 'ecaGlblOauth', ending: '_glbloauth' },
  },
  oauthPolicies: {
    ...{ type: 'ExtlClntAppOauthConfigurablePolicies', folder: 'extlClntAppOauthPolicies' },
    ...{ suffix: 'ecaOauthPlcy', ending: '_oauthPlcy' },
  },
  policies: {
    ...{ type: 'ExtlClntAppConfigurablePolicies', folder: 'extlClntAppPolicies' },
    ...{ suffix: 'ecaPlcy', ending: '_plcy' },
  },
} as const;

export type AppPart = keyof typeof APP_PARTS;
const PARTS = Object.keys(APP_PARTS) as AppPart[];

/** One component of an app, whole: what the plugin does not know of goes back as it came. */
export type HeldPart = { readonly fullName: string; readonly content: readonly Node[] };

/** An External Client App as the org holds it. */
export type ClientApp = {
  readonly name: string;
  /** 18 characters; empty where the org does not list it. */
  readonly id: string;
  readonly parts: Readonly<Partial<Record<AppPart, HeldPart>>>;
};

/** Never read, whatever an org answers: a secret has other ways (facts 6.1). */
const SECRET = 'consumerSecret';

/**
 * An app with all its components. One request where there is none of this name; two more otherwise, one after the other.
 * @param name developer name
 * @throws OrgRefusal, OrgSilence
 */
export async function readClientApp(org: Org, name: string): Promise<ClientApp | undefined> {
  const listed = await listComponents(org, [APP_PARTS.app.type]);
  const app = listed.find(({ fullName }) => fullName.toLowerCase() === name.toLowerCase());
  if (app === undefined) return undefined;
  const found = await Promise.all(PARTS.map(async (part) => [part, await readPart(org, part, app.fullName)] as const));
  const missing = found.flatMap(([part, held]) => (held === undefined ? [part] : []));
  const others = missing.length === 0 ? new Map<AppPart, HeldPart>() : await readElsewhere(org, missing, app.fullName);
  const parts = found.flatMap(([part, held]) => {
    const one = held ?? others.get(part);
    return one === undefined ? [] : [[part, one] as const];
  });
  return { name: app.fullName, id: app.id, parts: Object.fromEntries(parts) };
}

async function readPart(org: Org, part: AppPart, app: string): Promise<HeldPart | undefined> {
  const { type, ending } = APP_PARTS[part];
  const [held] = await readComponents(org, type, [`${app}${ending}`]);
  if (held === undefined || (part !== 'app' && !isPartOf(held[1], app))) return undefined;
  return { fullName: held[0], content: held[1].filter((node) => tag(node) !== SECRET) };
}

/** Parts that bear other names, as in an app that somebody made by hand: the element with the app says whose they are. */
async function readElsewhere(org: Org, parts: readonly AppPart[], app: string): Promise<Map<AppPart, HeldPart>> {
  const listed = await listComponents(
    org,
    parts.map((part) => APP_PARTS[part].type),
  );
  const found = await Promise.all(
    parts.map(async (part) => {
      const { type } = APP_PARTS[part];
      const names = listed.filter((one) => one.type === type).map(({ fullName }) => fullName);
      const own = [...(await readComponents(org, type, names))].find(([, content]) => isPartOf(content, app));
      return own && ([part, { fullName: own[0], content: own[1].filter((node) => tag(node) !== SECRET) }] as const);
    }),
  );
  return new Map(found.filter((one) => one !== undefined));
}

/** Whether a component belongs to an app: an element of it says so. */
export function isPartOf(content: readonly Node[], app: string): boolean {
  return textOf(content, 'externalClientApplication').toLowerCase() === app.toLowerCase();
}

/** What of an app is to be written: whole components. */
export type PartWrite = { readonly part: AppPart; readonly fullName: string; readonly content: readonly Node[] };

/**
 * Writes components of an app in one deploy: apart, the parts of a new app do not find it (facts 6.1).
 * @throws OrgRefusal, OrgSilence
 */
export async function writeClientApp(org: Org, writes: readonly PartWrite[]): Promise<void> {
  await deploy(
    org,
    writes.map(({ part, fullName, content }) => ({ ...APP_PARTS[part], fullName, content })),
  );
}

/** The text of an element of a part; empty where there is none. */
export function appText(app: ClientApp | undefined, part: AppPart, name: string): string {
  return textOf(app?.parts[part]?.content ?? [], name);
}

/** Whether the org lets the API read consumer secrets; undefined where it does not say. */
export async function secretsReadable(org: Org): Promise<boolean | undefined> {
  const [settings] = await readComponents(org, 'ExternalClientAppSettings', ['ExternalClientApp']);
  const [flag] = children(settings?.[1] ?? [], 'enableClientSecretInRestApiAccess');
  return flag === undefined ? undefined : flag['#text'] === 'true';
}

/**
 * The descriptions of all apps, by name.
 * @throws OrgRefusal, OrgSilence
 */
export async function readAppDescriptions(org: Org): Promise<ReadonlyMap<string, string>> {
  const { type } = APP_PARTS.app;
  const names = (await listComponents(org, [type])).map(({ fullName }) => fullName);
  const apps = await readComponents(org, type, names);
  return new Map([...apps].map(([name, held]) => [name, textOf(held, 'description')]));
}

/** The ranges of addresses from which an app may be used, `first-last`. */
export function appIpRanges(app: ClientApp): string[] {
  return each(app.parts.oauth?.content ?? [], 'trustedIpRanges').map(
    (range) => `${textOf(range, 'startIpAddress')}-${textOf(range, 'endIpAddress')}`,
  );
}

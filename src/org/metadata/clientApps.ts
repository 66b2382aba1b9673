import { listComponents, readComponents } from './components.ts';
import { deploy } from './deploy.ts';
import type { Org } from '../wire/transport.ts';
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
 * An app with all its components; see {@link readClientApps}.
 * @param name developer name
 * @throws OrgRefusal, OrgSilence
 */
export async function readClientApp(org: Org, name: string): Promise<ClientApp | undefined> {
  return (await readClientApps(org, [name])).get(name.toLowerCase());
}

/**
 * Apps with all their components: one request where none of these names is there, otherwise one more for each component and ten apps, and
 * others only where parts bear names of their own.
 * @param names developer names
 * @returns by the name in lower case
 * @throws OrgRefusal, OrgSilence
 */
export async function readClientApps(org: Org, names: readonly string[]): Promise<ReadonlyMap<string, ClientApp>> {
  const asked = new Set(names.map((name) => name.toLowerCase()));
  const listed = await listComponents(org, [APP_PARTS.app.type]);
  const apps = listed.filter(({ fullName }) => asked.has(fullName.toLowerCase()));
  if (apps.length === 0) return new Map();
  const ours = new Set(apps.map(({ fullName }) => fullName.toLowerCase()));
  const found = await Promise.all(
    PARTS.map(async (part) => {
      const { type, ending } = APP_PARTS[part];
      const fullNames = apps.map(({ fullName }) => `${fullName}${ending}`);
      return [part, byApp(part, await readComponents(org, type, fullNames), ours)] as const;
    }),
  );
  const missing = found.flatMap(([part, held]) => (held.size < apps.length ? [part] : []));
  const others = missing.length === 0 ? new Map<AppPart, HeldParts>() : await readElsewhere(org, missing, ours);
  return new Map(
    apps.map(({ fullName: name, id }) => {
      const key = name.toLowerCase();
      const parts = found.flatMap(([part, held]) => {
        const one = held.get(key) ?? others.get(part)?.get(key);
        return one === undefined ? [] : [[part, one] as const];
      });
      return [key, { name, id, parts: Object.fromEntries(parts) }];
    }),
  );
}

/** By the name of the app in lower case. */
type HeldParts = ReadonlyMap<string, HeldPart>;

/** Whose a component is, the element with the app says, and not its name. */
function byApp(part: AppPart, components: ReadonlyMap<string, readonly Node[]>, apps: ReadonlySet<string>): HeldParts {
  const held = [...components].map(([fullName, content]) => {
    const app = part === 'app' ? fullName : textOf(content, 'externalClientApplication');
    return [app.toLowerCase(), { fullName, content: content.filter((node) => tag(node) !== SECRET) }] as const;
  });
  return new Map(held.filter(([app]) => apps.has(app)));
}

/** Parts that bear other names, as in an app that somebody made by hand, or where the org names its policies itself. */
async function readElsewhere(
  org: Org,
  parts: readonly AppPart[],
  apps: ReadonlySet<string>,
): Promise<ReadonlyMap<AppPart, HeldParts>> {
  const listed = await listComponents(
    org,
    parts.map((part) => APP_PARTS[part].type),
  );
  const found = await Promise.all(
    parts.map(async (part) => {
      const { type } = APP_PARTS[part];
      const names = listed.filter((one) => one.type === type).map(({ fullName }) => fullName);
      return [part, byApp(part, await readComponents(org, type, names), apps)] as const;
    }),
  );
  return new Map(found);
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

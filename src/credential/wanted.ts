import type { CredentialType, IpRange } from '../definition/credential.ts';
import type { AppPart, ClientApp, HeldPart, PartWrite } from '../org/metadata/clientApps.ts';
import { APP_PARTS } from '../org/metadata/clientApps.ts';
import { content, element, tag, textElement, textOf, type Node } from '../org/metadata/xml.ts';
import { parseCertificate, type Certificate } from './certificate.ts';

/** What an app should be; undefined is left as it is. */
export type WantedApp = {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly email: string;
  readonly type: CredentialType;
  readonly username: string;
  /** API names of the permission sets whose holders may use the app. */
  readonly permissionSets: readonly string[];
  readonly scopes: readonly string[] | undefined;
  readonly ipRanges: readonly IpRange[] | undefined;
  readonly certificate: Certificate | undefined;
};

/** Where an authorization code would come back to; neither flow has one, but an app must name an address. */
const CALLBACK = 'https://login.salesforce.com/services/oauth2/success';

/** The elements that a part should have: texts, or whole nodes for what repeats. Only for a new part: `created`. */
type Elements = Readonly<Record<string, string | readonly Node[] | undefined>>;

function elementsOf(part: AppPart, app: WantedApp, isNew: boolean): Elements {
  const flow = app.type === 'client-credentials';
  const parent = { externalClientApplication: app.name, ...created(isNew, { label: app.label }) };
  // A flow that somebody switched on beside ours stays on; a new app has only the one that was asked for.
  const flowSwitch = flow
    ? { isClientCredentialsFlowEnabled: 'true' }
    : created(isNew, { isClientCredentialsFlowEnabled: 'false' });
  switch (part) {
    case 'app':
      return created(isNew, {
        contactEmail: app.email,
        description: app.description,
        distributionState: 'Local',
        isProtected: 'false',
        label: app.label,
      });
    case 'oauth':
      return {
        ...parent,
        commaSeparatedOauthScopes: (app.scopes ?? (isNew ? ['Api'] : undefined))?.join(', '),
        trustedIpRanges: app.ipRanges?.map(rangeNode),
      };
    case 'global':
      return {
        ...parent,
        ...flowSwitch,
        certificate: app.certificate?.pem.trim(),
        ...created(isNew, {
          callbackUrl: CALLBACK,
          isConsumerSecretOptional: 'false',
          isPkceRequired: 'true',
          isSecretRequiredForRefreshToken: 'true',
          shouldRotateConsumerKey: 'false',
          shouldRotateConsumerSecret: 'false',
        }),
      };
    case 'oauthPolicies':
      return {
        ...parent,
        ...flowSwitch,
        clientCredentialsFlowUser: flow ? app.username : undefined,
        commaSeparatedPermissionSet: app.permissionSets.join(', '),
        permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
        ...created(isNew, { ipRelaxationPolicyType: 'Enforce' }),
      };
    case 'policies':
      return { ...parent, isEnabled: 'true', isOauthPluginEnabled: 'true' };
  }
}

function created(isNew: boolean, elements: Elements): Elements {
  return isNew ? elements : {};
}

function rangeNode({ start, end }: IpRange): Node {
  return element('trustedIpRanges', [textElement('endIpAddress', end), textElement('startIpAddress', start)]);
}

/** A component to write, and what of it changes: names of elements. */
export type PartChange = PartWrite & { readonly isNew: boolean; readonly changed: readonly string[] };

/**
 * What must be written so that the app is what is wanted; nothing where it is. Pure. A component is written whole, so what it holds besides
 * goes back as it is, all in the order of the WSDL, which is that of the alphabet for these types.
 */
export function changesOf(wanted: WantedApp, held: ClientApp | undefined): PartChange[] {
  return (Object.keys(APP_PARTS) as AppPart[]).flatMap((part) => {
    const elements = elementsOf(part, wanted, held?.parts[part] === undefined);
    return changeOf(part, elements, held?.name ?? wanted.name, held?.parts[part]);
  });
}

/** What must be written so that an app has this certificate, and nothing else changes; undefined: nothing. Pure. */
export function withCertificate(app: ClientApp, certificate: Certificate | undefined): PartChange[] {
  return changeOf('global', { certificate: certificate?.pem.trim() }, app.name, app.parts.global);
}

function changeOf(part: AppPart, elements: Elements, app: string, before: HeldPart | undefined): PartChange[] {
  const isNew = before === undefined;
  const wishes = Object.entries(elements).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? [textElement(name, value)] : value] as const],
  );
  const old = before?.content ?? [];
  const changed = wishes.filter(([name, nodes]) => !same(name, nodes, old)).map(([name]) => name);
  if (changed.length === 0 && !isNew) return [];
  const names = new Set(wishes.map(([name]) => name));
  const content = [...old.filter((node) => !names.has(tag(node))), ...wishes.flatMap(([, nodes]) => nodes)].sort(
    byName,
  );
  return [{ part, fullName: before?.fullName ?? `${app}${APP_PARTS[part].ending}`, content, isNew, changed }];
}

function byName(a: Node, b: Node): number {
  const [x, y] = [tag(a), tag(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function same(name: string, wanted: readonly Node[], content: readonly Node[]): boolean {
  if (name === 'trustedIpRanges') {
    const held = content.filter((node) => tag(node) === name);
    return setOf(held.map(rangeText)) === setOf(wanted.map(rangeText));
  }
  const [want, held] = [textOf(wanted, name), textOf(content, name)];
  if (name === 'certificate') {
    return parseCertificate(want)?.fingerprint === parseCertificate(held)?.fingerprint;
  }
  if (name.startsWith('commaSeparated')) return setOf(want.split(',')) === setOf(held.split(','));
  // Usernames and developer names have no case.
  return want.toLowerCase() === held.toLowerCase();
}

function rangeText(node: Node): string {
  const inside = content(node);
  return `${textOf(inside, 'startIpAddress')}-${textOf(inside, 'endIpAddress')}`;
}

function setOf(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text !== '')
    .sort()
    .join(',');
}

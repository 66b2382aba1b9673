import JSZip from 'jszip';
import { metadataNamespace as namespace, printXml, type Content } from '../../metadata/printXml.ts';
import { childrenNamed, childText, parseXml, type Element } from '../../metadata/xml.ts';
import type { RunningOrg } from '../start.ts';

/** The folders, endings of names and suffixes of the parts of an app (facts 6.1). */
const PARTS = {
  ExternalClientApplication: ['externalClientApps', '', 'eca'],
  ExtlClntAppOauthSettings: ['extlClntAppOauthSettings', '_oauth', 'ecaOauth'],
  ExtlClntAppGlobalOauthSettings: ['extlClntAppGlobalOauthSets', '_glbloauth', 'ecaGlblOauth'],
  ExtlClntAppOauthConfigurablePolicies: ['extlClntAppOauthPolicies', '_oauthPlcy', 'ecaOauthPlcy'],
  ExtlClntAppConfigurablePolicies: ['extlClntAppPolicies', '_plcy', 'ecaPlcy'],
} as const;
export type Part = keyof typeof PARTS;
export type Package = Partial<Record<Part, Record<string, Content>>>;

/** The full name of a part of an app. */
export function partName(app: string, part: Part): string {
  return `${app}${PARTS[part][1]}`;
}

/** One call of the Metadata API by the administrator. */
export async function soap(running: RunningOrg, name: string, content: Content): Promise<Element> {
  const body = printXml(name, { '@xmlns': namespace, ...(content as object) });
  const response = await fetch(`${running.url}/services/Soap/m/67.0`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
    body: `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><SessionHeader xmlns="${namespace}"><sessionId>${running.tokenFor(running.adminUsername)}</sessionId></SessionHeader></Header><Body>${body}</Body></Envelope>`,
  });
  return parseXml(await response.text());
}

/** Deploys parts of an app, with other files beside them; gives back the problems. */
export async function deployApp(
  running: RunningOrg,
  app: string,
  given: Package,
  options: Record<string, boolean> = {},
  more: Content = [],
  files: Record<string, string> = {},
): Promise<string[]> {
  const zip = new JSZip();
  const types = (Object.keys(given) as Part[]).map((type) => ({ members: partName(app, type), name: type }));
  zip.file(
    'package.xml',
    printXml('Package', { '@xmlns': namespace, types: [...types, ...[more].flat()], version: '67.0' }),
  );
  for (const [type, content] of Object.entries(given)) {
    const [folder, , suffix] = PARTS[type as Part];
    zip.file(`${folder}/${partName(app, type as Part)}.${suffix}`, printXml(type, { '@xmlns': namespace, ...content }));
  }
  for (const [path, text] of Object.entries(files)) zip.file(path, text);
  const ZipFile = await zip.generateAsync({ type: 'base64' });
  const DeployOptions = { rollbackOnError: true, singlePackage: true, ...options };
  const id = textIn(await soap(running, 'deploy', { ZipFile, DeployOptions }), 'id');
  for (let looks = 0; looks < 20; looks += 1) {
    const answer = await soap(running, 'checkDeployStatus', { asyncProcessId: id, includeDetails: true });
    if (textIn(answer, 'done') === 'true') return find(answer, 'problem').map(({ text }) => text);
  }
  throw new Error('the deploy does not end');
}

/** An app whole, for a deploy; what is given is added to its global settings, policy and OAuth settings. */
export function wholeApp(app: string, more: { global?: object; policy?: object; oauth?: object } = {}) {
  const parent = { externalClientApplication: app, label: app };
  return {
    ExternalClientApplication: { contactEmail: 'team@example.com', label: app },
    ExtlClntAppOauthSettings: { commaSeparatedOauthScopes: 'Api', ...parent, ...more.oauth },
    ExtlClntAppGlobalOauthSettings: inOrder({ callbackUrl: 'https://example.com', ...parent, ...more.global }),
    ExtlClntAppOauthConfigurablePolicies: inOrder({
      ...parent,
      permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
      ...more.policy,
    }),
  } satisfies Package;
}

/** The members of a part in the order of the WSDL, which is the order of the alphabet. */
function inOrder(content: Record<string, Content>): Record<string, Content> {
  return Object.fromEntries(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** All elements of a name, however deep. */
export function find(element: Element, name: string): Element[] {
  return [...childrenNamed(element, name), ...element.children.flatMap((child) => find(child, name))];
}

/** The text of the first element of a name; empty where there is none. */
export function textIn(element: Element, name: string): string {
  const [found] = find(element, name);
  return found === undefined ? (childText(element, name) ?? '') : found.text;
}

import Builder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import { metadataName } from './profileNames.ts';
import { fromThrown, isPassing, OrgRefusal, OrgSilence } from './refusal.ts';
import { carry, retrying, type Org } from './transport.ts';

/** An element as fast-xml-parser keeps it in document order: `{ tagName: children }`, text as `{ '#text': ... }`. */
type Node = Readonly<Record<string, unknown>>;

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const XML = {
  preserveOrder: true,
  ignoreAttributes: true,
  trimValues: true,
  parseTagValue: false,
  processEntities: true,
} as const;
const parser = new XMLParser({ ...XML, removeNSPrefix: true });
const builder = new Builder(XML);

/** Components in one call of readMetadata (Metadata API Developer Guide). */
const COMPONENTS = 10;

/**
 * The record types that permission sets show; there is no sObject for them (facts 3.4).
 * @returns `Object.DeveloperName`s by the lower-case name of the set; a set that does not exist is not in it
 * @throws OrgRefusal, OrgSilence
 */
export async function readRecordTypes(
  org: Org,
  permissionSets: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const calls = Array.from({ length: Math.ceil(permissionSets.length / COMPONENTS) }, (_, index) =>
    readComponents(org, 'PermissionSet', permissionSets.slice(index * COMPONENTS, (index + 1) * COMPONENTS)),
  );
  const sets = (await Promise.all(calls)).flat();
  return new Map(sets.map((set) => [textOf(set, 'fullName').toLowerCase(), new Set(shown(set))]));
}

/** Record types of a profile, `Object.DeveloperName`s. */
export type ProfileRecordTypes = {
  readonly shown: ReadonlySet<string>;
  /** Those that a record gets when nobody says which; only a profile has them. */
  readonly defaults: ReadonlySet<string>;
};

/**
 * The record types that profiles show.
 * @param names as SOQL gives them
 * @returns by name; a profile that the Metadata API does not know by that name is not in it
 * @throws OrgRefusal, OrgSilence
 */
export async function readProfileRecordTypes(
  org: Org,
  names: readonly string[],
): Promise<ReadonlyMap<string, ProfileRecordTypes>> {
  const calls = Array.from({ length: Math.ceil(names.length / COMPONENTS) }, (_, index) =>
    readComponents(org, 'Profile', names.slice(index * COMPONENTS, (index + 1) * COMPONENTS).map(metadataName)),
  );
  const profiles = new Map((await Promise.all(calls)).flat().map((one) => [textOf(one, 'fullName'), one]));
  return new Map(
    names.flatMap((name) => {
      const nodes = profiles.get(metadataName(name));
      return nodes
        ? [[name, { shown: new Set(shown(nodes)), defaults: new Set(shown(nodes, 'default')) }] as const]
        : [];
    }),
  );
}

/** A record type, `Object.DeveloperName`, to show or to hide. */
export type RecordTypeVisibility = { readonly recordType: string; readonly visible: boolean };

/**
 * Shows and hides record types in a permission set. The Metadata API replaces a whole set (facts 3.6), so all that it
 * holds is read and sent back, changed in this alone and in the order in which Salesforce gave it.
 * @throws OrgRefusal, OrgSilence
 */
export async function setRecordTypes(
  org: Org,
  permissionSet: string,
  wanted: readonly RecordTypeVisibility[],
): Promise<void> {
  const held = await readPermissionSet(org, permissionSet);
  if (held.length === 0) throw new OrgSilence(`The permission set ${permissionSet} could not be read whole.`);
  const added = wanted
    .filter(({ visible }) => visible)
    .map(({ recordType }) =>
      element('recordTypeVisibilities', [textElement('recordType', recordType), textElement('visible', 'true')]),
    );
  const kept = held.filter((node) => !isOneOf(node, wanted));
  const at = kept.findIndex((node) => tag(node) !== 'fullName' && tag(node) > 'recordTypeVisibilities');
  const all = at < 0 ? [...kept, ...added] : [...kept.slice(0, at), ...added, ...kept.slice(at)];
  const body = `<updateMetadata xmlns="${NAMESPACE}"><metadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PermissionSet">${builder.build(all)}</metadata></updateMetadata>`;
  const result = children(await call(org, body), 'result');
  if (result.length === 0) throw new OrgSilence('The Metadata API gave an answer without a result.');
  if (textOf(result, 'success') !== 'true') {
    throw new OrgRefusal(
      result
        .filter((node) => tag(node) === 'errors')
        .map((node) => ({
          errorCode: textOf(content(node), 'statusCode'),
          message: textOf(content(node), 'message'),
          fields: [],
        })),
    );
  }
}

async function readPermissionSet(org: Org, name: string): Promise<readonly Node[]> {
  return (await readComponents(org, 'PermissionSet', [name]))[0] ?? [];
}

async function readComponents(
  org: Org,
  type: 'PermissionSet' | 'Profile',
  names: readonly string[],
): Promise<(readonly Node[])[]> {
  const fullNames = builder.build(names.map((name) => textElement('fullNames', name)));
  const body = `<readMetadata xmlns="${NAMESPACE}"><type>${type}</type>${fullNames}</readMetadata>`;
  const result = children(await call(org, body, true), 'result');
  return result
    .filter((node) => tag(node) === 'records')
    .map(content)
    .filter((one) => textOf(one, 'fullName') !== '');
}

/** Sends one SOAP call and gives back what is inside its response element. */
async function call(org: Org, body: string, isRead = false): Promise<readonly Node[]> {
  const { connection } = org;
  const session = builder.build([textElement('sessionId', connection.accessToken ?? '')]);
  const envelope = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="${NAMESPACE}">${session}</SessionHeader></soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  const again = (error: unknown): boolean => isPassing(error) || (isRead && error instanceof OrgSilence);
  const answer = await retrying(org, again, () => post(org, envelope));
  const inner = children(children(parse(answer), 'Envelope'), 'Body');
  const [response] = inner;
  if (response === undefined) throw new OrgSilence('The Metadata API gave an empty answer.');
  return content(response);
}

async function post(org: Org, envelope: string): Promise<string> {
  const { connection } = org;
  try {
    return await carry<string>(
      org,
      {
        method: 'POST',
        url: `${connection.instanceUrl.replace(/\/$/, '')}/services/Soap/m/${connection.getApiVersion()}`,
        headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
        body: envelope,
      },
      { responseType: 'text/plain' },
    );
  } catch (thrown) {
    throw faultOf(thrown) ?? fromThrown(thrown);
  }
}

/** A SOAP fault comes with HTTP 500, but it is an answer: nothing has happened. */
function faultOf(thrown: unknown): OrgRefusal | undefined {
  const text = thrown instanceof Error ? thrown.message : '';
  const code = /<faultcode>(?:\w+:)?(\w+)<\/faultcode>/.exec(text)?.[1];
  const message = /<faultstring>([^<]*)<\/faultstring>/.exec(text)?.[1] ?? '';
  return code === undefined ? undefined : new OrgRefusal([{ errorCode: code, message, fields: [] }], 500);
}

/** A cut-off answer must not pass for a short one: what is missing in it would be switched off when it is written back. */
function parse(xml: string): readonly Node[] {
  if (!/<\/(\w+:)?Envelope>\s*$/.test(xml)) throw new OrgSilence('The Metadata API gave an answer that is cut off.');
  try {
    return parser.parse(xml) as readonly Node[];
  } catch (error) {
    throw new OrgSilence('The Metadata API gave an answer that is not XML.', error);
  }
}

function shown(nodes: readonly Node[], flag: 'visible' | 'default' = 'visible'): string[] {
  return nodes
    .filter((node) => tag(node) === 'recordTypeVisibilities' && textOf(content(node), flag) === 'true')
    .map((node) => textOf(content(node), 'recordType'));
}

function isOneOf(node: Node, wanted: readonly RecordTypeVisibility[]): boolean {
  if (tag(node) !== 'recordTypeVisibilities') return false;
  const name = textOf(content(node), 'recordType');
  return wanted.some(({ recordType }) => recordType === name);
}

function element(name: string, inside: readonly Node[]): Node {
  return { [name]: inside };
}

function textElement(name: string, text: string): Node {
  return element(name, [{ '#text': text }]);
}

function tag(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function content(node: Node): readonly Node[] {
  const inside = node[tag(node)];
  return Array.isArray(inside) ? (inside as readonly Node[]) : [];
}

function children(nodes: readonly Node[], name: string): readonly Node[] {
  const found = nodes.find((node) => tag(node) === name);
  return found ? content(found) : [];
}

function textOf(nodes: readonly Node[], name: string): string {
  const [first] = children(nodes, name);
  const text = first?.['#text'];
  return typeof text === 'string' ? text : '';
}

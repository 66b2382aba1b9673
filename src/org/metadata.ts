import Builder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import { OrgRefusal, OrgSilence } from './refusal.ts';
import { callMetadata, COMPONENTS, METADATA_NAMESPACE as NAMESPACE, parsed } from './soap.ts';
import type { Org } from './transport.ts';

/** An element as fast-xml-parser keeps it in document order: `{ tagName: children }`, text as `{ '#text': ... }`. */
type Node = Readonly<Record<string, unknown>>;

const XML = {
  preserveOrder: true,
  ignoreAttributes: true,
  trimValues: true,
  parseTagValue: false,
  processEntities: true,
} as const;
const parser = new XMLParser({ ...XML, removeNSPrefix: true });
const builder = new Builder(XML);

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
    readPermissionSets(org, permissionSets.slice(index * COMPONENTS, (index + 1) * COMPONENTS)),
  );
  const sets = (await Promise.all(calls)).flat();
  return new Map(sets.map((set) => [textOf(set, 'fullName').toLowerCase(), new Set(shown(set))]));
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
  return (await readPermissionSets(org, [name]))[0] ?? [];
}

async function readPermissionSets(org: Org, names: readonly string[]): Promise<(readonly Node[])[]> {
  const fullNames = builder.build(names.map((name) => textElement('fullNames', name)));
  const body = `<readMetadata xmlns="${NAMESPACE}"><type>PermissionSet</type>${fullNames}</readMetadata>`;
  const result = children(await call(org, body), 'result');
  return result
    .filter((node) => tag(node) === 'records')
    .map(content)
    .filter((set) => textOf(set, 'fullName') !== '');
}

/** Sends one SOAP call and gives back what is inside its response element. */
async function call(org: Org, body: string): Promise<readonly Node[]> {
  const answer = parsed(parser, await callMetadata(org, body)) as readonly Node[];
  const [response] = children(children(answer, 'Envelope'), 'Body');
  if (response === undefined) throw new OrgSilence('The Metadata API gave an empty answer.');
  return content(response);
}

function shown(nodes: readonly Node[]): string[] {
  return nodes
    .filter((node) => tag(node) === 'recordTypeVisibilities' && textOf(content(node), 'visible') === 'true')
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

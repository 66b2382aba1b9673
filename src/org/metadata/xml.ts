import Builder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import { parsed } from './soap.ts';

/** An element as fast-xml-parser keeps it in document order: `{ tagName: children }`, text as `{ '#text': ... }`. */
export type Node = Readonly<Record<string, unknown>>;

const XML = {
  preserveOrder: true,
  ignoreAttributes: true,
  trimValues: true,
  parseTagValue: false,
  processEntities: true,
} as const;
const parser = new XMLParser({ ...XML, removeNSPrefix: true });
const builder = new Builder(XML);

/** Elements as text, everything in them escaped. */
export function print(nodes: readonly Node[]): string {
  return builder.build(nodes);
}

/** What an answer holds, in the order of the document. Throws OrgSilence when it is not XML. */
export function parseInOrder(xml: string): readonly Node[] {
  return parsed(parser, xml) as readonly Node[];
}

export function element(name: string, inside: readonly Node[]): Node {
  return { [name]: inside };
}

export function textElement(name: string, text: string): Node {
  return element(name, [{ '#text': text }]);
}

export function tag(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

export function content(node: Node): readonly Node[] {
  const inside = node[tag(node)];
  return Array.isArray(inside) ? (inside as readonly Node[]) : [];
}

/** What is in the first element of this name. */
export function children(nodes: readonly Node[], name: string): readonly Node[] {
  const found = nodes.find((node) => tag(node) === name);
  return found ? content(found) : [];
}

/** What is in each element of this name. */
export function each(nodes: readonly Node[], name: string): (readonly Node[])[] {
  return nodes.filter((node) => tag(node) === name).map(content);
}

/** The text of the first element of this name; empty where there is none. */
export function textOf(nodes: readonly Node[], name: string): string {
  const [first] = children(nodes, name);
  const text = first?.['#text'];
  return typeof text === 'string' ? text : '';
}

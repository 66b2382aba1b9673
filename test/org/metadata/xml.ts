import { XMLParser } from 'fast-xml-parser';
import { OrgError } from '../org.ts';

/** An XML element without namespace prefixes. `text` is the character data directly inside it. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 50_000_000 },
});

/** Reads the root element of a document. Throws OrgError "soapenv:Client" when it is not well-formed XML. */
export function parseXml(document: string): Element {
  const root = parsed(document)
    .map(toElement)
    .find((element) => element !== undefined);
  if (root === undefined) throw malformed('Content is not allowed in prolog.');
  return root;
}

/** The first child of this name. */
export function child(element: Element, name: string): Element | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

export function childrenNamed(element: Element, name: string): readonly Element[] {
  return element.children.filter((candidate) => candidate.name === name);
}

/** The text of the first child of this name; undefined when absent or xsi:nil. */
export function childText(element: Element, name: string): string | undefined {
  const found = child(element, name);
  return found === undefined || found.attributes['nil'] === 'true' ? undefined : found.text;
}

export function childTexts(element: Element, name: string): readonly string[] {
  return childrenNamed(element, name).map((found) => found.text);
}

function malformed(message: string): OrgError {
  return new OrgError('soapenv:Client', message, { httpStatus: 500 });
}

function parsed(document: string): readonly unknown[] {
  try {
    // The package that replaces this second argument is not a dependency, and the parser alone takes anything.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return asList(parser.parse(document.trim(), true));
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'The markup in the document is not well-formed.');
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The parser's node `{ name: children, ':@': attributes }` as an element; undefined for text and processing instructions. */
function toElement(node: unknown): Element | undefined {
  const entries = Object.entries(node as Record<string, unknown>);
  const own = entries.find(([key]) => key !== ':@');
  if (own === undefined || own[0].startsWith('?') || own[0] === '#text') return undefined;
  const nodes = asList(own[1]);
  return {
    name: own[0],
    attributes: (entries.find(([key]) => key === ':@')?.[1] ?? {}) as Readonly<Record<string, string>>,
    children: nodes.map(toElement).filter((element) => element !== undefined),
    text: nodes.map(textOf).join(''),
  };
}

function textOf(node: unknown): string {
  const text = (node as Record<string, unknown>)['#text'];
  return typeof text === 'string' ? text : '';
}

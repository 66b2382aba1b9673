import Builder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import { printable } from '../wire/printable.ts';
import { OrgSilence } from '../wire/refusal.ts';
import { callMetadata, METADATA_NAMESPACE, parsed } from './soap.ts';
import type { Org } from '../wire/transport.ts';

/** A component, or a part of one: its elements by name, their text as it is. */
export type Part = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  tagValueProcessor: (_, text) => printable(text),
});
const builder = new Builder({});

/**
 * Reads components, at most ten.
 * @returns those that exist
 * @throws OrgRefusal, OrgSilence
 */
export async function readMetadata(org: Org, type: string, fullNames: readonly string[]): Promise<readonly Part[]> {
  return componentsIn(await callMetadata(org, bodyOf('readMetadata', { type, fullNames }), true));
}

/**
 * The components in an answer of readMetadata.
 * @throws OrgSilence when it is none
 */
export function componentsIn(xml: string): readonly Part[] {
  return resultOf(xml, 'readMetadata')
    .flatMap(({ records }) => partsOf(records))
    .filter(({ fullName }) => typeof fullName === 'string');
}

/** An element that may be repeated, as a list; the parser knows no difference between once and never more than once. */
export function partsOf(value: unknown): readonly Part[] {
  return [value].flat().filter((one): one is Part => typeof one === 'object' && one !== null);
}

function bodyOf(call: string, content: Part): string {
  return `<${call} xmlns="${METADATA_NAMESPACE}">${builder.build(content)}</${call}>`;
}

/** An empty answer, as of an org without any component, is not the same as none. */
function resultOf(xml: string, call: string): readonly Part[] {
  const response = ['Envelope', 'Body', `${call}Response`].reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Part)[key] : undefined),
    parsed(parser, xml),
  );
  if (response === undefined) throw new OrgSilence('The Metadata API gave an answer to something else.');
  return partsOf((response as Part)['result']);
}

import { OrgSilence } from '../wire/refusal.ts';
import { callMetadata } from './soap.ts';
import type { Org } from '../wire/transport.ts';
import { children, content, parseInOrder, type Node } from './xml.ts';

/**
 * One call of the Metadata API, for what depends on the order of its elements.
 * @param again whether a lost answer is tried again too: only for what reads
 * @returns what is inside the response element
 * @throws OrgRefusal, OrgSilence
 */
export async function callInOrder(org: Org, body: string, again = false): Promise<readonly Node[]> {
  const answer = parseInOrder(await callMetadata(org, body, again));
  const [response] = children(children(answer, 'Envelope'), 'Body');
  if (response === undefined) throw new OrgSilence('The Metadata API gave an empty answer.');
  return content(response);
}

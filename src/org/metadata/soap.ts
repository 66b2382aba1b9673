import Builder from 'fast-xml-builder';
import { fromThrown, isPassing, OrgRefusal, OrgSilence } from '../wire/refusal.ts';
import { carry, retrying, type Org } from '../wire/transport.ts';

export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Components in one call of readMetadata (Metadata API Developer Guide). */
export const COMPONENTS = 10;

const builder = new Builder({});

/**
 * Sends one call of the Metadata API. Refusals that pass by themselves are tried again, bounded.
 * @param body the element of the call
 * @param again whether a lost answer is tried again too: only for what reads
 * @returns the answer as XML, whole
 * @throws OrgRefusal, OrgSilence
 */
export async function callMetadata(org: Org, body: string, again = false): Promise<string> {
  const session = builder.build({ sessionId: org.connection.accessToken ?? '' });
  const envelope = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="${METADATA_NAMESPACE}">${session}</SessionHeader></soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  const answer = await retrying(
    org,
    (error) => isPassing(error) || (again && error instanceof OrgSilence),
    () => post(org, envelope),
  );
  // A cut-off answer must not pass for a short one: what is missing in it would be switched off when it is written back.
  if (!/<\/([\w.-]+:)?Envelope\s*>(?:\s|<!--.*?-->)*$/s.test(answer))
    throw new OrgSilence('The Metadata API gave an answer that is cut off.');
  return answer;
}

/**
 * What a parser makes of an answer.
 * @throws OrgSilence when it is not XML
 */
export function parsed(parser: { parse: (xml: string) => unknown }, xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch (error) {
    throw new OrgSilence('The Metadata API gave an answer that is not XML.', error);
  }
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
  const code = /<faultcode\b[^>]*>\s*(?:[\w.-]+:)?(\w+)\s*<\/faultcode/.exec(text)?.[1];
  const message = /<faultstring\b[^>]*>([^<]*)<\/faultstring/.exec(text)?.[1] ?? '';
  return code === undefined ? undefined : new OrgRefusal([{ errorCode: code, message, fields: [] }], 500);
}
